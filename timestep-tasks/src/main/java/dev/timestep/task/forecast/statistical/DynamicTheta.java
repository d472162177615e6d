package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import java.util.Locale;

/**
 * The dynamic optimised Theta model (DOTM): the Theta method whose line follows the values so far,
 * and whose theta is estimated with the weight and the first level by least squares. Simple
 * exponential smoothing is theta 1, the standard method about theta 2.
 *
 * <p>A season is taken out as for {@link Theta}. The variance of step h is that of simple
 * exponential smoothing, {@code s² (1 + (h - 1) alpha²)}: what an error moves in the line is left
 * out, since it fades with the number of rows.
 *
 * <pre>{@code
 * double[] next = new DynamicTheta().fit(sales, 12).forecast(sales, sales.length, 18).point();
 * }</pre>
 *
 * <p>Source: {@link ThetaRun}'s.
 */
public record DynamicTheta() implements SeriesMethod {
  /** {@link #id}. */
  public static final String ID = FittedDynamicTheta.ID;

  private static final String LABEL = FittedDynamicTheta.LABEL;
  private static final int FEWEST = 5;
  private static final int MOST_ROWS = 10_000;
  private static final double[] ALPHAS = {0.3, 0.8};
  private static final double LEAST_ALPHA = 1e-3;

  /** Errors below this share of the largest value count as none. */
  private static final double EXACT = 1e-10;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public int history(int season) {
    return FEWEST;
  }

  @Override
  public FittedSeries fit(double[] values, int season) {
    Carrying.requireSeries(LABEL, FEWEST, values, season);
    int from = Math.max(0, values.length - MOST_ROWS);
    Deseasoned series = Deseasoned.of(Arrays.copyOfRange(values, from, values.length), season);
    double unit = Ets.unit(series.values());
    double[] scaled = Arrays.stream(series.values()).map(value -> value / unit).toArray();
    double[] best = search(scaled);
    double squares = squares(scaled, best);
    String choice =
        String.format(
            Locale.ROOT,
            "dynamic Theta, alpha %.3f, theta %.2f, %s%s",
            alpha(best),
            theta(best),
            series.words(),
            from > 0
                ? String.format(
                    Locale.ROOT,
                    "; fitted on the last %,d of %,d rows",
                    scaled.length,
                    values.length)
                : "");
    return new FittedDynamicTheta(
        choice,
        series.effects(),
        alpha(best),
        best[1] * unit,
        theta(best),
        Math.sqrt(squares / (scaled.length - 3)) * unit,
        Carrying.of(values, from));
  }

  private static double[] search(double[] values) {
    QuasiNewton.Minimum best = new QuasiNewton.Minimum(new double[0], Double.POSITIVE_INFINITY);
    for (double alpha : ALPHAS) {
      double[] start = {Math.log(alpha / (1 - alpha)), values[0] / 2, 0};
      QuasiNewton.Minimum found =
          QuasiNewton.minimise(
              at ->
                  values.length
                      * Math.log(Math.max(values.length * EXACT * EXACT, squares(values, at))),
              start,
              1e-9);
      best = found.value() < best.value() ? found : best;
    }
    return best.at();
  }

  private static double squares(double[] values, double... at) {
    var run = new ThetaRun(alpha(at), theta(at), at[1]);
    double squares = 0;
    for (double value : values) {
      double error = value - run.expected();
      squares += error * error;
      run.step(value);
    }
    return squares;
  }

  private static double alpha(double... at) {
    return LEAST_ALPHA + (1 - 2 * LEAST_ALPHA) / (1 + Math.exp(-at[0]));
  }

  /** One or more; beyond a hundred nothing changes. */
  private static double theta(double... at) {
    return 1 + Math.exp(Math.min(5, at[2]));
  }
}
