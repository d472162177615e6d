package dev.timestep.task.forecast.statistical;

import java.util.ArrayList;
import java.util.List;

/**
 * The mean of three models that see a series differently: the dynamic Theta method, exponential
 * smoothing and ARIMA, the last on logarithms where all values are positive.
 *
 * <pre>
 *   f[h] = (f_theta[h] + f_ets[h] + f_arima[h]) / 3        q(p)[h] likewise
 * </pre>
 *
 * <p>Their errors partly cancel, and no one of them has to be the right one. Each quantile is the
 * mean of the parts' quantiles, so that an interval is as wide as theirs are on average. A part
 * that refuses a series, because its numbers are too large or too small, is left out, which the
 * choice says; two must remain.
 *
 * <pre>{@code
 * FittedSeries fitted = new Combination().fit(passengers, 12);
 * double[] next = fitted.forecast(passengers, passengers.length, 24).point();
 * }</pre>
 *
 * <p>Sources: Bates and Granger, "The combination of forecasts", Operational Research Quarterly 20
 * (1969), for the mean; Lichtendahl, Grushka-Cockayne and Winkler, "Is it better to average
 * probabilities or quantiles?", Management Science 59 (2013), for the quantiles.
 *
 * @param theta the first part
 * @param ets the second
 * @param arima the third, where a value is 0 or below
 * @param logarithms the third, where all values are positive
 */
public record Combination(
    SeriesMethod theta, SeriesMethod ets, SeriesMethod arima, SeriesMethod logarithms)
    implements SeriesMethod {
  /** {@link #id}. */
  public static final String ID = "combination";

  /** {@link #label}. */
  public static final String LABEL = "mean of Theta, ETS and ARIMA";

  /** The automatic methods of each kind. */
  public Combination() {
    this(new DynamicTheta(), Ets.automatic(), Arima.automatic(), Arima.automatic().logarithms());
  }

  private List<SeriesMethod> parts(boolean positive) {
    return List.of(theta, ets, positive ? logarithms : arima);
  }

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
    return parts(true).stream().mapToInt(part -> part.history(season)).max().orElseThrow();
  }

  @Override
  public FittedSeries fit(double[] values, int season) {
    Carrying.requireSeries(LABEL, history(season), values, season);
    boolean positive = true;
    for (double value : values) {
      positive &= value > 0;
    }
    List<FittedSeries> fitted = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (SeriesMethod part : parts(positive)) {
      try {
        fitted.add(part.fit(values, season));
      } catch (IllegalArgumentException refused) {
        leftOut.add(part.label() + " left out: " + refused.getMessage());
      }
    }
    if (fitted.size() < 2) {
      throw new IllegalArgumentException(
          "%s expects a series that two of its parts can be fitted to; received one that they refuse: %s"
              .formatted(LABEL, String.join(" ", leftOut)));
    }
    return new FittedCombination(fitted, leftOut);
  }
}
