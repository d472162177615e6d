package dev.timestep.testing;

import dev.timestep.tensor.Lengths;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sizes and a way to run a cell.
 *
 * @param lengths real steps of each sequence, or null where all are full
 * @param reverse backward in time
 * @param state from an initial state that is given
 */
record CellSizes(
    int time, int batch, int features, int units, int[] lengths, boolean reverse, boolean state) {

  /** Enough for every weight to matter. */
  static final CellSizes SMALL = new CellSizes(6, 3, 2, 2, new int[] {2, 4, 1}, false, false);

  /** The smallest, odd ones, with and without padding. */
  static final List<CellSizes> ALL =
      List.of(
          new CellSizes(5, 3, 4, 3, null, false, true),
          new CellSizes(5, 3, 4, 3, null, true, true),
          new CellSizes(4, 2, 3, 5, null, true, false),
          new CellSizes(5, 4, 3, 5, new int[] {3, 0, 5, 1}, false, true),
          new CellSizes(5, 4, 3, 5, new int[] {3, 0, 5, 1}, true, true),
          SMALL,
          new CellSizes(6, 3, 2, 2, new int[] {2, 4, 1}, true, false),
          new CellSizes(1, 1, 1, 1, null, false, false),
          new CellSizes(1, 2, 1, 1, new int[] {0, 1}, true, true),
          new CellSizes(7, 2, 1, 3, null, false, false),
          new CellSizes(3, 2, 2, 3, new int[] {0, 0}, false, true));

  Lengths padded() {
    return lengths == null ? null : Lengths.of(lengths);
  }

  int[] steps() {
    return lengths == null ? IntStream.generate(() -> time).limit(batch).toArray() : lengths;
  }

  @Override
  public String toString() {
    return "T%d B%d F%d H%d%s%s%s"
        .formatted(
            time,
            batch,
            features,
            units,
            lengths == null ? "" : " lengths " + Arrays.toString(lengths),
            reverse ? " reversed" : "",
            state ? " from a state" : "");
  }
}
