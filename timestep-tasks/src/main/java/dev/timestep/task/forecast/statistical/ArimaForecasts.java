package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/**
 * Forecasts of an ARIMA model from any origin, in one pass over the series.
 *
 * <p>The differenced series w is filtered; the forecasts of w are summed up again to those of y.
 * The error of step h has the variance {@code σ² (ψ₀² + … + ψ²_{h-1})}, where ψ are the weights of
 * {@code θ(B) / (φ(B) (1-B)^d (1-B^m)^D)}, and a part that falls to 0 as the filter comes to know
 * the state: with P the covariance of the state, it is what remains of the sum of all its later
 * falls, {@code Σ -ω L Lᵀ} ({@link ArmaGain}).
 */
final class ArimaForecasts {
  /** Later falls of the covariance, and smaller ones, no longer count. */
  private static final int FALLS = 1000;

  private static final double SMALL = 1e-10;

  private final FittedArima model;
  private final double[] phi;
  private final double[] theta;
  private final double[] differences;
  private final ArmaFilter filter;

  ArimaForecasts(FittedArima model) {
    this.model = model;
    int season = model.order().season();
    phi = model.coefficients().phi(season);
    theta = model.coefficients().theta(season);
    differences = ArimaDifferences.polynomial(model.order());
    filter = new ArmaFilter(phi, theta);
  }

  NormalForecast[] at(double[] values, int[] origins, int horizon) {
    if (origins.length == 0) {
      return new NormalForecast[0];
    }
    int last = origins[origins.length - 1];
    Carrying.check(model.order().toString(), model.history(), values, origins, horizon);
    double[] y = Arima.prepared(values, last, model.logarithm());
    ArimaOrder order = model.order();
    double[] w = ArimaDifferences.apply(y, order.d(), order.seasonalD(), order.season());
    for (int row = 0; row < w.length; row++) {
      w[row] -= model.mean();
    }
    int lost = order.lost();
    double[][] states = new double[origins.length][];
    filter.run(
        new double[][] {w}, Arrays.stream(origins).map(origin -> origin - lost).toArray(), states);
    double[] known = knownVariances(horizon);
    NormalForecast[] forecasts = new NormalForecast[origins.length];
    Uncertainty uncertainty = new Uncertainty(horizon);
    for (int i = 0; i < origins.length; i++) {
      double[] mean = filter.forecast(states[i], horizon);
      for (int step = 0; step < horizon; step++) {
        mean[step] += model.mean();
      }
      integrate(mean, y, origins[i]);
      double[] deviation = uncertainty.at(origins[i] - lost);
      for (int step = 0; step < horizon; step++) {
        deviation[step] = Math.sqrt(model.variance() * (known[step] + deviation[step]));
      }
      forecasts[i] = new NormalForecast(mean, deviation, model.logarithm());
    }
    return forecasts;
  }

  /** Sums differences up again: {@code y_t = w_t + Σ δ_j y_{t-j}}. */
  private void integrate(double[] w, double[] y, int origin) {
    for (int step = 0; step < w.length; step++) {
      for (int lag = 1; lag <= differences.length; lag++) {
        if (differences[lag - 1] != 0) {
          int row = step - lag;
          w[step] += differences[lag - 1] * (row >= 0 ? w[row] : y[origin + row]);
        }
      }
    }
  }

  private double[] knownVariances(int horizon) {
    double[] all = ArimaPolynomials.product(phi, differences, 1);
    double[] psi = ArimaPolynomials.weights(all, theta, horizon);
    double[] variances = new double[horizon];
    double sum = 0;
    for (int step = 0; step < horizon; step++) {
      sum += psi[step] * psi[step];
      variances[step] = sum;
    }
    return variances;
  }

  /** What a state that is not yet known adds to the variances; origins are asked in order. */
  private final class Uncertainty {
    private final ArmaGain gain = new ArmaGain(phi, theta);
    private final int horizon;
    private int row;

    Uncertainty(int horizon) {
      this.horizon = horizon;
    }

    double[] at(int origin) {
      for (; row < origin && !gain.steady(); row++) {
        gain.advance();
      }
      double[] variances = new double[horizon];
      ArmaGain later = gain.copy();
      double[] none = new double[differences.length];
      for (int fall = 0; fall < FALLS && later.size() > SMALL; fall++) {
        double[] state = new double[later.states()];
        for (int i = 0; i < state.length; i++) {
          state[i] = later.change(i);
        }
        double[] path = filter.forecast(state, horizon);
        integrate(path, none, none.length);
        for (int step = 0; step < horizon; step++) {
          variances[step] += later.fall() * path[step] * path[step];
        }
        later.advance();
      }
      return variances;
    }
  }
}
