package dev.timestep.task.forecast.statistical;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;

/**
 * Naive 2 of the M competitions: the last value without its season, with the season of each row to
 * come put back. It is what OWA is measured against. The season is found and taken out as for
 * {@link Theta}; the variance of step h is h times that of one step.
 *
 * <pre>{@code
 * double[] next = new Naive2().fit(sales, 12).forecast(sales, sales.length, 18).point();
 * }</pre>
 *
 * <p>Source: Makridakis, Spiliotis and Assimakopoulos, "The M4 Competition" (2020).
 */
public record Naive2() implements SeriesMethod {
  /** {@link #id}. */
  public static final String ID = "naive2";

  private static final String LABEL = "Naive 2 (season taken out)";
  private static final int FEWEST = 2;

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
    Deseasoned series = Deseasoned.of(values, season);
    // Squares of the values themselves may be too large or too small for a number.
    double unit = Ets.unit(series.values());
    double squares = 0;
    for (int row = 1; row < values.length; row++) {
      double change = (series.values()[row] - series.values()[row - 1]) / unit;
      squares += change * change;
    }
    return new Fitted(
        "Naive 2, " + series.words(),
        series.effects(),
        Math.sqrt(squares / (values.length - 1)) * unit,
        Carrying.of(values, 0));
  }

  /**
   * The season and the size of a step.
   *
   * @param choice for people
   * @param effects of the season
   * @param sigma standard deviation of a change from row to row, without the season
   * @param carrying the rows of the fit
   */
  record Fitted(String choice, SeasonalEffects effects, double sigma, Carrying carrying)
      implements FittedSeries {
    private static final RecordCodec<Fitted> CODEC = RecordCodec.of(Fitted.class, RecordForm.JAVA);

    Fitted {
      if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Naive 2 expects a finite sigma of 0 or more; received " + sigma + ".");
      }
    }

    @Override
    public String id() {
      return ID;
    }

    @Override
    public int history() {
      return effects.needed();
    }

    @Override
    public SeriesForecast[] forecasts(double[] values, int[] origins, int horizon) {
      return carrying.forecasts(
          LABEL,
          history(),
          () -> new Run(effects),
          EtsStates.reads(effects.effects().length),
          first -> new Run(effects.again(first)),
          values,
          origins,
          horizon);
    }

    @Override
    public JsonObject settings() {
      return CODEC.write(this);
    }

    static Fitted read(JsonFields fields) {
      return CODEC.read(fields);
    }

    private final class Run implements Carried {
      private final SeasonalEffects effects;
      private double last;
      private int rows;

      Run(SeasonalEffects effects) {
        this.effects = effects;
      }

      @Override
      public void step(double value) {
        last = effects.removed(value, rows);
        rows++;
      }

      @Override
      public SeriesForecast forecast(int horizon) {
        double[] point = new double[horizon];
        double[] deviation = new double[horizon];
        for (int step = 0; step < horizon; step++) {
          point[step] = effects.added(last, rows + step);
          deviation[step] = sigma * Math.sqrt(step + 1.0) * effects.factor(rows + step);
        }
        return new NormalForecast(point, deviation, false);
      }
    }
  }
}
