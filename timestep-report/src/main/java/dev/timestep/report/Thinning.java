package dev.timestep.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses what to embed where there is more than a page can hold or a screen can show. */
final class Thinning {
  private Thinning() {}

  /**
   * At most {@code most} of {@code count} places, evenly apart, the first and the last included.
   */
  static int[] evenly(int count, int most) {
    if (count <= most) {
      return IntStream.range(0, count).toArray();
    }
    if (most == 1) {
      return new int[] {0};
    }
    return IntStream.range(0, most)
        .map(i -> (int) Math.round((double) i * (count - 1) / (most - 1)))
        .toArray();
  }

  /**
   * At most {@code most} places that keep the outline of a long series: of each stretch its lowest
   * and its highest value, and the two ends.
   */
  static int[] outline(Numbers numbers, int most) {
    int count = numbers.size();
    if (count <= most) {
      return IntStream.range(0, count).toArray();
    }
    int stretches = Math.max(1, (most - 2) / 2);
    boolean[] kept = new boolean[count];
    kept[0] = true;
    kept[count - 1] = true;
    for (int s = 0; s < stretches; s++) {
      int from = (int) ((long) s * count / stretches);
      int to = (int) ((long) (s + 1) * count / stretches);
      keepExtremes(numbers, from, to, kept);
    }
    return IntStream.range(0, count).filter(i -> kept[i]).toArray();
  }

  private static void keepExtremes(Numbers numbers, int from, int to, boolean[] kept) {
    int low = -1;
    int high = -1;
    for (int i = from; i < to; i++) {
      if (numbers.missing(i)) {
        continue;
      }
      low = low < 0 || numbers.at(i) < numbers.at(low) ? i : low;
      high = high < 0 || numbers.at(i) > numbers.at(high) ? i : high;
    }
    if (low < 0) {
      kept[from] = true;
    } else {
      kept[low] = true;
      kept[high] = true;
    }
  }

  /**
   * The rows covered by stretches of {@code length} rows from each of the ascending starts, each
   * row once. Where stretches leave a hole, the row after the hole's beginning is kept too: its
   * value is to be shown as missing, so that no line is drawn across.
   */
  static Covered cover(int[] starts, int length, int rows) {
    boolean[] wanted = new boolean[rows];
    for (int start : starts) {
      Arrays.fill(wanted, Math.max(0, start), Math.min(rows, start + length), true);
    }
    int[] kept =
        IntStream.range(0, rows)
            .filter(row -> wanted[row] || (row > 0 && wanted[row - 1]))
            .toArray();
    return new Covered(kept, Arrays.stream(kept).mapToObj(row -> wanted[row]).toList());
  }

  /** Rows to embed, and for each whether it is covered or only marks the beginning of a hole. */
  record Covered(int[] rows, List<Boolean> shown) {}
}
