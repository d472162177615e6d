package dev.timestep.io.model;

import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * The weights of a model file, which several networks or other parts share: each takes those under
 * its prefix, and none may be left over.
 *
 * <pre>{@code
 * FileWeights weights = new FileWeights(archive.weights());
 * SequencedMap<String, Tensor> first = weights.under("network.0.");  // kernel, bias …
 * weights.end();
 * }</pre>
 */
public final class FileWeights {
  private final Map<String, Tensor> all;
  private final Set<String> left;

  /** The weights of a file, by their names. */
  public FileWeights(Map<String, Tensor> all) {
    this.all = all;
    this.left = new TreeSet<>(all.keySet());
  }

  /**
   * The weights whose names start with a prefix, under the rest of their names.
   *
   * @throws IllegalArgumentException when a number is not finite; the message names the weight
   */
  public SequencedMap<String, Tensor> under(String prefix) {
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

  /**
   * Refuses weights that nothing has taken.
   *
   * @throws IllegalArgumentException naming them
   */
  public void end() {
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "The file expects weights of its own parts only; received "
              + String.join(", ", left)
              + ". Train the model again, or take the file as it was written.");
    }
  }

  private static void requireFinite(String name, Tensor weight) {
    for (float value : weight.data()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "The file expects finite numbers in the weight "
                + name
                + "; received "
                + value
                + ". Train the model again, or take the file as it was written.");
      }
    }
  }
}
