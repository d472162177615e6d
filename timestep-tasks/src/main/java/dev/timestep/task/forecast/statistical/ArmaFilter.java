package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/**
 * The Kalman filter of a stationary ARMA process with the mean 0, without gaps. While its gain
 * changes it keeps the state; once the gain is steady, innovations follow from the last values and
 * innovations alone.
 */
final class ArmaFilter {
  private final double[] phi;
  private final double[] theta;
  private final int[] phiLags;
  private final int[] thetaLags;

  /**
   * A filter.
   *
   * @param phi autoregressive coefficients, multiplied out, stationary
   * @param theta moving-average coefficients, multiplied out, invertible
   */
  ArmaFilter(double[] phi, double[] theta) {
    this.phi = phi;
    this.theta = theta;
    phiLags = lags(phi);
    thetaLags = lags(theta);
  }

  private static int[] lags(double[] coefficients) {
    int[] all = new int[coefficients.length];
    int count = 0;
    for (int j = 0; j < coefficients.length; j++) {
      if (coefficients[j] != 0) {
        all[count++] = j + 1;
      }
    }
    return Arrays.copyOf(all, count);
  }

  /**
   * Innovations of some series that are filtered alike.
   *
   * @param errors [series][row]
   * @param variances of the innovation of each row, in units of that of the errors
   */
  record Innovations(double[][] errors, double[] variances) {
    /** Sum over rows of the products of two series' innovations, over their variances. */
    double sum(int one, int other) {
      double sum = 0;
      for (int row = 0; row < variances.length; row++) {
        sum += errors[one][row] * errors[other][row] / variances[row];
      }
      return sum;
    }

    /** Sum of the logarithms of the variances. */
    double logVariance() {
      double sum = 0;
      for (double variance : variances) {
        if (variance == 1) {
          continue;
        }
        sum += Math.log(variance);
      }
      return sum;
    }
  }

  /** Filters series of the same length. */
  Innovations run(double[]... series) {
    return run(series, new int[0], new double[0][]);
  }

  /**
   * Filters series of the same length and keeps the state of the first.
   *
   * @param series [series][row]
   * @param at ascending, the rows before which the state is kept; the number of rows is allowed
   * @param states filled with one state for each of them, to forecast from
   */
  Innovations run(double[][] series, int[] at, double[][] states) {
    int rows = series[0].length;
    var found = new Innovations(new double[series.length][rows], new double[rows]);
    ArmaGain gain = new ArmaGain(phi, theta);
    double[][] state = new double[series.length][gain.states()];
    int kept = 0;
    int row = 0;
    for (; row < rows && !gain.steady(); row++) {
      kept = keep(at, kept, row, states, state[0]);
      found.variances()[row] = gain.variance();
      for (int column = 0; column < series.length; column++) {
        double error = series[column][row] - state[column][0];
        found.errors()[column][row] = error;
        advance(state[column], gain, error);
      }
      gain.advance();
    }
    Arrays.fill(found.variances(), row, rows, 1);
    int steady = row;
    for (int column = 0; column < series.length; column++) {
      double[] errors = found.errors()[column];
      for (row = steady; row < rows; row++) {
        errors[row] = error(series[column], errors, row);
      }
    }
    for (; kept < at.length; kept++) {
      states[kept] =
          at[kept] == steady
              ? state[0].clone()
              : stateBefore(at[kept], series[0], found.errors()[0]);
    }
    return found;
  }

  /** The innovations of one series if all before its first row were 0: no filter is needed. */
  double[] conditional(double[] series) {
    double[] errors = new double[series.length];
    for (int row = 0; row < series.length; row++) {
      errors[row] = error(series, errors, row);
    }
    return errors;
  }

  private double error(double[] values, double[] errors, int row) {
    double error = values[row];
    for (int lag : phiLags) {
      if (lag > row) {
        break;
      }
      error -= phi[lag - 1] * values[row - lag];
    }
    for (int lag : thetaLags) {
      if (lag > row) {
        break;
      }
      error -= theta[lag - 1] * errors[row - lag];
    }
    return error;
  }

  private static int keep(int[] at, int kept, int row, double[][] states, double[] state) {
    int next = kept;
    while (next < at.length && at[next] == row) {
      states[next++] = state.clone();
    }
    return next;
  }

  private void advance(double[] state, ArmaGain gain, double error) {
    double first = state[0];
    for (int i = 0; i < state.length; i++) {
      state[i] =
          (i < phi.length ? phi[i] * first : 0)
              + (i + 1 < state.length ? state[i + 1] : 0)
              + gain.gain(i) * error;
    }
  }

  /** The state from the last values and innovations, as it is once the gain is steady. */
  private double[] stateBefore(int row, double[] values, double[] errors) {
    double[] state = new double[Math.max(phi.length, theta.length + 1)];
    for (int i = 0; i < state.length; i++) {
      for (int lag : phiLags) {
        if (lag > i) {
          state[i] += phi[lag - 1] * values[row + i - lag];
        }
      }
      for (int lag : thetaLags) {
        if (lag > i) {
          state[i] += theta[lag - 1] * errors[row + i - lag];
        }
      }
    }
    return state;
  }

  /** Means of the next values from a state. */
  double[] forecast(double[] state, int horizon) {
    double[] forecast = new double[horizon];
    double[] now = state.clone();
    for (int step = 0; step < horizon; step++) {
      double first = now[0];
      forecast[step] = first;
      for (int i = 0; i < now.length; i++) {
        now[i] = (i < phi.length ? phi[i] * first : 0) + (i + 1 < now.length ? now[i + 1] : 0);
      }
    }
    return forecast;
  }
}
