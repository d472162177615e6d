package dev.timestep.task.classify;

import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * The weights of a model file, which several networks and opponents share: each takes those under
 * its prefix, and none may be left over.
 *
 * <pre>{@code
 * FileWeights weights = new FileWeights(archive.weights());
 * SequencedMap<String, Tensor> first = weights.under("network.0.");  // kernel, bias …
 * weights.end();
 * }</pre>
 */
final class FileWeights {
  private final Map<String, Tensor> all;
  private final Set<String> left;

  FileWeights(Map<String, Tensor> all) {
    this.all = all;
    this.left = new TreeSet<>(all.keySet());
  }

  /**
   * The weights whose names start with a prefix, under the rest of their names.
   *
   * @throws IllegalArgumentException when a number is not finite; the message names the weight
   */
  SequencedMap<String, Tensor> under(String prefix) {
    SequencedMap<String, Tensor> some = new LinkedHashMap<>();
    all.forEach(
        (name, weight) -> {
          if (name.startsWith(prefix)) {
            requireFinite(name, weight);
            some.put(name.substring(prefix.length()), weight);
            left.remove(name);
          }
        });
    return some;
  }

  /** Refuses weights that nothing has taken. */
  void end() {
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "A classifier's file expects weights of its networks and baselines only; received "
              + String.join(", ", left)
              + ". Train the model again, or take the file as it was written.");
    }
  }

  private static void requireFinite(String name, Tensor weight) {
    for (float value : weight.data()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "A classifier's file expects finite numbers in the weight "
                + name
                + "; received "
                + value
                + ". Train the model again, or take the file as it was written.");
      }
    }
  }
}
