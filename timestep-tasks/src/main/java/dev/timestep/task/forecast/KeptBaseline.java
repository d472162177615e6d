package dev.timestep.task.forecast;

import dev.timestep.task.forecast.statistical.FittedSeries;
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
    public String name() {
      return fitted.getFirst().id();
    }

    @Override
    public int history() {
      return fitted.stream().mapToInt(FittedSeries::history).max().orElseThrow();
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
    public double[][] forecast(ForecastInputs inputs, int origin) {
      return ridge.forecast(inputs.ridgeDesign().withLags(lags), origin);
    }
  }
}
