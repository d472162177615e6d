package dev.timestep.task.forecast;

import dev.timestep.tensor.Tensor;

/**
 * Numbers of double precision in a tensor of single precision, without loss: the 64 bits of each as
 * three whole numbers, [3, n], of 22, 21 and 21 bits, which single precision holds exactly.
 */
final class ExactNumbers {
  private static final int PARTS = 3;
  private static final int BITS = 21;
  private static final long MASK = (1L << BITS) - 1;

  /** The first part has what is left of 64 bits. */
  private static final long FIRST_MASK = (1L << (Long.SIZE - 2 * BITS)) - 1;

  private ExactNumbers() {}

  /** A tensor of these numbers. */
  static Tensor write(double[] values) {
    int n = values.length;
    float[] parts = new float[PARTS * n];
    for (int at = 0; at < n; at++) {
      long bits = Double.doubleToLongBits(values[at]);
      parts[at] = bits >>> (2 * BITS);
      parts[n + at] = bits >>> BITS & MASK;
      parts[2 * n + at] = bits & MASK;
    }
    return Tensor.of(parts, PARTS, n);
  }

  /**
   * The numbers of a tensor.
   *
   * @param name of the tensor, for messages
   * @param count how many there must be
   * @throws IllegalArgumentException when it does not hold that many finite numbers
   */
  static double[] read(String name, Tensor tensor, long wanted) {
    int[] shape = tensor.shape().toArray();
    if (shape.length != 2 || shape[0] != PARTS || shape[1] != wanted) {
      throw new IllegalArgumentException(
          "The weights %s expect the shape [%d, %d]; received %s. Train the model again."
              .formatted(name, PARTS, wanted, tensor.shape()));
    }
    int count = shape[1];
    double[] values = new double[count];
    for (int at = 0; at < count; at++) {
      long bits =
          part(name, tensor.data()[at], FIRST_MASK) << (2 * BITS)
              | part(name, tensor.data()[count + at], MASK) << BITS
              | part(name, tensor.data()[2 * count + at], MASK);
      values[at] = Double.longBitsToDouble(bits);
      if (!Double.isFinite(values[at])) {
        throw damaged(name, "finite numbers", Double.toString(values[at]));
      }
    }
    return values;
  }

  private static long part(String name, float value, long most) {
    long whole = (long) value;
    if (whole != value || whole < 0 || whole > most) {
      throw damaged(name, "whole numbers from 0 to " + most, Float.toString(value));
    }
    return whole;
  }

  private static IllegalArgumentException damaged(String name, String expected, String received) {
    return new IllegalArgumentException(
        "The weights "
            + name
            + " expect "
            + expected
            + "; received "
            + received
            + ". The model file is damaged: train the model again.");
  }
}
