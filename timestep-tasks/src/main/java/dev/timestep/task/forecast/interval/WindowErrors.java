package dev.timestep.task.forecast.interval;

import java.util.Arrays;

/**
 * The errors of one model on one series, at ascending origins one row apart, and what is known of
 * them at a later origin.
 *
 * @param origins [window] ascending
 * @param errors [window][step] what came minus the forecast
 */
public record WindowErrors(int[] origins, double[][] errors) {
  /** Errors farther back than so many windows are forgotten: they cost time, and say little. */
  private static final int MOST_WINDOWS = 2_000;

  /** With fewer errors at a step, those of the steps beside it count for it, too. */
  private static final int LEAST_ERRORS = 40;

  /** Checks that there is an error for each window and step. */
  public WindowErrors {
    origins = origins.clone();
    errors = errors.clone();
    for (int w = 0; w < origins.length; w++) {
      if (errors.length != origins.length
          || errors[w].length != errors[0].length
          || errors[w].length == 0
          || (w > 0 && origins[w] <= origins[w - 1])) {
        throw new IllegalArgumentException(
            "WindowErrors expects ascending origins, each with as many errors as the first;"
                + " received %d origins and %d windows, and does not fit at window %d."
                    .formatted(origins.length, errors.length, w));
      }
      for (double error : errors[w]) {
        if (!Double.isFinite(error)) {
          throw new IllegalArgumentException(
              "WindowErrors expects finite errors; received %s at origin %d."
                  .formatted(error, origins[w]));
        }
      }
    }
    if (origins.length == 0) {
      throw new IllegalArgumentException("WindowErrors expects one window or more; received none.");
    }
  }

  /** Steps of a window. */
  public int horizon() {
    return errors[0].length;
  }

  /** Rows between neighbouring windows, the fewest. */
  int spacing() {
    int least = Integer.MAX_VALUE;
    for (int w = 1; w < origins.length; w++) {
      least = Math.min(least, origins[w] - origins[w - 1]);
    }
    return origins.length < 2 ? 1 : least;
  }

  /** Only the windows of these places. */
  WindowErrors slice(int from, int to) {
    return new WindowErrors(
        Arrays.copyOfRange(origins, from, to), Arrays.copyOfRange(errors, from, to));
  }

  /** The same errors over the spread of their origins. */
  WindowErrors over(Spread spread, double[] series) {
    double[][] relative = new double[errors.length][];
    double[] spreads = spread.at(series, origins);
    for (int w = 0; w < relative.length; w++) {
      double scale = spreads[w];
      relative[w] = Arrays.stream(errors[w]).map(error -> error / scale).toArray();
    }
    return new WindowErrors(origins, relative);
  }

  /** How many errors of a step are known at an origin: those of values before it. */
  int known(int step, int origin) {
    int low = 0;
    int high = origins.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (origins[middle] + step < origin) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The known errors of one step, the oldest first. */
  double[] of(int step, int origin) {
    int known = known(step, origin);
    int first = Math.max(0, known - MOST_WINDOWS);
    double[] some = new double[known - first];
    for (int w = first; w < known; w++) {
      some[w - first] = errors[w][step];
    }
    return some;
  }

  /** Steps to each side that count for a step, so that there are enough errors. */
  int beside(int step, int origin) {
    int beside = 0;
    while (beside < horizon() && pooled(step, beside, origin) < LEAST_ERRORS) {
      beside++;
    }
    return Math.min(beside, horizon() - 1);
  }

  private int pooled(int step, int beside, int origin) {
    int count = 0;
    for (int h = Math.max(0, step - beside); h <= Math.min(horizon() - 1, step + beside); h++) {
      count += known(h, origin);
    }
    return count;
  }
}
