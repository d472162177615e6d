package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.Lanes.SWAP_1;
import static dev.timestep.kernel.vector.Lanes.SWAP_2;
import static dev.timestep.kernel.vector.Lanes.SWAP_4;
import static dev.timestep.kernel.vector.Lanes.SWAP_8;

import dev.timestep.kernel.ReductionKernels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums and maxima. Lanes are folded by shuffles, because the order of {@code reduceLanes(ADD)} is
 * left open by its specification and a sum must have one set of bits.
 */
final class VectorReductions implements ReductionKernels {

  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, SPECIES.vectorShape());

  @Override
  public float sum(int n, float[] x, int xOff) {
    FloatVector s = FloatVector.zero(SPECIES);
    FloatVector t = FloatVector.zero(SPECIES);
    int e = 0;
    for (; e + 2 * LENGTH <= n; e += 2 * LENGTH) {
      s = FloatVector.fromArray(SPECIES, x, xOff + e).add(s);
      t = FloatVector.fromArray(SPECIES, x, xOff + e + LENGTH).add(t);
    }
    FloatVector lanes = s.add(t);
    if (LENGTH > 8) {
      lanes = lanes.add(lanes.rearrange(SWAP_8));
    }
    if (LENGTH > 4) {
      lanes = lanes.add(lanes.rearrange(SWAP_4));
    }
    lanes = lanes.add(lanes.rearrange(SWAP_2));
    float total = lanes.add(lanes.rearrange(SWAP_1)).lane(0);
    for (; e < n; e++) {
      total += x[xOff + e];
    }
    return total;
  }

  @Override
  public float dot(int n, float[] x, int xOff, float[] y, int yOff) {
    FloatVector s = FloatVector.zero(SPECIES);
    FloatVector t = FloatVector.zero(SPECIES);
    int e = 0;
    for (; e + 2 * LENGTH <= n; e += 2 * LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e);
      FloatVector w = FloatVector.fromArray(SPECIES, x, xOff + e + LENGTH);
      s = v.fma(FloatVector.fromArray(SPECIES, y, yOff + e), s);
      t = w.fma(FloatVector.fromArray(SPECIES, y, yOff + e + LENGTH), t);
    }
    FloatVector lanes = s.add(t);
    if (LENGTH > 8) {
      lanes = lanes.add(lanes.rearrange(SWAP_8));
    }
    if (LENGTH > 4) {
      lanes = lanes.add(lanes.rearrange(SWAP_4));
    }
    lanes = lanes.add(lanes.rearrange(SWAP_2));
    float total = lanes.add(lanes.rearrange(SWAP_1)).lane(0);
    for (; e < n; e++) {
      total = Math.fma(x[xOff + e], y[yOff + e], total);
    }
    return total;
  }

  @Override
  public float max(int n, float[] x, int xOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector m = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    for (int e = 0; e < whole; e += LENGTH) {
      m = FloatVector.fromArray(SPECIES, x, xOff + e).max(m);
    }
    float largest = m.reduceLanes(VectorOperators.MAX);
    for (int e = whole; e < n; e++) {
      largest = Math.max(largest, x[xOff + e]);
    }
    return largest;
  }

  @Override
  public double sumOfSquares(int n, float[] x, int xOff) {
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
}
