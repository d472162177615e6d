package dev.timestep.task.forecast.backtest;

import dev.timestep.task.forecast.statistical.NormalQuantile;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes a model's intervals as wide as its own backtest says that they have to be. For each value
 * that came, with m the median and q the model's quantile of 5 or 95 %:
 *
 * <pre>  score = |y - m| / |q - m|      q on the side of y</pre>
 *
 * <p>Distances from the median are multiplied by the 90 % quantile of all scores. Below twenty
 * windows an interval is never narrowed. The finite-sample rank of split conformal prediction, with
 * a window as one case since the values of a window depend on each other, would be near the largest
 * score of all for so few: on other series it made intervals twice as wide that held 96 % of what
 * came ("Backtests" in docs/intervals.md has the table).
 *
 * <p>A side without width says that nothing can happen there. Its half width is then taken to be
 * the mean {@code |y - m|} of the values that came on such sides, and its quantiles are those of a
 * normal distribution: where the model was always right, that is still no width.
 *
 * <p>Source: Papadopoulos et al., "Inductive Confidence Machines for Regression" (2002).
 *
 * @param factor what distances from the median are multiplied by; 1 where nothing is known
 * @param missed half width of a side that has none
 */
record Widening(double factor, double missed) {
  private static final double SHARE = 0.9;
  private static final int ENOUGH = 20;
  private static final double ROUNDING = 1e-9;
  private static final double[] LEVELS = WindowForecast.LEVELS.all();
  private static final double END = NormalQuantile.of(WindowForecast.LEVELS.upper());

  /**
   * The widening of a target.
   *
   * @param actual [window][step]
   * @param forecasts [window] with quantiles
   */
  static Widening of(double[][] actual, WindowForecast[] forecasts) {
    int windows = actual.length;
    int values = Arrays.stream(actual).mapToInt(window -> window.length).sum();
    double[] away = new double[values];
    double[] widths = new double[values];
    int count = 0;
    double sum = 0;
    int without = 0;
    for (int w = 0; w < windows; w++) {
      double[][] quantiles = forecasts[w].quantiles().orElseThrow();
      for (int h = 0; h < actual[w].length; h++) {
        double y = actual[w][h];
        double median = quantiles[quantiles.length / 2][h];
        double end = y < median ? quantiles[0][h] : quantiles[quantiles.length - 1][h];
        away[count] = Math.abs(y - median);
        widths[count] = Math.abs(end - median);
        if (widths[count] == 0) {
          sum += away[count];
          without++;
        }
        count++;
      }
    }
    double missed = without == 0 ? 0 : sum / without;
    double[] scores = new double[values];
    for (int at = 0; at < values; at++) {
      double width = widths[at] == 0 ? missed : widths[at];
      scores[at] = width == 0 ? 0 : away[at] / width;
    }
    return new Widening(factor(scores, windows), missed);
  }

  private static double factor(double[] scores, int windows) {
    if (scores.length == 0) {
      return 1;
    }
    Arrays.sort(scores);
    double factor = scores[(int) Math.ceil(SHARE * scores.length - ROUNDING) - 1];
    return windows < ENOUGH ? Math.max(1, factor) : factor;
  }

  /** A forecast with its distances from the median multiplied. */
  WindowForecast of(WindowForecast forecast) {
    double[][] quantiles = forecast.quantiles().orElseThrow();
    double[] median = quantiles[quantiles.length / 2];
    double[] low = quantiles[0];
    double[] high = quantiles[quantiles.length - 1];
    double[][] wider = new double[quantiles.length][median.length];
    for (int at = 0; at < wider.length; at++) {
      for (int h = 0; h < median.length; h++) {
        double end = LEVELS[at] < 0.5 ? low[h] : high[h];
        double distance =
            end == median[h]
                ? NormalQuantile.of(LEVELS[at]) / END * missed
                : quantiles[at][h] - median[h];
        wider[at][h] = median[h] + factor * distance;
      }
    }
    return new WindowForecast(forecast.point(), Optional.of(wider));
  }
}
