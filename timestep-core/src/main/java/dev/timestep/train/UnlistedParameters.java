package dev.timestep.train;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds parameters that a loss reads and no {@link Module#parameters()} lists: they would not be
 * trained, and the model file would not have them.
 */
final class UnlistedParameters {
  private UnlistedParameters() {}

  /**
   * Refuses them; frozen ones may be anybody's.
   *
   * @param trained what is trained
   * @param read what its loss read, and where
   * @throws IllegalStateException when there are some
   */
  static void check(Module trained, Map<Parameter, String> read) {
    Set<Parameter> listed = Collections.newSetFromMap(new IdentityHashMap<>());
    listed.addAll(trained.parameters().values());
    List<String> missing = new ArrayList<>();
    read.forEach(
        (parameter, place) -> {
          if (!listed.contains(parameter) && (!parameter.frozen() || parameter.isBuffer())) {
            missing.add(parameter.shape() + (place.isEmpty() ? "" : " in " + place));
          }
        });
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "Trainer expects every parameter that the loss reads to be among parameters(); received"
              + " a loss that also reads "
              + String.join(", ", missing)
              + ". It would be neither trained nor saved: add it to the map that parameters() of"
              + " its cell, layer or objective returns, or freeze it if it is to stay as it is.");
    }
  }
}
