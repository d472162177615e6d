package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.baseline.BaselineSpread;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.NormalForecast;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A baseline as a method of one series: nothing is estimated but the spread of its errors, so that
 * it has a distribution as the statistical models have.
 *
 * <p>The distribution is normal around the baseline's forecast. Its deviation is taken from the
 * baseline's own errors over all values before the origin: {@link BaselineSpread}.
 *
 * <pre>{@code
 * SeriesForecast next = BaselineMethod.SEASONAL_NAIVE.fit(sales, 7).forecast(sales, sales.length, 28);
 * double[] upper = next.quantile(0.95);
 * }</pre>
 *
 * @param id name in JSON and files
 * @param label name in tables
 * @param of the baseline of a season
 */
public record BaselineMethod(String id, String label, IntFunction<Baseline> of)
    implements SeriesMethod {
  /** The last value. */
  public static final BaselineMethod NAIVE =
      new BaselineMethod("naive", "naive forecast", season -> new Baseline.Naive());

  /** The last season; the last value where there is no season. */
  public static final BaselineMethod SEASONAL_NAIVE =
      new BaselineMethod("seasonal_naive", "seasonal naive forecast", Baseline.SeasonalNaive::new);

  /**
   * The baselines that make sense for a season, as {@link Baseline#standard}.
   *
   * @param season rows per season, 1 if there is none
   * @param rowsPerYear rows per year; below 2 if there is no year to speak of
   */
  public static List<SeriesMethod> standard(int season, double rowsPerYear) {
    return Baseline.standard(season, rowsPerYear).stream()
        .<SeriesMethod>map(one -> new BaselineMethod(one.name(), one.label(), ignored -> one))
        .toList();
  }

  @Override
  public int history(int season) {
    return of.apply(season).history();
  }

  @Override
  public FittedSeries fit(double[] values, int season) {
    Baseline baseline = of.apply(season);
    if (values.length < baseline.history()) {
      throw new IllegalArgumentException(
          "The %s expects %d values or more; received %d."
              .formatted(label, baseline.history(), values.length));
    }
    return new Fitted(baseline);
  }

  /**
   * Reads what {@link FittedSeries#settings} of a baseline gave.
   *
   * @param id name of the method
   * @param settings the settings; read to their end
   * @return nothing where the name is not that of a baseline
   * @throws IllegalArgumentException that names the field which does not fit
   */
  public static Optional<FittedSeries> read(String id, JsonFields settings) {
    return KeptFile.baseline(id, settings).map(Fitted::new);
  }

  private record Fitted(Baseline baseline) implements FittedSeries {
    @Override
    public String id() {
      return baseline.name();
    }

    @Override
    public String choice() {
      return baseline.label();
    }

    @Override
    public int history() {
      return baseline.history();
    }

    @Override
    public SeriesForecast[] forecasts(double[] values, int[] origins, int horizon) {
      SeriesForecast[] forecasts = new SeriesForecast[origins.length];
      for (int at = 0; at < origins.length; at++) {
        forecasts[at] =
            new NormalForecast(
                baseline.forecast(values, origins[at], horizon),
                BaselineSpread.of(baseline, values, origins[at], horizon),
                false);
      }
      return forecasts;
    }

    @Override
    public JsonObject settings() {
      return KeptFile.write(new KeptBaseline.Simple(baseline));
    }
  }
}
