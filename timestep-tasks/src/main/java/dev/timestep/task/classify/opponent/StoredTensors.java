package dev.timestep.task.classify.opponent;

import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tensors of a stored opponent, each read with the sizes that it must have. */
final class StoredTensors {
  private final Map<String, Tensor> tensors;
  private final Set<String> left;

  StoredTensors(Map<String, Tensor> tensors) {
    this.tensors = tensors;
    left = new TreeSet<>(tensors.keySet());
  }

  /**
   * The numbers of a tensor.
   *
   * @param sizes expected, -1 for any
   * @throws IllegalArgumentException if it is absent, has other sizes or a number that is not
   *     finite
   */
  Tensor tensor(String name, int... sizes) {
    left.remove(name);
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "The stored baseline expects the weight " + name + "; it is missing.");
    }
    int[] found = tensor.shape().toArray();
    boolean fits = found.length == sizes.length;
    for (int i = 0; fits && i < sizes.length; i++) {
      fits = sizes[i] == -1 || sizes[i] == found[i];
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "The stored baseline expects %s of the sizes %s (-1: any); received %s."
              .formatted(name, Arrays.toString(sizes), Arrays.toString(found)));
    }
    for (float value : tensor.data()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "The stored baseline expects finite numbers in " + name + "; received " + value + ".");
      }
    }
    return tensor;
  }

  float[] vector(String name) {
    return tensor(name, -1).data().clone();
  }

  float[] vector(String name, int size) {
    return tensor(name, size).data().clone();
  }

  /** Whole numbers from {@code least} to {@code most}. */
  int[] wholes(String name, int least, int most) {
    float[] values = vector(name);
    int[] result = new int[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (int) values[i];
      if (result[i] != values[i] || result[i] < least || result[i] > most) {
        throw new IllegalArgumentException(
            "The stored baseline expects whole numbers from %d to %d in %s; received %s."
                .formatted(least, most, name, values[i]));
      }
    }
    return result;
  }

  /** [row][column] of a tensor with two axes. */
  float[][] matrix(String name, int rows, int columns) {
    Tensor tensor = tensor(name, rows, columns);
    int width = tensor.shape().toArray()[1];
    float[][] result = new float[tensor.shape().toArray()[0]][];
    for (int i = 0; i < result.length; i++) {
      result[i] = Arrays.copyOfRange(tensor.data(), i * width, (i + 1) * width);
    }
    return result;
  }

  /** Refuses tensors that nothing has read. */
  void end() {
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "The stored baseline has the weights " + left + ", which this version cannot read.");
    }
  }

  static float[] floats(int[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
