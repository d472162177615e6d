package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/** Checks of what a model of one series is given. */
final class SeriesInputs {
  private SeriesInputs() {}

  /**
   * Refuses a series that is too short or has a value which is not a number.
   *
   * @param who the method, to begin the message with
   */
  static void requireFit(String who, double[] values, int season, int least) {
    if (season < 1) {
      throw new IllegalArgumentException(
          who + " expects a season of 1 row or more; received " + season + ".");
    }
    if (values.length < least) {
      throw new IllegalArgumentException(
          "%s expects %d values or more; received %d.".formatted(who, least, values.length));
    }
    requireFinite(who, values, values.length);
  }

  private static void requireFinite(String who, double[] values, int rows) {
    for (int row = 0; row < rows; row++) {
      if (!Double.isFinite(values[row])) {
        throw new IllegalArgumentException(
            "%s expects finite values; received %s in row %d. Fill the gap before."
                .formatted(who, values[row], row));
      }
    }
  }

  /** Refuses origins that are not ascending, lie after the values, or have too few before them. */
  static void requireOrigins(String who, double[] values, int[] origins, int history) {
    int before = history;
    for (int origin : origins) {
      if (origin < before || origin > values.length) {
        throw new IllegalArgumentException(
            "%s expects ascending origins from %d, its history, to %d, the number of values;"
                    .formatted(who, history, values.length)
                + " received "
                + Arrays.toString(origins)
                + ".");
      }
      before = origin;
    }
    if (origins.length > 0) {
      requireFinite(who, values, origins[origins.length - 1]);
    }
  }

  /** The first values, or their logarithms. */
  static double[] prepared(double[] values, int rows, boolean logarithm) {
    double[] prepared = Arrays.copyOf(values, rows);
    for (int row = 0; logarithm && row < rows; row++) {
      if (!(values[row] > 0)) {
        throw new IllegalArgumentException(
            "A model of logarithms expects values above 0; received %s in row %d. Use the model of"
                    .formatted(values[row], row)
                + " the values themselves.");
      }
      prepared[row] = Math.log(values[row]);
    }
    return prepared;
  }
}
