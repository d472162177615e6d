package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums and maxima. Lanes are folded by shuffles written out here, because the order of {@code
 * reduceLanes(ADD)} is left open by its specification and a sum must have one set of bits.
 */
final class VectorReductions {

  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, SPECIES.vectorShape());

  private static final VectorShuffle<Float> SWAP_1 = swap(1);
  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_8 = swap(8);

  private VectorReductions() {}

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) & (LENGTH - 1));
  }

  /** The sum of the lanes, always in the same order. */
  static float fold(FloatVector v) {
    FloatVector s = v;
    if (LENGTH > 8) {
      s = s.add(s.rearrange(SWAP_8));
    }
    if (LENGTH > 4) {
      s = s.add(s.rearrange(SWAP_4));
    }
    s = s.add(s.rearrange(SWAP_2));
    s = s.add(s.rearrange(SWAP_1));
    return s.lane(0);
  }

  static float sum(int n, float[] x, int xOff) {
    FloatVector s = FloatVector.zero(SPECIES);
    FloatVector t = FloatVector.zero(SPECIES);
    int e = 0;
    for (; e + 2 * LENGTH <= n; e += 2 * LENGTH) {
      s = s.add(FloatVector.fromArray(SPECIES, x, xOff + e));
      t = t.add(FloatVector.fromArray(SPECIES, x, xOff + e + LENGTH));
    }
    float total = fold(s.add(t));
    for (; e < n; e++) {
      total += x[xOff + e];
    }
    return total;
  }

  static float dot(int n, float[] x, int xOff, float[] y, int yOff) {
    FloatVector s = FloatVector.zero(SPECIES);
    FloatVector t = FloatVector.zero(SPECIES);
    int e = 0;
    for (; e + 2 * LENGTH <= n; e += 2 * LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector w = FloatVector.fromArray(SPECIES, x, xOff + e + LENGTH);
      s = v.fma(FloatVector.fromArray(SPECIES, y, yOff + e), s);
      t = w.fma(FloatVector.fromArray(SPECIES, y, yOff + e + LENGTH), t);
    }
    float total = fold(s.add(t));
    for (; e < n; e++) {
      total = Math.fma(x[xOff + e], y[yOff + e], total);
    }
    return total;
  }

  static float max(int n, float[] x, int xOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector m = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int e = 0; e < whole; e += LENGTH) {
      m = m.max(FloatVector.fromArray(SPECIES, x, xOff + e));
    }
    float largest = m.reduceLanes(VectorOperators.MAX);
    for (int e = whole; e < n; e++) {
      largest = Math.max(largest, x[xOff + e]);
    }
    return largest;
  }

  static double sumOfSquares(int n, float[] x, int xOff) {
    int whole = SPECIES.loopBound(n);
    DoubleVector s = DoubleVector.zero(DOUBLES);
    DoubleVector t = DoubleVector.zero(DOUBLES);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      DoubleVector low = (DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, 0);
      DoubleVector high = (DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, 1);
      s = low.fma(low, s);
      t = high.fma(high, t);
    }
    DoubleVector both = s.add(t);
    double total = 0;
    for (int lane = 0; lane < DOUBLES.length(); lane++) {
      total += both.lane(lane);
    }
    for (int e = whole; e < n; e++) {
      total += (double) x[xOff + e] * x[xOff + e];
    }
    return total;
  }

  /** out[j] += the sum of column j, four vectors of columns at a time, rows ascending. */
  static void addColumnSums(int m, int n, float[] a, int aOff, int lda, float[] out, int outOff) {
    int j = 0;
    for (; j + 4 * LENGTH <= n; j += 4 * LENGTH) {
      fourVectorsOfColumns(m, a, aOff + j, lda, out, outOff + j);
    }
    for (; j + LENGTH <= n; j += LENGTH) {
      FloatVector s = FloatVector.fromArray(SPECIES, out, outOff + j);
      for (int i = 0; i < m; i++) {
        s = s.add(FloatVector.fromArray(SPECIES, a, aOff + i * lda + j));
      }
      s.intoArray(out, outOff + j);
    }
    for (; j < n; j++) {
      float s = out[outOff + j];
      for (int i = 0; i < m; i++) {
        s += a[aOff + i * lda + j];
      }
      out[outOff + j] = s;
    }
  }

  private static void fourVectorsOfColumns(
      int m, float[] a, int aOff, int lda, float[] out, int outOff) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, out, outOff);
    FloatVector s1 = FloatVector.fromArray(SPECIES, out, outOff + LENGTH);
    FloatVector s2 = FloatVector.fromArray(SPECIES, out, outOff + 2 * LENGTH);
    FloatVector s3 = FloatVector.fromArray(SPECIES, out, outOff + 3 * LENGTH);
    int at = aOff;
    for (int i = 0; i < m; i++) {
      s0 = s0.add(FloatVector.fromArray(SPECIES, a, at));
      s1 = s1.add(FloatVector.fromArray(SPECIES, a, at + LENGTH));
      s2 = s2.add(FloatVector.fromArray(SPECIES, a, at + 2 * LENGTH));
      s3 = s3.add(FloatVector.fromArray(SPECIES, a, at + 3 * LENGTH));
      at += lda;
    }
    s0.intoArray(out, outOff);
    s1.intoArray(out, outOff + LENGTH);
    s2.intoArray(out, outOff + 2 * LENGTH);
    s3.intoArray(out, outOff + 3 * LENGTH);
  }
}
