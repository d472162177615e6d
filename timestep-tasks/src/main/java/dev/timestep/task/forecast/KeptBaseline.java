package dev.timestep.task.forecast;

import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.ridge.Ridge;
import dev.timestep.task.forecast.ridge.RidgeGroups;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import java.util.Arrays;
import java.util.List;

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

  /**
   * The same fitted again on the windows of these origins, all choices kept; one that learns
   * nothing is itself.
   *
   * @param inputs the table
   * @param origins ascending, one row apart
   * @param penalties of the ridge regression by target, divided by the number of windows
   */
  default KeptBaseline again(ForecastInputs inputs, int[] origins, double[] penalties) {
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
    public Series again(ForecastInputs inputs, int[] origins, double[] penalties) {
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
   * The ridge regression with the weights that were fitted in training.
   *
   * @param ridge the weights
   * @param lags rows of lookback per past column, 0 for one that is not read
   */
  record Linear(RidgeGroups ridge, int[] lags) implements KeptBaseline {
    @Override
    public String name() {
      return BaselineGate.RIDGE;
    }

    @Override
    public String label() {
      return BaselineGate.RIDGE_LABEL;
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
    public Linear again(ForecastInputs inputs, int[] origins, double[] penalties) {
      return new Linear(
          Ridge.weights(
              inputs.ridgeDesign().withLags(lags), inputs.series(), origins, horizon(), penalties),
          lags);
    }

    private int horizon() {
      return ridge.horizon();
    }

    @Override
    public double[][] forecast(ForecastInputs inputs, int origin) {
      return ridge.forecast(inputs.ridgeDesign().withLags(lags), origin);
    }
  }
}
