package dev.timestep.task.forecast.statistical;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;

/**
 * The Theta method with its parameters fixed. The level, the line and the number of rows are
 * carried on.
 *
 * @param choice for people
 * @param effects of the season
 * @param alpha weight of the last value
 * @param level before the first row of the fit, without the season
 * @param sigma standard deviation of a one-step error, without the season
 * @param carrying the rows of the fit
 */
record FittedTheta(
    String choice,
    SeasonalEffects effects,
    double alpha,
    double level,
    double sigma,
    Carrying carrying)
    implements FittedSeries {
  static final String ID = "theta";
  static final String LABEL = "Theta method";
  private static final RecordCodec<FittedTheta> CODEC =
      RecordCodec.of(FittedTheta.class, RecordForm.JAVA);

  FittedTheta {
    if (!(alpha > 0 && alpha < 1)
        || !Double.isFinite(level)
        || !(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          ("The Theta method expects 0 < alpha < 1, a finite level and a finite sigma of 0 or more;"
                  + " received alpha %s, level %s, sigma %s.")
              .formatted(alpha, level, sigma));
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
        () -> new Run(effects, level),
        EtsStates.reads(effects.effects().length),
        this::started,
        values,
        origins,
        horizon);
  }

  private Carried started(double[] first) {
    SeasonalEffects own = effects.again(first);
    double[] adjusted = own.removed(first);
    var form = new EtsForm(EtsPart.ADDITIVE, EtsPart.NONE, false, EtsPart.NONE);
    return new Run(own, EtsStates.before(form, 1, adjusted).level());
  }

  @Override
  public JsonObject settings() {
    return CODEC.write(this);
  }

  static FittedTheta read(JsonFields fields) {
    return CODEC.read(fields);
  }

  /** The level of smoothing, and the line through all values so far by running sums. */
  private final class Run implements Carried {
    private final SeasonalEffects effects;
    private double level;
    private int rows;
    private double mean;
    private double moment;

    Run(SeasonalEffects effects, double level) {
      this.effects = effects;
      this.level = level;
    }

    @Override
    public void step(double value) {
      double adjusted = effects.removed(value, rows);
      level += alpha * (adjusted - level);
      // The moment about both means: the mean row moves on by a half, the mean value by a share.
      moment += (adjusted - mean) * rows / 2.0;
      rows++;
      mean += (adjusted - mean) / rows;
    }

    @Override
    public SeriesForecast forecast(int horizon) {
      double spread = rows * ((double) rows * rows - 1) / 12;
      double drift = spread > 0 ? moment / spread / 2 : 0;
      double reached = (1 - Math.pow(1 - alpha, rows)) / alpha;
      double[] point = new double[horizon];
      double[] deviation = new double[horizon];
      for (int step = 0; step < horizon; step++) {
        point[step] = effects.added(level + drift * (step + reached), rows + step);
        deviation[step] =
            sigma * Math.sqrt(1 + step * alpha * alpha) * effects.factor(rows + step);
      }
      return new NormalForecast(point, deviation, false);
    }
  }
}
