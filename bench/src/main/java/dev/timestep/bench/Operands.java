package dev.timestep.bench;

import dev.timestep.kernel.Kernels;
import java.util.SplittableRandom;

/**
 * Seeded matrices for products of any shape up to a limit, and the check that comes before timing.
 */
final class Operands {

  private static final long SEED = 7;
  private static final int CHECKED_ELEMENTS = 200;
  private static final double EPSILON = 0x1p-24;

  final float[] a;
  final float[] b;
  final float[] c;
  final float[] packed;

  Operands(Kernels kernels, int m, int n, int k) {
    SplittableRandom random = new SplittableRandom(SEED);
    a = random(random, m * k);
    b = random(random, k * n);
    c = new float[m * n];
    packed = new float[kernels.products().packedSize(k, n)];
  }

  static float[] random(SplittableRandom random, int n) {
    float[] x = new float[n];
    for (int e = 0; e < n; e++) {
      x[e] = random.nextFloat() * 2 - 1;
    }
    return x;
  }

  /** C = A·B of this shape, checked against double precision at random places and the corners. */
  void verify(Kernels kernels, Shape s) {
    kernels.products().pack(s.k(), s.n(), b, 0, s.n(), packed, 0);
    kernels.products().gemm(s.m(), s.n(), s.k(), a, 0, s.k(), packed, 0, c, 0, s.n(), false);
    check(kernels, s, s.k(), 1);
  }

  /** C = Aᵀ·B of this shape, checked in the same way. */
  void verifyTransposed(Kernels kernels, Shape s) {
    kernels
        .products()
        .gemmTransposedA(0, s.m(), 0, s.n(), s.k(), a, 0, s.m(), b, 0, s.n(), c, 0, s.n(), false);
    check(kernels, s, 1, s.m());
  }

  private void check(Kernels kernels, Shape s, int aRow, int aStep) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int e = 0; e < CHECKED_ELEMENTS; e++) {
      int i = e == 0 ? 0 : e == 1 ? s.m() - 1 : random.nextInt(s.m());
      int j = e == 0 ? 0 : e == 1 ? s.n() - 1 : random.nextInt(s.n());
      double sum = 0;
      double size = 0;
      for (int p = 0; p < s.k(); p++) {
        double term = (double) a[i * aRow + p * aStep] * b[p * s.n() + j];
        sum += term;
        size += Math.abs(term);
      }
      if (!(Math.abs(c[i * s.n() + j] - sum) <= (s.k() + 1) * EPSILON * size)) {
        throw new IllegalStateException(
            "%s computes %s wrong: row %d column %d should be %s and is %s"
                .formatted(kernels.name(), s, i, j, sum, c[i * s.n() + j]));
      }
    }
  }
}
