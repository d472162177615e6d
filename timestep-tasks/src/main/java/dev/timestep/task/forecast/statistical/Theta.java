package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import java.util.Locale;

/**
 * The Theta method: simple exponential smoothing, plus half of the slope of the line through the
 * series. With l the last level, b half the slope of least squares and n the rows,
 *
 * <pre>f[h] = l + b (h - 1 + (1 - (1 - alpha)^n) / alpha),   h = 1, 2, …</pre>
 *
 * <p>A season is taken out first and put back after, where the test of the M4 competition finds
 * one: the autocorrelation at one season outside its 90 % limits. The season multiplies (classical
 * decomposition), or is added where a value is not above zero. The variance of step h is {@code s²
 * (1 + (h - 1) alpha²)}, times the squared effect of a season that multiplies.
 *
 * <pre>{@code
 * double[] next = new Theta().fit(sales, 12).forecast(sales, sales.length, 18).point();
 * }</pre>
 *
 * <p>Sources: Assimakopoulos and Nikolopoulos (2000); Hyndman and Billah, "Unmasking the Theta
 * method" (2003), for the equation.
 */
public record Theta() implements SeriesMethod {
  /** {@link #id}. */
  public static final String ID = FittedTheta.ID;

  private static final String LABEL = FittedTheta.LABEL;
  private static final int FEWEST = 5;
  private static final int MOST_ROWS = 100_000;

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
    Smoothing smoothing = Smoothing.fit(series.values());
    String choice =
        String.format(
            Locale.ROOT,
            "Theta, alpha %.3f, %s%s",
            smoothing.alpha(),
            series.words(),
            from > 0
                ? String.format(
                    Locale.ROOT,
                    "; fitted on the last %,d of %,d rows",
                    series.values().length,
                    values.length)
                : "");
    return new FittedTheta(
        choice,
        series.effects(),
        smoothing.alpha(),
        smoothing.level(),
        smoothing.sigma(),
        Carrying.of(values, from));
  }

  /**
   * Simple exponential smoothing by maximum likelihood.
   *
   * @param alpha weight of the last value
   * @param level before the first
   * @param sigma standard deviation of a one-step error
   */
  record Smoothing(double alpha, double level, double sigma) {
    static Smoothing fit(double[] values) {
      var form = new EtsForm(EtsPart.ADDITIVE, EtsPart.NONE, false, EtsPart.NONE);
      FittedEts fitted = Ets.of(form).whole(values);
      return new Smoothing(fitted.weights().alpha(), fitted.states().level(), fitted.sigma());
    }
  }
}
