package dev.timestep.task.forecast.backtest;

import dev.timestep.judge.ForecastCase;
import dev.timestep.judge.ForecastScores;
import dev.timestep.judge.SeriesScale;
import dev.timestep.kernel.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Models at rolling origins: each forecasts from every origin with what was known then, and every
 * window is scored.
 *
 * <pre>{@code
 * Rolling rolling = new Rolling(List.of("sales"), new double[][] {sales}, 12, origins, 12);
 * BacktestRun run = rolling.run(new SeriesModel(method, series, 12, 12), Refit.EACH, workers, d -> {});
 * }</pre>
 *
 * @param targets names of the series
 * @param series [target][row]
 * @param season rows per season, 1 if there is none
 * @param origins first rows of the windows, ascending
 * @param horizon rows of a window
 */
public record Rolling(
    List<String> targets, double[][] series, int season, int[] origins, int horizon) {
  /** Takes a copy of the names. */
  public Rolling {
    targets = List.copyOf(targets);
  }

  /**
   * Runs a model over all origins.
   *
   * @param refit how often it is fitted again
   * @param progress hears the share of the work that is done, where a fit takes long
   * @throws IllegalArgumentException when the model cannot be fitted to the rows before an origin
   */
  public BacktestRun run(
      RollingModel model, Refit refit, Workers workers, DoubleConsumer progress) {
    long start = System.nanoTime();
    int[] firsts = IntStream.range(0, origins.length).filter(at -> refit.fitOf(at) == at).toArray();
    WindowForecast[][] forecasts = new WindowForecast[origins.length][];
    String[] choices = new String[firsts.length];
    Workers.Body body =
        group -> {
          int from = firsts[group];
          int to = group + 1 < firsts.length ? firsts[group + 1] : origins.length;
          RollingModel.Fit fit = model.fit(origins[from]);
          choices[group] = fit.choice();
          for (int at = from; at < to; at++) {
            forecasts[at] = fit.forecast(origins[at]);
          }
        };
    if (model.slow()) {
      // Its own loops are parallel.
      for (int group = 0; group < firsts.length; group++) {
        body.run(group);
        progress.accept((group + 1.0) / firsts.length);
      }
    } else {
      workers.parallel(firsts.length, body);
    }
    return scored(
        model.id(),
        model.label(),
        model.seed(),
        choices[choices.length - 1],
        forecasts,
        choices.length,
        (System.nanoTime() - start) * 1e-9);
  }

  /**
   * Scores forecasts that were made.
   *
   * @param choice what was chosen, for people; empty where nothing was
   * @param forecasts [origin][target]
   * @param fits how often it was fitted
   */
  public BacktestRun scored(
      String id,
      String label,
      OptionalLong seed,
      String choice,
      WindowForecast[][] forecasts,
      int fits,
      double seconds) {
    ForecastScores scores = new ForecastScores(horizon, WindowForecast.LEVELS);
    double[] byWindow = new double[origins.length];
    for (int at = 0; at < origins.length; at++) {
      byWindow[at] = score(scores, origins[at], forecasts[at]);
    }
    return new BacktestRun(
        id, label, seed, choice, List.of(forecasts), scores, byWindow, fits, seconds);
  }

  /** Adds a window of every target; its mean absolute error. */
  private double score(ForecastScores scores, int origin, WindowForecast[] window) {
    double sum = 0;
    for (int k = 0; k < series.length; k++) {
      double[] actual = Arrays.copyOfRange(series[k], origin, origin + horizon);
      double[] point = window[k].point();
      SeriesScale scale = SeriesScale.of(series[k], origin, season);
      scores.add(targets.get(k), new ForecastCase(actual, point, window[k].quantiles(), scale));
      for (int h = 0; h < point.length; h++) {
        sum += Math.abs(scale.error(point[h], actual[h]));
      }
    }
    return sum / series.length / horizon;
  }
}
