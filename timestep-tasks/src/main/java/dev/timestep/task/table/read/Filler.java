package dev.timestep.task.table.read;

import dev.timestep.task.table.Fill;

/** Fills the missing cells of a column in place of NaN. */
public final class Filler {

  private Filler() {}

  /**
   * Replaces every NaN.
   *
   * @param season steps in a season, for {@link Fill#SEASONAL}; 1 where there is none
   * @return which cells were filled
   * @throws IllegalStateException when no cell has a value
   */
  public static boolean[] fill(double[] values, Fill fill, int season) {
    boolean[] filled = new boolean[values.length];
    int first = -1;
    for (int i = values.length - 1; i >= 0; i--) {
      filled[i] = Double.isNaN(values[i]);
      first = filled[i] ? first : i;
    }
    if (first < 0) {
      throw new IllegalStateException("A column without values cannot be filled");
    }
    switch (fill) {
      case NONE -> {}
      case MASK -> known(values, filled, first, season);
      case ZERO -> replace(values, filled);
      case SEASONAL -> {
        seasonal(values, season);
        linear(values);
      }
      case LINEAR -> linear(values);
      case PREVIOUS -> previous(values, first);
    }
    return filled;
  }

  private static void replace(double[] values, boolean[] filled) {
    for (int i = 0; i < values.length; i++) {
      values[i] = filled[i] ? 0 : values[i];
    }
  }

  /** The value a season earlier, else the one before; the first known one before it. */
  private static void known(double[] values, boolean[] filled, int first, int season) {
    for (int i = 0; i < values.length; i++) {
      if (filled[i]) {
        boolean early = i - season < first || season <= 1;
        values[i] = i < first ? values[first] : values[early ? i - 1 : i - season];
      }
    }
  }

  private static void previous(double[] values, int first) {
    double last = values[first];
    for (int i = 0; i < values.length; i++) {
      last = Double.isNaN(values[i]) ? last : values[i];
      values[i] = last;
    }
  }

  /** A straight line in each hole; the nearest value before the first and after the last one. */
  private static void linear(double[] values) {
    int before = -1;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        continue;
      }
      for (int k = before + 1; k < i; k++) {
        double share = before < 0 ? 1 : (double) (k - before) / (i - before);
        double start = before < 0 ? 0 : values[before];
        values[k] = (1 - share) * start + share * values[i];
      }
      before = i;
    }
    for (int k = before + 1; k < values.length; k++) {
      values[k] = values[before];
    }
  }

  /** The value a season earlier, itself perhaps filled; else a season later. */
  private static void seasonal(double[] values, int season) {
    for (int i = season; i < values.length; i++) {
      values[i] = Double.isNaN(values[i]) ? values[i - season] : values[i];
    }
    for (int i = values.length - 1 - season; i >= 0; i--) {
      values[i] = Double.isNaN(values[i]) ? values[i + season] : values[i];
    }
  }
}
