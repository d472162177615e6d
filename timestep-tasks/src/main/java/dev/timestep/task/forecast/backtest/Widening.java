package dev.timestep.task.forecast.backtest;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes a model's intervals as wide as its own backtest says that they have to be. For each value
 * that came, with m the median and q the model's quantile of 5 or 95 %:
 *
 * <pre>  score = |y - m| / |q - m|      q on the side of y</pre>
 *
 * <p>Distances from the median are multiplied by the quantile of the scores at {@code ⌈0.9 (w + 1)⌉
 * / w}, w being the number of windows: the finite-sample rank of split conformal prediction, with a
 * window as one case since the values of a window depend on each other. With fewer than nine
 * windows that is the largest score of all. Below twenty windows an interval is never narrowed.
 *
 * <p>Source: Papadopoulos et al., "Inductive Confidence Machines for Regression" (2002).
 */
final class Widening {
  private static final double SHARE = 0.9;
  private static final int ENOUGH = 20;

  private Widening() {}

  /**
   * The factor of a target.
   *
   * @param actual [window][step]
   * @param forecasts [window] with quantiles
   * @return 1 where nothing is known
   */
  static double factor(double[][] actual, WindowForecast[] forecasts) {
    double[] scores =
        IntStream.range(0, actual.length)
            .boxed()
            .flatMapToDouble(
                w ->
                    IntStream.range(0, actual[w].length)
                        .mapToDouble(h -> score(actual[w][h], forecasts[w], h)))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (scores.length == 0) {
      return 1;
    }
    int windows = actual.length;
    double rank = Math.min(1, Math.ceil(SHARE * (windows + 1)) / windows);
    double factor =
        scores[Math.clamp((long) Math.ceil(rank * scores.length) - 1, 0, scores.length - 1)];
    return windows < ENOUGH ? Math.max(1, factor) : factor;
  }

  private static double score(double y, WindowForecast forecast, int h) {
    double[][] quantiles = forecast.quantiles().orElseThrow();
    double median = quantiles[quantiles.length / 2][h];
    double end = y < median ? quantiles[0][h] : quantiles[quantiles.length - 1][h];
    return end == median ? Double.NaN : Math.abs(y - median) / Math.abs(end - median);
  }

  /** A forecast with its distances from the median multiplied. */
  static WindowForecast widened(WindowForecast forecast, double factor) {
    double[][] quantiles = forecast.quantiles().orElseThrow();
    double[] median = quantiles[quantiles.length / 2];
    double[][] wider =
        Arrays.stream(quantiles)
            .map(
                level -> {
                  double[] moved = new double[level.length];
                  Arrays.setAll(moved, h -> median[h] + factor * (level[h] - median[h]));
                  return moved;
                })
            .toArray(double[][]::new);
    return new WindowForecast(forecast.point(), Optional.of(wider));
  }
}
