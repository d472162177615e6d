package dev.timestep.autograd.attention;

import dev.timestep.kernel.Kernels;
import java.util.Arrays;

/**
 * The three matrix products of a block, on matrices inside larger arrays.
 *
 * <p>With many queries they are the kernels' products. With a few, as in a decoder's step, packing
 * the keys would cost more than reading them once, so each key is read in place. Which of the two
 * depends on the number of queries only.
 */
final class Products {
  /** From this many rows on, packing the other matrix pays. */
  private static final int WORTH_PACKING = 4;

  private Products() {}

  /** Floats of packed matrices that the products of these sizes need. */
  static int packedSize(Kernels kernels, int queries, int keys, int width) {
    return queries < WORTH_PACKING
        ? 0
        : Math.max(
            kernels.products().packedSize(width, keys), kernels.products().packedSize(keys, width));
  }

  /** Floats of copied rows that the products of these sizes need. */
  static int rowsSize(int queries, int keys, int width) {
    return queries < WORTH_PACKING ? 0 : Math.max(queries, keys) * width;
  }

  /** C[m, n] = alpha · A[m, k]·B[n, k]ᵀ, m and n being the block's queries and keys. */
  static void timesTransposed(
      Block at,
      int k,
      float alpha,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc) {
    int m = at.queries;
    int n = at.keys;
    if (m < WORTH_PACKING) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          c[cOff + i * ldc + j] =
              alpha * at.kernels.reductions().dot(k, a, aOff + i * lda, b, bOff + j * ldb);
        }
      }
      return;
    }
    copy(at, n, k, b, bOff, ldb);
    at.kernels.products().packTransposed(k, n, at.rows, 0, k, at.packed, 0);
    copy(at, m, k, a, aOff, lda);
    if (alpha != 1) {
      at.kernels.elementwise().scale(m * k, alpha, at.rows, 0);
    }
    at.kernels.products().gemm(m, n, k, at.rows, 0, k, at.packed, 0, c, cOff, ldc, false);
  }

  private static void copy(Block at, int rows, int k, float[] from, int off, int ld) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from, off + row * ld, at.rows, row * k, k);
    }
  }

  /** C[m, n] = A[m, k]·B[k, n], or added to it; m and k being the block's queries and keys. */
  static void times(
      Block at,
      int n,
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
    int m = at.queries;
    int k = at.keys;
    if (m < WORTH_PACKING) {
      for (int i = 0; i < m; i++) {
        int row = cOff + i * ldc;
        if (!accumulate) {
          Arrays.fill(c, row, row + n, 0f);
        }
        for (int j = 0; j < k; j++) {
          axpy(at, n, a[aOff + i * lda + j], b, bOff + j * ldb, c, row);
        }
      }
      return;
    }
    at.kernels.products().pack(k, n, b, bOff, ldb, at.packed, 0);
    at.kernels.products().gemm(m, n, k, a, aOff, lda, at.packed, 0, c, cOff, ldc, accumulate);
  }

  /** C[n, k] += A[m, n]ᵀ·B[m, k], m and n being the block's queries and keys. */
  static void addTransposedTimes(
      Block at,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc) {
    int m = at.queries;
    int n = at.keys;
    if (m < WORTH_PACKING) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          axpy(at, k, a[aOff + i * lda + j], b, bOff + i * ldb, c, cOff + j * ldc);
        }
      }
      return;
    }
    at.kernels
        .products()
        .gemmTransposedA(0, n, 0, k, m, a, aOff, lda, b, bOff, ldb, c, cOff, ldc, true);
  }

  private static void axpy(Block at, int n, float alpha, float[] x, int xOff, float[] y, int yOff) {
    if (alpha != 0) {
      at.kernels.elementwise().axpy(n, alpha, x, xOff, y, yOff);
    }
  }
}
