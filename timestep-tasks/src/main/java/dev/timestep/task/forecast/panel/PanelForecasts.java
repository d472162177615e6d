package dev.timestep.task.forecast.panel;

import dev.timestep.autograd.Tape;
import dev.timestep.kernel.Engine;
import dev.timestep.task.forecast.ForecastBatch;
import dev.timestep.task.forecast.ForecastNetwork;
import dev.timestep.task.forecast.MixShares;
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
   * The network's share in each step that makes the error the lowest, each series in its own units.
   */
  MixShares shares(PanelInputs inputs) {
    MixShares.Choice choice = new MixShares.Choice(network[0].length, network[0][0].length);
    inputs.eachTruth(
        windows,
        (w, k, h, truth) ->
            choice.add(
                k,
                h,
                network[w][k][h],
                ridge[w][k][h],
                truth,
                inputs.scales(windows.series()[w]).scale()[k]));
    return choice.shares();
  }

  /** The mix of both, [window][target][step]. */
  double[][][] mixed(MixShares shares) {
    double[][][] all = new double[network.length][][];
    Arrays.setAll(all, w -> shares.of(network[w], ridge[w]));
    return all;
  }
}
