package dev.timestep.task.forecast.window;

import java.util.List;

/**
 * Which values of the targets were in the file. The others were filled: they are read as inputs,
 * but no network is trained towards them and no model is scored on them, since what a filling gives
 * is no truth.
 */
public final class Observed {
  /** Every value was. */
  public static final Observed ALL = new Observed(new boolean[0][]);

  private final boolean[][] filled;

  private Observed(boolean[][] filled) {
    this.filled = filled;
  }

  /**
   * The values that were not filled.
   *
   * @param filled [target][row]
   */
  public static Observed of(List<boolean[]> filled) {
    for (boolean[] target : filled) {
      for (boolean cell : target) {
        if (cell) {
          return new Observed(filled.toArray(boolean[][]::new));
        }
      }
    }
    return ALL;
  }

  /** Whether every value was in the file. */
  public boolean isAll() {
    return filled.length == 0;
  }

  /** Whether a value was in the file. */
  public boolean at(int target, int row) {
    return filled.length == 0 || !filled[target][row];
  }
}
