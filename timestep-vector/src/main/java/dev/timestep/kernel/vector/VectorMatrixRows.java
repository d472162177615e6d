package dev.timestep.kernel.vector;

import static dev.timestep.kernel.Vanishing.BOUND;
import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.Lanes.SWAP_1;
import static dev.timestep.kernel.vector.Lanes.SWAP_2;
import static dev.timestep.kernel.vector.Lanes.SWAP_4;
import static dev.timestep.kernel.vector.Lanes.SWAP_8;
import static dev.timestep.kernel.vector.VectorMath.flushed;

import dev.timestep.kernel.MatrixRowKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The rows of a matrix; their normalisation in as few passes as its sums allow. */
final class VectorMatrixRows implements MatrixRowKernels {

  private final VectorReductions reductions;

  VectorMatrixRows(VectorReductions reductions) {
    this.reductions = reductions;
  }

  @Override
  public void copyRows(int m, int n, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    VectorRows.copy(m, n, a, aOff, lda, c, cOff, ldc);
  }

  /** out[j] += the sum of column j, four vectors of columns at a time, rows ascending. */
  @Override
  public void addColumnSums(int m, int n, float[] a, int aOff, int lda, float[] out, int outOff) {
    int j = 0;
    for (; j + 4 * LENGTH <= n; j += 4 * LENGTH) {
      fourVectorsOfColumns(m, a, aOff + j, lda, out, outOff + j);
    }
    for (; j + LENGTH <= n; j += LENGTH) {
      FloatVector s = FloatVector.fromArray(SPECIES, out, outOff + j);
      for (int i = 0; i < m; i++) {
        s = FloatVector.fromArray(SPECIES, a, aOff + i * lda + j).add(s);
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
      s0 = FloatVector.fromArray(SPECIES, a, at).add(s0);
      s1 = FloatVector.fromArray(SPECIES, a, at + LENGTH).add(s1);
      s2 = FloatVector.fromArray(SPECIES, a, at + 2 * LENGTH).add(s2);
      s3 = FloatVector.fromArray(SPECIES, a, at + 3 * LENGTH).add(s3);
      at += lda;
    }
    s0.intoArray(out, outOff);
    s1.intoArray(out, outOff + LENGTH);
    s2.intoArray(out, outOff + 2 * LENGTH);
    s3.intoArray(out, outOff + 3 * LENGTH);
  }

  @Override
  public void normalize(
      int n,
      float epsilon,
      float[] x,
      int xOff,
      float[] gain,
      int gainOff,
      float[] offset,
      int offsetOff,
      float[] y,
      int yOff) {
    float mean = mean(n, x, xOff);
    float inverse = inverse(n, epsilon, x, xOff, mean);
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector unit = FloatVector.fromArray(SPECIES, x, xOff + e).sub(mean).mul(inverse);
      FloatVector g = FloatVector.fromArray(SPECIES, gain, gainOff + e);
      g.fma(unit, FloatVector.fromArray(SPECIES, offset, offsetOff + e)).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      float unit = (x[xOff + e] - mean) * inverse;
      y[yOff + e] = Math.fma(gain[gainOff + e], unit, offset[offsetOff + e]);
    }
  }

  private float mean(int n, float[] x, int xOff) {
    float sum = reductions.sum(n, x, xOff);
    if (Float.isFinite(sum)) {
      return sum / n;
    }
    double exact = 0;
    for (int e = 0; e < n; e++) {
      exact += x[xOff + e];
    }
    return (float) (exact / n);
  }

  /** 1 / √(variance + ε). */
  private static float inverse(int n, float epsilon, float[] x, int xOff, float mean) {
    FloatVector s = FloatVector.zero(SPECIES);
    FloatVector t = FloatVector.zero(SPECIES);
    int e = 0;
    for (; e + 2 * LENGTH <= n; e += 2 * LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + e).sub(mean);
      FloatVector w = FloatVector.fromArray(SPECIES, x, xOff + e + LENGTH).sub(mean);
      s = v.fma(v, s);
      t = w.fma(w, t);
    }
    FloatVector lanes = s.add(t);
    if (LENGTH > 8) {
      lanes = lanes.add(lanes.rearrange(SWAP_8));
    }
    if (LENGTH > 4) {
      lanes = lanes.add(lanes.rearrange(SWAP_4));
    }
    lanes = lanes.add(lanes.rearrange(SWAP_2));
    float squares = lanes.add(lanes.rearrange(SWAP_1)).lane(0);
    for (; e < n; e++) {
      float apart = x[xOff + e] - mean;
      squares = Math.fma(apart, apart, squares);
    }
    double sum = Float.isFinite(squares) ? squares : squares(n, x, xOff, mean);
    return (float) (1 / Math.sqrt(sum / n + epsilon));
  }

  /** In double precision, where a float does not hold them: from deviations of 1e19 on. */
  private static double squares(int n, float[] x, int xOff, float mean) {
    double squares = 0;
    for (int e = 0; e < n; e++) {
      double apart = x[xOff + e] - mean;
      squares += apart * apart;
    }
    return squares;
  }

  @Override
  public void normalizeBackward(
      int n,
      float epsilon,
      float[] x,
      int xOff,
      float[] gain,
      int gainOff,
      float[] dy,
      int dyOff,
      float[] unit,
      int unitOff,
      float[] dx,
      int dxOff) {
    float mean = mean(n, x, xOff);
    float inverse = inverse(n, epsilon, x, xOff, mean);
    FloatVector s = FloatVector.zero(SPECIES);
    FloatVector t = FloatVector.zero(SPECIES);
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector one = FloatVector.fromArray(SPECIES, x, xOff + e).sub(mean).mul(inverse);
      FloatVector g = FloatVector.fromArray(SPECIES, gain, gainOff + e);
      FloatVector u = FloatVector.fromArray(SPECIES, dy, dyOff + e).mul(g);
      one.intoArray(unit, unitOff + e);
      s = u.add(s);
      t = u.fma(one, t);
    }
    if (LENGTH > 8) {
      s = s.add(s.rearrange(SWAP_8));
      t = t.add(t.rearrange(SWAP_8));
    }
    if (LENGTH > 4) {
      s = s.add(s.rearrange(SWAP_4));
      t = t.add(t.rearrange(SWAP_4));
    }
    s = s.add(s.rearrange(SWAP_2));
    t = t.add(t.rearrange(SWAP_2));
    float sum = s.add(s.rearrange(SWAP_1)).lane(0);
    float product = t.add(t.rearrange(SWAP_1)).lane(0);
    for (int e = whole; e < n; e++) {
      float one = (x[xOff + e] - mean) * inverse;
      float u = dy[dyOff + e] * gain[gainOff + e];
      unit[unitOff + e] = one;
      sum += u;
      product = Math.fma(u, one, product);
    }
    addRest(n, inverse, sum / n, product / n, gain, gainOff, dy, dyOff, unit, unitOff, dx, dxOff);
  }

  /**
   * dx += inverse·(u − mean u − x̂·mean(u·x̂)). What cancels comes together before it meets dx,
   * which may be larger.
   */
  private static void addRest(
      int n,
      float inverse,
      float meanU,
      float meanUx,
      float[] gain,
      int gainOff,
      float[] dy,
      int dyOff,
      float[] unit,
      int unitOff,
      float[] dx,
      int dxOff) {
    int whole = SPECIES.loopBound(n);
    FloatVector factor = FloatVector.broadcast(SPECIES, -meanUx);
    FloatVector scale = FloatVector.broadcast(SPECIES, inverse);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector g = FloatVector.fromArray(SPECIES, gain, gainOff + e);
      FloatVector u = FloatVector.fromArray(SPECIES, dy, dyOff + e).mul(g);
      FloatVector rest =
          factor.fma(FloatVector.fromArray(SPECIES, unit, unitOff + e), u.sub(meanU));
      FloatVector sum = scale.fma(rest, FloatVector.fromArray(SPECIES, dx, dxOff + e));
      sum.blend(0f, sum.abs().compare(VectorOperators.LT, BOUND)).intoArray(dx, dxOff + e);
    }
    for (int e = whole; e < n; e++) {
      float u = dy[dyOff + e] * gain[gainOff + e];
      float rest = Math.fma(-meanUx, unit[unitOff + e], u - meanU);
      dx[dxOff + e] = flushed(Math.fma(inverse, rest, dx[dxOff + e]), BOUND);
    }
  }

  @Override
  public void softmaxRows(
      int m,
      int n,
      float[] x,
      int xOff,
      int ldx,
      float[] y,
      int yOff,
      int ldy,
      float[] logSumExp,
      int lseOff) {
    for (int row = 0; row < m; row++) {
      int from = xOff + row * ldx;
      int to = yOff + row * ldy;
      float largest = reductions.max(n, x, from);
      VectorExponentials.shiftedExp(n, largest, x, from, y, to);
      float total = reductions.sum(n, y, to);
      scaleNormal(n, total, y, to);
      logSumExp[lseOff + row] = largest + (float) Math.log(total);
    }
  }

  /** y / total, and 0 where that is not a normal number. */
  private static void scaleNormal(int n, float total, float[] y, int yOff) {
    float factor = 1f / total;
    float smallest = 2 * Float.MIN_NORMAL * total;
    int whole = SPECIES.loopBound(n);
    for (int e = 0; e < whole; e += LENGTH) {
      FloatVector terms = FloatVector.fromArray(SPECIES, y, yOff + e);
      VectorMask<Float> gone = terms.compare(VectorOperators.LT, smallest);
      terms.blend(0f, gone).mul(factor).intoArray(y, yOff + e);
    }
    for (int e = whole; e < n; e++) {
      y[yOff + e] = flushed(y[yOff + e], smallest) * factor;
    }
  }
}
