package dev.timestep.report;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * An immutable run of numbers: a series, a forecast, a curve. NaN marks a missing value and leaves
 * a gap in a plot; infinite values are treated the same way.
 *
 * <p>Records hold this instead of an array, so that a report cannot change after its checks ran.
 */
public final class Numbers {
  private static final Numbers EMPTY = new Numbers(new double[0]);

  private final double[] values;

  private Numbers(double[] values) {
    this.values = values;
  }

  /** No numbers. */
  public static Numbers empty() {
    return EMPTY;
  }

  /** A copy of the given numbers. */
  public static Numbers of(double... values) {
    return new Numbers(values.clone());
  }

  /** A copy of the given single-precision numbers. */
  public static Numbers of(float[] values) {
    return generate(values.length, i -> values[i]);
  }

  /** The numbers {@code at(0) … at(size - 1)}. */
  public static Numbers generate(int size, IntToDoubleFunction at) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = at.applyAsDouble(i);
    }
    return new Numbers(values);
  }

  /** How many numbers there are, missing ones included. */
  public int size() {
    return values.length;
  }

  /** The number at the zero-based place. */
  public double at(int place) {
    return values[place];
  }

  /** Whether the number at this place is missing (NaN or infinite). */
  public boolean missing(int place) {
    return !Double.isFinite(values[place]);
  }

  /** The numbers from {@code from} (inclusive) to {@code to} (exclusive). */
  public Numbers slice(int from, int to) {
    return new Numbers(Arrays.copyOfRange(values, from, to));
  }

  /** The numbers at the given places, in that order. */
  public Numbers pick(int[] places) {
    return generate(places.length, i -> values[places[i]]);
  }

  /** A copy as an array, missing ones included. */
  public double[] toArray() {
    return values.clone();
  }

  /** The smallest present number; NaN where all are missing. */
  public double min() {
    return Arrays.stream(values).filter(Double::isFinite).min().orElse(Double.NaN);
  }

  /** The largest present number; NaN where all are missing. */
  public double max() {
    return Arrays.stream(values).filter(Double::isFinite).max().orElse(Double.NaN);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Numbers numbers && Arrays.equals(values, numbers.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return values.length <= 8
        ? Arrays.toString(values)
        : "Numbers[" + values.length + ", " + min() + " to " + max() + "]";
  }
}
