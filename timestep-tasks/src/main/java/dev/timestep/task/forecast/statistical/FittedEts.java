package dev.timestep.task.forecast.statistical;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;

/**
 * Exponential smoothing with its form and parameters fixed.
 *
 * @param method the {@link SeriesMethod#id} that it came from
 * @param choice for people
 * @param form which parts there are
 * @param season rows per season; 1 without one
 * @param weights the smoothing parameters
 * @param states before the first row of the fit
 * @param sigma standard deviation of a one-step error, in the unit of the series, or as a share of
 *     the forecast where errors are multiplied
 * @param carrying the rows of the fit
 */
record FittedEts(
    String method,
    String choice,
    EtsForm form,
    int season,
    EtsWeights weights,
    EtsStates states,
    double sigma,
    Carrying carrying)
    implements FittedSeries {
  private static final RecordCodec<FittedEts> CODEC =
      RecordCodec.of(FittedEts.class, RecordForm.JAVA);

  FittedEts {
    if (season < 1
        || states.seasons().length != (form.seasonal() ? season : 0)
        || !(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s expects a season of 1 row or more, an effect for each of its rows where the form has"
                  .formatted(form)
              + " a season, and a finite sigma of 0 or more; received season %d, %d effects, sigma"
                  .formatted(season, states.seasons().length)
              + " %s.".formatted(sigma));
    }
  }

  @Override
  public String id() {
    return method;
  }

  @Override
  public int history() {
    return EtsStates.needed(form, season);
  }

  @Override
  public SeriesForecast[] forecasts(double[] values, int[] origins, int horizon) {
    return carrying.forecasts(
        form.toString(),
        history(),
        () -> carried(states),
        EtsStates.reads(season),
        first -> carried(EtsStates.before(form, season, first)),
        values,
        origins,
        horizon);
  }

  private EtsCarried carried(EtsStates first) {
    return new EtsCarried(form, season, weights, sigma, first);
  }

  @Override
  public JsonObject settings() {
    return CODEC.write(this);
  }

  static FittedEts read(JsonFields fields) {
    return CODEC.read(fields);
  }
}
