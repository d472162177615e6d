package dev.timestep.task.forecast.interval;

import dev.timestep.judge.ScoreLevels;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Brings the quantiles of a model of one series to their level, where nothing but the rows of its
 * fit is known: by {@link StepFactors} from forecasts at up to {@value #MOST_WINDOWS} origins in
 * the later half of these rows.
 *
 * <p>A model's own variance is right only if its equations are. The level of exponential smoothing
 * walks at random, so that its intervals widen without end; a series that swings back to its mean
 * does not. Factors are used only where they help: the later half of the windows is given quantiles
 * with the factors that the windows before it tell, and these must have a lower pinball loss over
 * all levels than the model's own.
 *
 * <pre>{@code
 * FittedSeries fitted = Ets.automatic().fit(values, 24);
 * Optional<StepFactors> factors = Calibration.of(fitted, values, 48);
 * }</pre>
 *
 * <p>Parameters were estimated on the same rows. They are few against the rows; the errors are
 * slightly too small all the same.
 */
public final class Calibration {
  private static final int MOST_WINDOWS = 200;

  /** So many windows must lie before those that judge, and judge. */
  private static final int LEAST = 20;

  private Calibration() {}

  /**
   * Measures the factors.
   *
   * @param fitted the model
   * @param values the rows of its fit; no others are known
   * @param horizon steps
   * @return nothing where the model's own quantiles are better, or the rows are too few to tell
   */
  public static Optional<StepFactors> of(FittedSeries fitted, double[] values, int horizon) {
    int[] origins = origins(Math.max(fitted.history(), values.length / 2), values.length, horizon);
    int from = origins.length / 2;
    if (origins.length - from < LEAST || known(origins, from, horizon) < LEAST) {
      return Optional.empty();
    }
    SeriesForecast[] forecasts = fitted.forecasts(values, origins, horizon);
    double[][] errors = new double[origins.length][horizon];
    for (int w = 0; w < origins.length; w++) {
      double[] point = forecasts[w].point();
      int origin = origins[w];
      Arrays.setAll(errors[w], h -> values[origin + h] - point[h]);
    }
    return OwnIntervals.of(forecasts, new WindowErrors(origins, errors), ScoreLevels.DECILES.all())
        .filter(own -> own.loss(from, true) < own.loss(from, false))
        .map(own -> own.last(values.length));
  }

  /** Windows that end before the first one that judges. */
  private static int known(int[] origins, int from, int horizon) {
    return (int) Arrays.stream(origins).filter(one -> one + horizon <= origins[from]).count();
  }

  /** Equally far apart, up to the last window that fits. */
  private static int[] origins(int first, int rows, int horizon) {
    int last = rows - horizon;
    if (last < first) {
      return new int[0];
    }
    int spacing = Math.ceilDiv(last - first + 1, MOST_WINDOWS);
    int count = (last - first) / spacing + 1;
    return IntStream.range(0, count).map(at -> last - (count - 1 - at) * spacing).toArray();
  }
}
