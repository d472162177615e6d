package dev.timestep.task.forecast.statistical;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;

/**
 * The dynamic Theta method with its parameters fixed.
 *
 * @param choice for people
 * @param effects of the season
 * @param alpha weight of the last value
 * @param level before the first row of the fit, without the season
 * @param theta how strongly the line through the past is left out of the smoothed series; 1 leaves
 *     simple exponential smoothing
 * @param sigma standard deviation of a one-step error, without the season
 * @param carrying the rows of the fit
 */
record FittedDynamicTheta(
    String choice,
    SeasonalEffects effects,
    double alpha,
    double level,
    double theta,
    double sigma,
    Carrying carrying)
    implements FittedSeries {
  static final String ID = "dotm";
  static final String LABEL = "dynamic Theta method";
  private static final RecordCodec<FittedDynamicTheta> CODEC =
      RecordCodec.of(FittedDynamicTheta.class, RecordForm.JAVA);

  FittedDynamicTheta {
    if (!(alpha > 0 && alpha < 1 && theta >= 1 && theta < Double.POSITIVE_INFINITY)
        || !Double.isFinite(level)
        || !(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          ("The dynamic Theta method expects 0 < alpha < 1, a finite theta of 1 or more, a finite"
                  + " level and a finite sigma of 0 or more; received alpha %s, theta %s, level %s,"
                  + " sigma %s.")
              .formatted(alpha, theta, level, sigma));
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
        () -> new Seasonal(effects, new ThetaRun(alpha, theta, level)),
        EtsStates.reads(effects.effects().length),
        first -> {
          SeasonalEffects own = effects.again(first);
          // From here a series that never changes is forecast as it is.
          double start = own.removed(first[0], 0) / theta;
          return new Seasonal(own, new ThetaRun(alpha, theta, start));
        },
        values,
        origins,
        horizon);
  }

  @Override
  public JsonObject settings() {
    return CODEC.write(this);
  }

  static FittedDynamicTheta read(JsonFields fields) {
    return CODEC.read(fields);
  }

  /** A run over values without their season. */
  private final class Seasonal implements Carried {
    private final SeasonalEffects effects;
    private final ThetaRun run;

    Seasonal(SeasonalEffects effects, ThetaRun run) {
      this.effects = effects;
      this.run = run;
    }

    @Override
    public void step(double value) {
      run.step(effects.removed(value, run.rows()));
    }

    @Override
    public SeriesForecast forecast(int horizon) {
      ThetaRun ahead = run.copy();
      double[] point = new double[horizon];
      double[] deviation = new double[horizon];
      for (int step = 0; step < horizon; step++) {
        double expected = ahead.expected();
        int row = run.rows() + step;
        point[step] = effects.added(expected, row);
        deviation[step] = sigma * Math.sqrt(1 + step * alpha * alpha) * effects.factor(row);
        ahead.step(expected);
      }
      return new NormalForecast(point, deviation, false);
    }
  }
}
