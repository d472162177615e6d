package dev.timestep.bench.learn;

import java.util.SplittableRandom;

/** Random numbers that belong to a batch, whichever batches were drawn before it. */
final class Draw {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Draw() {}

  static SplittableRandom of(long seed, int epoch, int index) {
    long place = ((long) epoch << 32) + index;
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + GOLDEN * (place + 1));
  }
}
