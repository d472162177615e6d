package dev.timestep.kernel.vector;

import dev.timestep.kernel.LeftFactors;
import dev.timestep.kernel.ProductKernels;

/** The products, each where its loops are. */
final class VectorProducts implements ProductKernels {

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
}
