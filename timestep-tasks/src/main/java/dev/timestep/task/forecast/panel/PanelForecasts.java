package dev.timestep.task.forecast.panel;

import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.task.forecast.ForecastBatch;
import dev.timestep.task.forecast.ForecastNetwork;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * What the network, the regression and the mix of both forecast for some windows.
 *
 * @param windows which
 * @param network [window][target][step], in the columns' units
 * @param ridge the same of the regression
 */
record PanelForecasts(PanelWindows windows, double[][][] network, double[][][] ridge) {
  private static final int BATCH = 256;

  /** One share more than there are steps of a twentieth. */
  private static final int SHARES = 21;

  /** Forecasts of all windows, told after each batch how many are done. */
  static PanelForecasts of(
      Engine engine,
      ForecastNetwork network,
      PooledRidge ridge,
      PanelInputs inputs,
      PanelWindows windows,
      IntConsumer progress) {
    int count = windows.count();
    double[][][] mine = new double[count][][];
    double[][][] other = new double[count][][];
    Tape tape = Tape.inference(engine);
    for (int from = 0; from < count; from += BATCH) {
      PanelWindows some = windows.range(from, Math.min(count, from + BATCH));
      ForecastBatch batch = inputs.batch(some);
      tape.reset(0);
      float[] out = network.forward(tape, batch).data();
      System.arraycopy(inputs.forecasts(some, out), 0, mine, from, some.count());
      System.arraycopy(inputs.forecasts(some, ridge.forward(batch)), 0, other, from, some.count());
      progress.accept(from + some.count());
    }
    return new PanelForecasts(windows, mine, other);
  }

  /**
   * The network's share in each step that makes the error the lowest, each series in its own units,
   * the steps beside counted in.
   *
   * @return [target][step]
   */
  double[][] shares(PanelInputs inputs) {
    int targets = network[0].length;
    int horizon = network[0][0].length;
    double[][][] errors = new double[targets][horizon][SHARES];
    int series = -1;
    double[][] values = new double[0][];
    for (int w = 0; w < windows.count(); w++) {
      if (windows.series()[w] != series) {
        series = windows.series()[w];
        values = inputs.values(series);
      }
      for (int k = 0; k < targets; k++) {
        double scale = inputs.scales(series).scale()[k];
        for (int h = 0; h < horizon; h++) {
          int row = windows.origins()[w] + h;
          if (!inputs.observed(series, k, row)) {
            continue;
          }
          for (int s = 0; s < SHARES; s++) {
            double share = (double) s / (SHARES - 1);
            errors[k][h][s] +=
                Math.abs(mixed(share, network[w][k][h], ridge[w][k][h]) - values[k][row]) / scale;
          }
        }
      }
    }
    double[][] shares = new double[targets][horizon];
    for (int k = 0; k < targets; k++) {
      for (int h = 0; h < horizon; h++) {
        shares[k][h] = lowest(errors[k], h);
      }
    }
    return shares;
  }

  private static double lowest(double[][] errors, int h) {
    int best = SHARES - 1;
    double least = Double.POSITIVE_INFINITY;
    for (int s = SHARES - 1; s >= 0; s--) {
      double sum = errors[h][s];
      sum += h > 0 ? errors[h - 1][s] : 0;
      sum += h < errors.length - 1 ? errors[h + 1][s] : 0;
      if (sum < least) {
        least = sum;
        best = s;
      }
    }
    return (double) best / (SHARES - 1);
  }

  /** The mix of both, [window][target][step]. */
  double[][][] mixed(double[][] shares) {
    double[][][] all = new double[network.length][][];
    Arrays.setAll(
        all,
        w -> {
          double[][] one = new double[network[w].length][];
          for (int k = 0; k < one.length; k++) {
            one[k] = new double[network[w][k].length];
            for (int h = 0; h < one[k].length; h++) {
              one[k][h] = mixed(shares[k][h], network[w][k][h], ridge[w][k][h]);
            }
          }
          return one;
        });
    return all;
  }

  /** At a share of 0 or 1 this is the one forecast to its last bit. */
  private static double mixed(double share, double network, double linear) {
    if (share == 1) {
      return network;
    }
    return share == 0 ? linear : share * network + (1 - share) * linear;
  }
}
