package dev.timestep.golden;

import java.util.Arrays;

/** An array of floats in row-major order, with its shape. */
record Values(float[] data, long... shape) {

  Values {
    long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (count != data.length) {
      throw new IllegalArgumentException(
          "Shape " + Arrays.toString(shape) + " does not hold " + data.length + " values.");
    }
  }

  static Values of(float... data) {
    return new Values(data, data.length);
  }
}
