package dev.timestep.autograd;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Anything with trained parameters: a cell, a layer, a whole model. */
public interface Module {
  /**
   * The parameters by name, in a fixed order. A module that contains others prefixes their names,
   * {@code "0.kernel"}; the names are those of the model file.
   */
  SequencedMap<String, Parameter> parameters();

  /** Number of trained numbers, frozen ones included. */
  default long parameterCount() {
    return parameters().values().stream().mapToLong(p -> p.shape().size()).sum();
  }

  /** Joins named modules into one map of parameters, {@code name.parameter}. */
  static SequencedMap<String, Parameter> join(SequencedMap<String, ? extends Module> modules) {
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    modules.forEach(
        (name, module) ->
            module.parameters().forEach((inner, p) -> all.put(name + "." + inner, p)));
    return all;
  }
}
