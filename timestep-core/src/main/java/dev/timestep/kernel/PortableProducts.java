package dev.timestep.kernel;

import static dev.timestep.kernel.PortableScratch.OPERANDS;
import static dev.timestep.kernel.PortableScratch.SUMS;
import static dev.timestep.kernel.PortableScratch.WIDTH;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Products in plain loops. A packed matrix is simply row-major without gaps. */
final class PortableProducts implements ProductKernels {

  @Override
  public int packedSize(int k, int n) {
    return Math.multiplyExact(k, n);
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
    for (int p = 0; p < rows; p++) {
      System.arraycopy(b, bOff + p * ldb, packed, packedOff + (first + p) * n, n);
    }
  }

  @Override
  public void packTransposed(
      int k, int n, float[] b, int bOff, int ldb, float[] packed, int packedOff) {
    for (int j = 0; j < n; j++) {
      for (int p = 0; p < k; p++) {
        packed[packedOff + p * n + j] = b[bOff + j * ldb + p];
      }
    }
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
    multiply(m, n, k, a, aOff, lda, 1, packedB, packedOff, n, c, cOff, ldc, accumulate);
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
    for (int i = 0; i < m; i++) {
      System.arraycopy(bias, biasOff, c, cOff + i * ldc, n);
    }
    gemm(m, n, k, a, aOff, lda, packedB, packedOff, c, cOff, ldc, true);
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
    multiply(
        mTo - mFrom,
        nTo - nFrom,
        k,
        a,
        aOff + mFrom,
        1,
        lda,
        b,
        bOff + nFrom,
        ldb,
        c,
        cOff + mFrom * ldc + nFrom,
        ldc,
        accumulate);
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
    for (int j = nFrom; j < nTo; ) {
      int first = j % blockWidth;
      int columns = Math.min(blockWidth - first, nTo - j);
      int from = bOff + j / blockWidth * blockStride + first;
      for (int i = 0; i < left.count(); i++) {
        addRuns(left, i, columns, k, b, from, ldb, j);
      }
      j += columns;
    }
  }

  /** One factor, a run of rows that follow one another at a time: the sums go on in C. */
  private static void addRuns(
      LeftFactors left, int factor, int columns, int k, float[] b, int bOff, int ldb, int j) {
    int[] rowsOfB = left.rowsOfB();
    int[] rows = left.rows(factor);
    for (int p = 0; p < k; ) {
      int atB = row(rowsOfB, left.firstRowOfB(), p);
      int at = row(rows, left.firstRow(factor), p);
      int run = 1;
      while (p + run < k
          && row(rowsOfB, left.firstRowOfB(), p + run) == atB + run
          && row(rows, left.firstRow(factor), p + run) == at + run) {
        run++;
      }
      multiply(
          left.m(factor),
          columns,
          run,
          left.a(factor),
          left.aOff(factor) + at * left.lda(factor),
          1,
          left.lda(factor),
          b,
          bOff + atB * ldb,
          ldb,
          left.c(factor),
          left.cOff(factor) + j,
          left.ldc(factor),
          true);
      p += run;
    }
  }

  private static int row(int @Nullable [] rows, int first, int p) {
    return rows == null ? p : rows[first + p];
  }

  /**
   * C = A·B or C += A·B for any layout of A: {@code c[i][j] += a[i][p] · b[p][j]} for p = 0, 1, …
   * k−1. {@link PortableScratch} says why rows are copied.
   *
   * @param aRow floats from a row of A to the next
   * @param aStep floats from an element of a row of A to the next
   */
  private static void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOff,
      int aRow,
      int aStep,
      float[] b,
      int bOff,
      int ldb,
      float[] c,
      int cOff,
      int ldc,
      boolean accumulate) {
    PortableScratch scratch = PortableScratch.ofThread();
    for (int j = 0; j < n; j += WIDTH) {
      int width = Math.min(WIDTH, n - j);
      for (int i = 0; i < m; i += SUMS) {
        int rows = Math.min(SUMS, m - i);
        int to = cOff + i * ldc + j;
        loadSums(scratch.sum, rows, width, c, to, ldc, accumulate);
        for (int p = 0; p < k; p += OPERANDS) {
          int steps = Math.min(OPERANDS, k - p);
          for (int s = 0; s < steps; s++) {
            scratch.take(s, b, bOff + (p + s) * ldb + j, width);
          }
          int from = aOff + i * aRow + p * aStep;
          for (int r = 0; r < rows; r++) {
            addSteps(width, steps, a, from + r * aRow, aStep, scratch.operand, scratch.sum[r]);
          }
        }
        for (int r = 0; r < rows; r++) {
          System.arraycopy(scratch.sum[r], 0, c, to + r * ldc, width);
        }
      }
    }
  }

  private static void loadSums(
      float[][] sum, int rows, int width, float[] c, int from, int ldc, boolean accumulate) {
    for (int r = 0; r < rows; r++) {
      if (accumulate) {
        System.arraycopy(c, from + r * ldc, sum[r], 0, width);
      } else {
        Arrays.fill(sum[r], 0, width, 0f);
      }
    }
  }

  private static void addSteps(
      int width, int steps, float[] a, int at, int aStep, float[][] b, float[] sum) {
    if (steps == OPERANDS) {
      addFour(width, a, at, aStep, b[0], b[1], b[2], b[3], sum);
      addFour(width, a, at + 4 * aStep, aStep, b[4], b[5], b[6], b[7], sum);
      return;
    }
    for (int s = 0; s < steps; s++) {
      addOne(width, a[at + s * aStep], b[s], sum);
    }
  }

  private static void addOne(int width, float x, float[] b, float[] sum) {
    for (int j = 0; j < width; j++) {
      sum[j] = Math.fma(x, b[j], sum[j]);
    }
  }

  /** Four steps of k in one pass over the sums, which are then loaded and stored less often. */
  private static void addFour(
      int width,
      float[] a,
      int at,
      int aStep,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] sum) {
    float x0 = a[at];
    float x1 = a[at + aStep];
    float x2 = a[at + 2 * aStep];
    float x3 = a[at + 3 * aStep];
    for (int j = 0; j < width; j++) {
      float s = Math.fma(x0, b0[j], sum[j]);
      s = Math.fma(x1, b1[j], s);
      s = Math.fma(x2, b2[j], s);
      sum[j] = Math.fma(x3, b3[j], s);
    }
  }
}
