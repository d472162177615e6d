package dev.timestep.autograd;

/**
 * Random numbers as a function of a key and a counter: no state, so it does not matter who draws
 * first, and any number of threads gets the same values.
 *
 * <p>The mixing function is the finalizer of SplitMix64 (Steele, Lea and Flood 2014), applied to
 * the key plus the counter times the golden-ratio increment.
 */
public final class CounterRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private CounterRandom() {}

  /** A key from a seed and two coordinates. */
  public static long key(long seed, long a, long b) {
    return mix(mix(mix(seed + GOLDEN) ^ a) + GOLDEN * (b + 1));
  }

  /** 64 random bits: draw number {@code counter} of the stream {@code key}. */
  public static long bits(long key, long counter) {
    return mix(key + GOLDEN * (counter + 1));
  }

  /** Uniform in [0, 1): draw number {@code counter} of the stream {@code key}. */
  public static float uniform(long key, long counter) {
    return (bits(key, counter) >>> 40) * 0x1p-24f;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
