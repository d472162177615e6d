package dev.timestep.kernel.vector;

import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.LeftFactors;

/**
 * {@link Kernels} on the Vector API. Each group of methods has a class of its own; this one only
 * names them. Two calls with the same input give the same bits at any place in an array and on any
 * thread, but not at another lane width.
 */
public final class VectorKernels implements Kernels {

  @Override
  public String name() {
    return "vector-" + Lanes.SPECIES.vectorBitSize();
  }

  @Override
  public int packedSize(int k, int n) {
    return VectorGemm.packedSize(k, n);
  }

  @Override
  public void packRows(
      int first,
      int rows,
      int k,
      int n,
      float[] b,
      int bOff,
      int ldb,
      float[] packed,
      int packedOff) {
    VectorPack.packRows(first, rows, k, n, b, bOff, ldb, packed, packedOff);
  }

  @Override
  public void packTransposed(
      int k, int n, float[] b, int bOff, int ldb, float[] packed, int packedOff) {
    VectorPack.packTransposed(k, n, b, bOff, ldb, packed, packedOff);
  }

  @Override
  public int rowStep(int k) {
    return VectorGemm.rowStep(k);
  }

  @Override
  public void gemm(
      int m,
      int n,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] packedB,
      int packedOff,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    VectorGemm.gemm(m, n, k, a, aOff, lda, packedB, packedOff, c, cOff, ldc, accumulate);
  }

  @Override
  public void gemmBias(
      int m,
      int n,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] packedB,
      int packedOff,
      float[] bias,
      int biasOff,
      float[] c,
      int cOff,
      int ldc) {
    VectorGemm.gemmBias(m, n, k, a, aOff, lda, packedB, packedOff, bias, biasOff, c, cOff, ldc);
  }

  @Override
  public void gemmTransposedA(
      int mFrom,
      int mTo,
      int nFrom,
      int nTo,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    VectorTransposedGemm.gemm(
        mFrom, mTo, nFrom, nTo, k, a, aOff, lda, b, bOff, ldb, c, cOff, ldc, accumulate);
  }

  @Override
  public void addTransposedProducts(
      LeftFactors left,
      int nFrom,
      int nTo,
      int k,
      float[] b,
      int bOff,
      int ldb,
      int blockWidth,
      int blockStride) {
    VectorTransposedGemm.products(left, nFrom, nTo, k, b, bOff, ldb, blockWidth, blockStride, true);
  }

  @Override
  public void sigmoid(int n, float[] x, int xOff, float[] y, int yOff) {
    VectorActivations.sigmoid(n, x, xOff, y, yOff);
  }

  @Override
  public void tanh(int n, float[] x, int xOff, float[] y, int yOff) {
    VectorActivations.tanh(n, x, xOff, y, yOff);
  }

  @Override
  public void relu(int n, float[] x, int xOff, float[] y, int yOff) {
    VectorElementwise.relu(n, x, xOff, y, yOff);
  }

  @Override
  public void exp(int n, float[] x, int xOff, float[] y, int yOff) {
    VectorExp.exp(n, 0f, x, xOff, y, yOff);
  }

  @Override
  public void softplus(int n, float sign, float[] x, int xOff, float[] y, int yOff) {
    VectorSoftplus.softplus(n, sign, x, xOff, y, yOff);
  }

  @Override
  public void sigmoidBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    VectorElementwise.sigmoidBackward(n, y, yOff, dy, dyOff, dx, dxOff);
  }

  @Override
  public void tanhBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    VectorElementwise.tanhBackward(n, y, yOff, dy, dyOff, dx, dxOff);
  }

  @Override
  public void reluBackward(
      int n, float[] y, int yOff, float[] dy, int dyOff, float[] dx, int dxOff) {
    VectorElementwise.reluBackward(n, y, yOff, dy, dyOff, dx, dxOff);
  }

  @Override
  public void add(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    VectorElementwise.add(n, x, xOff, y, yOff, z, zOff);
  }

  @Override
  public void multiply(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    VectorElementwise.multiply(n, x, xOff, y, yOff, z, zOff);
  }

  @Override
  public void subtract(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    VectorElementwise.subtract(n, x, xOff, y, yOff, z, zOff);
  }

  @Override
  public void divide(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    VectorElementwise.divide(n, x, xOff, y, yOff, z, zOff);
  }

  @Override
  public void maximum(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    VectorElementwise.maximum(n, x, xOff, y, yOff, z, zOff);
  }

  @Override
  public void minimum(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    VectorElementwise.minimum(n, x, xOff, y, yOff, z, zOff);
  }

  @Override
  public void multiplyAddRest(
      int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    VectorElementwise.multiplyAddRest(n, x, xOff, y, yOff, z, zOff);
  }

  @Override
  public void multiplyAdd(int n, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    VectorElementwise.multiplyAdd(n, x, xOff, y, yOff, z, zOff);
  }

  @Override
  public void blend(
      int n, float[] g, int gOff, float[] x, int xOff, float[] y, int yOff, float[] z, int zOff) {
    VectorElementwise.blend(n, g, gOff, x, xOff, y, yOff, z, zOff);
  }

  @Override
  public void blendBackward(
      int n,
      float[] g,
      int gOff,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] dz,
      int dzOff,
      float[] dg,
      int dgOff,
      float[] dx,
      int dxOff,
      float[] dy,
      int dyOff) {
    VectorElementwise.blendBackward(
        n, g, gOff, x, xOff, y, yOff, dz, dzOff, dg, dgOff, dx, dxOff, dy, dyOff);
  }

  @Override
  public void addWhere(
      int n,
      boolean wanted,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] dz,
      int dzOff,
      float[] d,
      int dOff) {
    VectorElementwise.addWhere(n, wanted, x, xOff, y, yOff, dz, dzOff, d, dOff);
  }

  @Override
  public void clamp(int n, float low, float high, float[] x, int xOff, float[] y, int yOff) {
    VectorElementwise.clamp(n, low, high, x, xOff, y, yOff);
  }

  @Override
  public void clampBackward(
      int n,
      float low,
      float high,
      float[] x,
      int xOff,
      float[] dy,
      int dyOff,
      float[] dx,
      int dxOff) {
    VectorElementwise.clampBackward(n, low, high, x, xOff, dy, dyOff, dx, dxOff);
  }

  @Override
  public void axpy(int n, float alpha, float[] x, int xOff, float[] y, int yOff) {
    VectorElementwise.axpy(n, alpha, x, xOff, y, yOff);
  }

  @Override
  public void addScaledExp(
      int n, float alpha, float shift, float[] x, int xOff, float[] y, int yOff) {
    VectorExp.addScaled(n, alpha, shift, x, xOff, y, yOff);
  }

  @Override
  public void scale(int n, float alpha, float[] x, int xOff) {
    VectorElementwise.scale(n, alpha, x, xOff);
  }

  @Override
  public void flush(int n, float[] x, int xOff) {
    VectorElementwise.flush(n, x, xOff);
  }

  @Override
  public float sum(int n, float[] x, int xOff) {
    return VectorReductions.sum(n, x, xOff);
  }

  @Override
  public float dot(int n, float[] x, int xOff, float[] y, int yOff) {
    return VectorReductions.dot(n, x, xOff, y, yOff);
  }

  @Override
  public float max(int n, float[] x, int xOff) {
    return VectorReductions.max(n, x, xOff);
  }

  @Override
  public float sumExp(int n, float shift, float[] x, int xOff) {
    return VectorExp.sum(n, shift, x, xOff);
  }

  @Override
  public double sumOfSquares(int n, float[] x, int xOff) {
    return VectorReductions.sumOfSquares(n, x, xOff);
  }

  @Override
  public void broadcastRow(int m, int n, float[] row, int rowOff, float[] c, int cOff, int ldc) {
    for (int i = 0; i < m; i++) {
      System.arraycopy(row, rowOff, c, cOff + i * ldc, n);
    }
  }

  @Override
  public void copyRows(int m, int n, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    VectorRows.copy(m, n, a, aOff, lda, c, cOff, ldc);
  }

  @Override
  public void addColumnSums(int m, int n, float[] a, int aOff, int lda, float[] out, int outOff) {
    VectorReductions.addColumnSums(m, n, a, aOff, lda, out, outOff);
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
    VectorNorm.forward(n, epsilon, x, xOff, gain, gainOff, offset, offsetOff, y, yOff);
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
    VectorNorm.backward(n, epsilon, x, xOff, gain, gainOff, dy, dyOff, unit, unitOff, dx, dxOff);
  }

  @Override
  public void lstmForward(
      int n,
      float[] gates,
      int i,
      int f,
      int g,
      int o,
      float[] cPrev,
      int cPrevOff,
      float[] c,
      int cOff,
      float[] h,
      int hOff) {
    VectorCells.lstmForward(n, gates, i, f, g, o, cPrev, cPrevOff, c, cOff, h, hOff);
  }

  @Override
  public void lstmBackward(
      int n,
      float[] gates,
      int i,
      int f,
      int g,
      int o,
      float[] cPrev,
      int cPrevOff,
      float[] c,
      int cOff,
      float[] dh,
      int dhOff,
      float[] dc,
      int dcOff) {
    VectorCells.lstmBackward(n, gates, i, f, g, o, cPrev, cPrevOff, c, cOff, dh, dhOff, dc, dcOff);
  }

  @Override
  public void gruForward(
      int count,
      float[] gates,
      int r,
      int z,
      int n,
      int q,
      float[] hPrev,
      int hPrevOff,
      float[] h,
      int hOff) {
    VectorCells.gruForward(count, gates, r, z, n, q, hPrev, hPrevOff, h, hOff);
  }

  @Override
  public void gruBackward(
      int count,
      float[] gates,
      int r,
      int z,
      int n,
      int q,
      float[] hPrev,
      int hPrevOff,
      float[] dh,
      int dhOff) {
    VectorCells.gruBackward(count, gates, r, z, n, q, hPrev, hPrevOff, dh, dhOff);
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
    VectorSoftmax.rows(m, n, x, xOff, ldx, y, yOff, ldy, logSumExp, lseOff);
  }

  @Override
  public void adam(
      int n,
      float[] w,
      int wOff,
      float[] g,
      int gOff,
      float[] m,
      int mOff,
      float[] v,
      int vOff,
      float beta1,
      float beta2,
      float stepSize,
      float epsilonHat,
      float decay) {
    VectorElementwise.adam(
        n, w, wOff, g, gOff, m, mOff, v, vOff, beta1, beta2, stepSize, epsilonHat, decay);
  }
}
