package dev.timestep.kernel.vector;

import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.PortableKernels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What the kernel tests share: the implementations, awkward sizes, seeded data, guards. */
final class KernelsUnderTest {

  static final int[] SIZES = {0, 1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 33, 50, 64, 100, 257};

  /** Marks floats that a kernel must neither use nor overwrite. */
  static final float GUARD = Float.NaN;

  /** Unit round-off of float. */
  static final double EPSILON = 0x1p-24;

  private KernelsUnderTest() {}

  /** Both families; the portable one only where no lane width is forced, so as to test it once. */
  static Stream<Kernels> all() {
    if (System.getProperty(Lanes.PROPERTY) != null) {
      return Stream.of(KernelProvider.named("vector"));
    }
    return Stream.of(new PortableKernels(), KernelProvider.named("vector"));
  }

  /** A range of {@code n} random floats in [−1, 1) at {@code offset}, guards around it. */
  static float[] guarded(SplittableRandom random, int offset, int n, int after) {
    return matrix(random, offset, 1, n, n, after);
  }

  /** A matrix with row stride {@code ld}, guards before, after and between its rows. */
  static float[] matrix(
      SplittableRandom random, int offset, int rows, int columns, int ld, int after) {
    float[] a = new float[offset + rows * ld + after];
    Arrays.fill(a, GUARD);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        a[offset + i * ld + j] = random.nextFloat() * 2 - 1;
      }
    }
    return a;
  }

  /** True if all floats outside the matrix are still guards. */
  static boolean guardsIntact(float[] a, int offset, int rows, int columns, int ld) {
    for (int at = 0; at < a.length; at++) {
      int inside = at - offset;
      boolean valid = inside >= 0 && inside < rows * ld && inside % ld < columns;
      if (!valid && !Float.isNaN(a[at])) {
        return false;
      }
    }
    return true;
  }
}
