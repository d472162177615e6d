package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Carries a fitted model through a series to each origin. Where the rows of the fit lie before an
 * origin, the model goes on from the states of its fit; else its states are started from the first
 * values, of which only those before the origin are read.
 *
 * @param from row of the first value that the fit's states have not seen
 * @param rows values of the fit, counted from row 0
 * @param print {@link SeriesPrint} of these values
 */
record Carrying(int from, int rows, String print) {
  Carrying {
    if (from < 0 || rows <= from || !print.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException(
          "A fitted series expects rows 0 <= from < rows and a print of 16 hexadecimal digits;"
              + " received from %d, rows %d, print \"%s\".".formatted(from, rows, print));
    }
  }

  /** Of the last values of a series. */
  static Carrying of(double[] values, int from) {
    return new Carrying(from, values.length, SeriesPrint.of(values, values.length));
  }

  /**
   * Forecasts from each origin, as {@link FittedSeries#forecasts} says.
   *
   * @param model in messages
   * @param history values that must lie before an origin
   * @param fitted the model with the states of its fit, before row {@link #from}
   * @param reads values that a start reads where there are as many before an origin
   * @param started the model before row 0, from the first values: all those before an origin, but
   *     at most {@code reads}
   */
  SeriesForecast[] forecasts(
      String model,
      int history,
      Supplier<Carried> fitted,
      int reads,
      Function<double[], Carried> started,
      double[] values,
      int[] origins,
      int horizon) {
    check(model, history, values, origins, horizon);
    SeriesForecast[] forecasts = new SeriesForecast[origins.length];
    boolean same =
        origins.length > 0
            && origins[origins.length - 1] >= rows
            && SeriesPrint.matches(values, rows, print);
    int end = 0;
    while (end < origins.length && !(same && origins[end] >= rows)) {
      end++;
    }
    // A start depends on no other origin, so that a forecast is the same alone and among others.
    int early = 0;
    for (; early < end && origins[early] < reads; early++) {
      Carried run = started.apply(Arrays.copyOf(values, origins[early]));
      carry(run, 0, values, origins, early, early + 1, horizon, forecasts);
    }
    if (early < end) {
      Carried run = started.apply(Arrays.copyOf(values, reads));
      carry(run, 0, values, origins, early, end, horizon, forecasts);
    }
    if (end < origins.length) {
      carry(fitted.get(), from, values, origins, end, origins.length, horizon, forecasts);
    }
    return forecasts;
  }

  private static void carry(
      Carried run,
      int start,
      double[] values,
      int[] origins,
      int first,
      int end,
      int horizon,
      SeriesForecast[] forecasts) {
    int row = start;
    for (int at = first; at < end; at++) {
      for (; row < origins[at]; row++) {
        run.step(values[row]);
      }
      forecasts[at] = run.forecast(horizon);
    }
  }

  /** Refuses origins that are not ascending, lie outside, or follow a value that is no number. */
  static void check(
      String model, int history, double[] values, int[] origins, int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException(
          model + " expects a horizon of at least 1 step; received " + horizon + ".");
    }
    int before = history;
    for (int origin : origins) {
      if (origin < before || origin > values.length) {
        throw new IllegalArgumentException(
            "%s expects ascending origins from %d to %d; received %s."
                .formatted(model, history, values.length, Arrays.toString(origins)));
      }
      before = origin;
    }
    requireFinite(model, values, before);
  }

  /** Refuses a value that is no number. */
  static void requireFinite(String model, double[] values, int rows) {
    for (int row = 0; row < rows; row++) {
      if (!Double.isFinite(values[row])) {
        throw new IllegalArgumentException(
            "%s expects finite values; received %s in row %d (from 0). Fill or leave out this row."
                .formatted(model, values[row], row));
      }
    }
  }

  /** Refuses a series to be fitted that is too short or holds a value that is no number. */
  static void requireSeries(String model, int needed, double[] values, int season) {
    if (season < 1) {
      throw new IllegalArgumentException(
          model + " expects a season of at least 1 row; received " + season + ".");
    }
    if (values.length < needed) {
      throw new IllegalArgumentException(
          "%s expects at least %d values to be fitted; received %d. Give a longer series."
              .formatted(model, needed, values.length));
    }
    requireFinite(model, values, values.length);
  }
}
