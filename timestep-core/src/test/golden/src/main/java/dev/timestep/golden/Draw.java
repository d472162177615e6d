package dev.timestep.golden;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Seeded random inputs. They come from Java and not from libtorch, so that a newer libtorch gets
 * the same questions; and they are rounded to four decimals, so that the files stay short.
 */
final class Draw {
  private final SplittableRandom random;

  Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  Values uniform(double bound, long... shape) {
    return fill(() -> random.nextDouble(-bound, bound), shape);
  }

  Values normal(double deviation, long... shape) {
    return fill(() -> deviation * random.nextGaussian(), shape);
  }

  private static Values fill(java.util.function.DoubleSupplier source, long... shape) {
    int count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, Math.toIntExact(size));
    }
    float[] data = new float[count];
    for (int i = 0; i < count; i++) {
      data[i] = Float.parseFloat(String.format(Locale.ROOT, "%.4f", source.getAsDouble()));
    }
    return new Values(data, shape);
  }
}
