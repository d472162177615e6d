package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import java.util.Locale;

/**
 * The method of Holt and Winters: an added trend and a multiplied season, its errors in proportion
 * to the forecast. Unlike {@link Ets} with the same form, it estimates only the three weights. The
 * first level, trend and season are read from the first three seasons, as Winters (1960) read them.
 * So it trusts recent seasons more, where the long history would say that the season never moves.
 *
 * <pre>{@code
 * FittedSeries fitted = new HoltWinters().fit(passengers, 12);
 * }</pre>
 */
public record HoltWinters() implements SeriesMethod {
  /** {@link #id}. */
  public static final String ID = "holt_winters";

  private static final String LABEL = "Holt-Winters method";
  private static final EtsForm FORM =
      new EtsForm(EtsPart.MULTIPLICATIVE, EtsPart.ADDITIVE, false, EtsPart.MULTIPLICATIVE);

  /** Fewer leave a slot with a single ratio to its moving average. */
  private static final int SEASONS = 3;

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
    return Math.max(EtsStates.needed(FORM, season), FORM.weights() + 3);
  }

  @Override
  public FittedSeries fit(double[] values, int season) {
    Carrying.requireSeries(LABEL, history(season), values, season);
    Ets.requirePossible(FORM, values, season);
    double unit = Ets.unit(values);
    double[] scaled = Arrays.stream(values).map(value -> value / unit).toArray();
    EtsSearch.Estimate estimate =
        EtsSearch.weights(FORM, scaled, EtsStates.before(FORM, season, scaled, SEASONS));
    if (!Double.isFinite(estimate.likelihood().value())) {
      throw new IllegalArgumentException(
          LABEL
              + " expects a series that it can follow; received values whose likelihood it cannot"
              + " tell. Give them in another unit, or use ETS.");
    }
    EtsWeights weights = estimate.weights();
    String choice =
        String.format(
            Locale.ROOT,
            "Holt-Winters, alpha %.3f, beta %.3f, gamma %.3f",
            weights.alpha(),
            weights.beta(),
            weights.gamma());
    double sigma = Math.sqrt(estimate.likelihood().squares() / (values.length - FORM.weights()));
    return estimate.fitted(ID, choice, season, sigma, unit, Carrying.of(values, 0));
  }
}
