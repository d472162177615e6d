package dev.timestep.data;

/**
 * Random orders that are a function of a seed and an epoch, the same on every JVM.
 *
 * <p>Fisher and Yates' shuffle, from the last place down; the draw for place i is draw number i of
 * SplitMix64 (Steele, Lea and Flood 2014), reduced to [0, i] by taking the high half of a product,
 * which favours no index by more than one part in 2³³.
 */
public final class Shuffle {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Shuffle() {}

  /** The numbers 0 … n−1 in the order of {@code epoch}. */
  public static int[] order(int n, long seed, int epoch) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    long key = mix(mix(seed + GOLDEN) ^ epoch);
    for (int i = n - 1; i > 0; i--) {
      int j = (int) Math.unsignedMultiplyHigh(mix(key + GOLDEN * i), i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
