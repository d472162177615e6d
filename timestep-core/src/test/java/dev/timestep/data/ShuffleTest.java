package dev.timestep.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {
  @Test
  void everyOrderHoldsEachNumberOnce() {
    for (int n : new int[] {0, 1, 2, 3, 17, 1000}) {
      for (int epoch = 0; epoch < 5; epoch++) {
        int[] order = Shuffle.order(n, 42, epoch);
        assertThat(Arrays.stream(order).sorted().toArray()).containsExactly(range(n));
      }
    }
  }

  /** Worked out with a second implementation; a change here would break every resumed run. */
  @Test
  void anOrderIsTheSameForEver() {
    assertThat(Shuffle.order(10, 42, 0)).containsExactly(ReferenceShuffle.order(10, 42, 0));
    assertThat(Shuffle.order(100, -7, 3)).containsExactly(ReferenceShuffle.order(100, -7, 3));
  }

  @Test
  void seedAndEpochBothChangeTheOrder() {
    int[] first = Shuffle.order(50, 1, 0);
    assertThat(Shuffle.order(50, 1, 0)).containsExactly(first);
    assertThat(Shuffle.order(50, 1, 1)).isNotEqualTo(first);
    assertThat(Shuffle.order(50, 2, 0)).isNotEqualTo(first);
  }

  /** Each of the 24 orders of 4 numbers should come about 1000 times in 24,000 epochs. */
  @Test
  void allOrdersAreEquallyLikely() {
    int[] counts = new int[256];
    for (int epoch = 0; epoch < 24_000; epoch++) {
      int code = 0;
      for (int number : Shuffle.order(4, 5, epoch)) {
        code = code * 4 + number;
      }
      counts[code]++;
    }
    int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
    double chiSquare = Arrays.stream(seen).mapToDouble(c -> (c - 1000.0) * (c - 1000) / 1000).sum();
    assertThat(seen).hasSize(24);
    // 23 degrees of freedom: 49.7 is passed once in a thousand times.
    assertThat(chiSquare).isLessThan(49.7);
  }

  private static int[] range(int n) {
    return IntStream.range(0, n).toArray();
  }

  /** SplitMix64 as in the paper, with big integers for the reduction. */
  private static final class ReferenceShuffle {
    static int[] order(int n, long seed, int epoch) {
      long golden = Long.parseUnsignedLong("9e3779b97f4a7c15", 16);
      long key = finish(finish(seed + golden) ^ epoch);
      int[] order = range(n);
      for (int i = n - 1; i > 0; i--) {
        var bits =
            new java.math.BigInteger(Long.toUnsignedString(finish(key + golden * i)))
                .multiply(java.math.BigInteger.valueOf(i + 1L));
        int j = bits.shiftRight(64).intValueExact();
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
      return order;
    }

    private static long finish(long z) {
      long a = (z ^ (z >>> 30)) * Long.parseUnsignedLong("bf58476d1ce4e5b9", 16);
      long b = (a ^ (a >>> 27)) * Long.parseUnsignedLong("94d049bb133111eb", 16);
      return b ^ (b >>> 31);
    }
  }
}
