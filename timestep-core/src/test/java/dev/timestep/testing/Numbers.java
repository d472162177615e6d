package dev.timestep.testing;

import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Arithmetic in float64 that references and checks share. */
final class Numbers {
  private Numbers() {}

  /** Σ a·b. */
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The same numbers in float64. */
  static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** Fails where numbers differ in a bit, and names the first. */
  static void assertSame(String name, float[] found, float[] expected) {
    check(
        name,
        found.length,
        expected.length,
        at -> Float.floatToIntBits(found[at]) == Float.floatToIntBits(expected[at]),
        at -> found[at] + "; expected " + expected[at]);
  }

  /** Fails where numbers are further apart than {@code within}, and names the first. */
  static void assertClose(String name, float[] found, float[] expected, float within) {
    assertClose(name, widen(found), widen(expected), within);
  }

  /** Fails where numbers are further apart than {@code within}, and names the first. */
  static void assertClose(String name, double[] found, double[] expected, double within) {
    check(
        name,
        found.length,
        expected.length,
        at ->
            Double.compare(found[at], expected[at]) == 0
                || Math.abs(found[at] - expected[at]) <= within,
        at -> found[at] + "; expected " + expected[at] + " to within " + within);
  }

  private static void check(
      String name, int found, int expected, IntPredicate fits, IntFunction<String> text) {
    if (found != expected) {
      throw new AssertionError(name + " has " + found + " numbers; expected " + expected + ".");
    }
    int[] off = IntStream.range(0, found).filter(at -> !fits.test(at)).toArray();
    if (off.length > 0) {
      throw new AssertionError(
          "%s at element %d is %s (%d of %d are off)."
              .formatted(name, off[0], text.apply(off[0]), off.length, found));
    }
  }
}
