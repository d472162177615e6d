package dev.timestep.task.forecast;

import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.ridge.CalendarEffects;
import dev.timestep.task.forecast.ridge.LookbackRidge;
import dev.timestep.task.forecast.ridge.Ridge;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.ridge.RidgeGroups;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A baseline that answers in place of the network: it holds all that it needs to forecast any table
 * of the model's targets, and learns nothing from that table.
 *
 * <p>At each origin it gives what {@link BaselineGate} scored, to the last bit.
 */
sealed interface KeptBaseline {
  /** Name in JSON, for example {@code seasonal_naive}. */
  String name();

  /** Name in sentences, for example {@code seasonal naive forecast (7)}. */
  String label();

  /** Rows that must lie before an origin. */
  int history();

  /**
   * Forecasts all targets in original units.
   *
   * @param inputs the table
   * @param origin first row to be forecast, at least {@link #history}; may be the row after the
   *     last
   * @return [target][step]
   */
  double[][] forecast(ForecastInputs inputs, int origin);

  /** The same for many origins of a table. */
  default Forecaster over(ForecastInputs inputs) {
    return origin -> forecast(inputs, origin);
  }

  /**
   * The same fitted again on the windows of these origins, all choices kept; one that learns
   * nothing is itself.
   *
   * @param inputs the table
   * @param origins ascending, one row apart
   * @param penalties that were chosen for the regressions
   */
  default KeptBaseline again(ForecastInputs inputs, int[] origins, LinearPenalties penalties) {
    return this;
  }

  /** The statistical models that it consists of, by target; empty for another baseline. */
  default List<FittedSeries> models() {
    return List.of();
  }

  /**
   * A baseline that needs no training.
   *
   * @param baseline with its settings
   */
  record Simple(Baseline baseline) implements KeptBaseline {
    @Override
    public String name() {
      return baseline.name();
    }

    @Override
    public String label() {
      return baseline.label();
    }

    @Override
    public int history() {
      return baseline.history();
    }

    @Override
    public double[][] forecast(ForecastInputs inputs, int origin) {
      double[][] series = inputs.series();
      double[][] forecast = new double[series.length][];
      for (int target = 0; target < forecast.length; target++) {
        forecast[target] = baseline.forecast(series[target], origin, inputs.spec().horizon());
      }
      return forecast;
    }
  }

  /**
   * Statistical models that were fitted in training; their states are carried on to each origin.
   *
   * @param label in sentences
   * @param fitted one for each target, all of one method
   */
  record Series(String label, List<FittedSeries> fitted) implements KeptBaseline {
    public Series {
      fitted = List.copyOf(fitted);
    }

    @Override
    public List<FittedSeries> models() {
      return fitted;
    }

    @Override
    public String name() {
      return fitted.getFirst().id();
    }

    @Override
    public int history() {
      return fitted.stream().mapToInt(FittedSeries::history).max().orElseThrow();
    }

    /** Form and parameters are chosen by the rows alone, so both are chosen again. */
    @Override
    public Series again(ForecastInputs inputs, int[] origins, LinearPenalties penalties) {
      SeriesMethod method = SeriesMethods.of(name()).orElseThrow();
      int season = inputs.spec().season();
      return new Series(
          label, Arrays.stream(inputs.series()).map(series -> method.fit(series, season)).toList());
    }

    @Override
    public double[][] forecast(ForecastInputs inputs, int origin) {
      return new SeriesForecaster(fitted, inputs.series(), inputs.spec().horizon())
          .forecast(origin);
    }
  }

  /**
   * A regression with the weights that were fitted in training.
   *
   * @param kind which one
   * @param weights of all steps and targets
   * @param lags rows of lookback per past column, 0 for one that is not read
   * @param effects of calendar products, which the series is read without
   */
  record Linear(LinearKind kind, RidgeGroups weights, int[] lags, Optional<CalendarEffects> effects)
      implements KeptBaseline {
    @Override
    public String name() {
      return kind.id();
    }

    @Override
    public String label() {
      return kind.label();
    }

    @Override
    public int history() {
      int most = 0;
      for (int lag : lags) {
        most = Math.max(most, lag);
      }
      return most;
    }

    @Override
    public Linear again(ForecastInputs inputs, int[] origins, LinearPenalties penalties) {
      double[] chosen = penalties.of(kind);
      int horizon = weights.horizon();
      if (kind.form().isPresent()) {
        return new Linear(
            kind,
            LookbackRidge.weights(
                kind.form().get(), inputs.series(), lags[0], origins, horizon, chosen),
            lags,
            effects);
      }
      Optional<CalendarEffects> again = effects.map(one -> inputs.effectsOfAllRows(one.penalty()));
      double[][] series = again.map(one -> inputs.effects(one).without()).orElseGet(inputs::series);
      return new Linear(
          kind,
          Ridge.weights(
              inputs.ridgeDesign(series).withLags(lags), series, origins, horizon, chosen),
          lags,
          again);
    }

    @Override
    public double[][] forecast(ForecastInputs inputs, int origin) {
      return over(inputs).forecast(origin);
    }

    @Override
    public Forecaster over(ForecastInputs inputs) {
      if (kind.form().isPresent()) {
        RidgeDesign design = LookbackRidge.design(inputs.series(), lags[0], weights.horizon());
        return origin -> weights.forecast(design, origin);
      }
      if (effects.isEmpty()) {
        RidgeDesign design = inputs.ridgeDesign().withLags(lags);
        return origin -> weights.forecast(design, origin);
      }
      Effects applied = inputs.effects(effects.get());
      RidgeDesign design = inputs.ridgeDesign(applied.without()).withLags(lags);
      return origin -> applied.addedTo(weights.forecast(design, origin), origin);
    }
  }
}
