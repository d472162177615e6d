package dev.timestep.task.forecast.panel;

import dev.timestep.task.forecast.ForecastBatch;
import dev.timestep.task.ridge.SharedInputsSolver;

/**
 * A ridge regression for each step that reads what the network reads, over the windows of all
 * series.
 *
 * <pre>
 *   y_h = b_h + x·A_h + z_h·B_h      x: what the encoder reads, z_h: what the decoder reads in step h
 *   minimises  Σ (y_h − Y_h)² + n·penalty · (|A_h|² + |B_h|²)   on standardised inputs
 * </pre>
 *
 * <p>Weights are rounded to single precision, as a file keeps them, so that a model from a file
 * forecasts what it did before.
 *
 * <p>The targets Y_h are what the anchor misses, in units of each window, as the network's are.
 *
 * @param bias [step][output]
 * @param shared [input][step * outputs + output]
 * @param own [step][input][output]
 */
record PooledRidge(double[][] bias, double[][] shared, double[][][] own) {
  /** Shares of the number of windows that the penalty may be. */
  static final double[] PENALTIES = {1e-4, 1e-3, 1e-2, 0.03, 0.1, 0.3, 1, 3};

  /** Solves for one penalty. */
  static PooledRidge of(PooledMoments moments, double penalty) {
    int horizon = moments.horizon();
    int outputs = moments.outputs();
    double[][] products = moments.sharedProducts();
    SharedInputsSolver solver =
        new SharedInputsSolver(products, Math.max(1, moments.count()) * penalty);
    SharedInputsSolver.Weights weights =
        solver.solve(moments.crossProducts(), moments.ownProducts(), outputs);
    double[] scales = moments.sharedScales();
    double[] means = moments.sharedMeans();
    double[][] shared = new double[scales.length][horizon * outputs];
    double[][][] own = new double[horizon][][];
    double[][] bias = new double[horizon][outputs];
    for (int h = 0; h < horizon; h++) {
      double[] ownMeans = moments.ownMeans(h);
      double[] ownScales = moments.ownScales(h);
      own[h] = new double[ownScales.length][outputs];
      for (int k = 0; k < outputs; k++) {
        int column = h * outputs + k;
        double constant = ownMeans[ownScales.length + k];
        for (int l = 0; l < scales.length; l++) {
          shared[l][column] =
              scales[l] == 0 ? 0 : (float) (weights.shared()[l][column] / scales[l]);
          constant -= shared[l][column] * means[l];
        }
        for (int f = 0; f < ownScales.length; f++) {
          own[h][f][k] = ownScales[f] == 0 ? 0 : (float) (weights.own()[h][f][k] / ownScales[f]);
          constant -= own[h][f][k] * ownMeans[f];
        }
        bias[h][k] = (float) constant;
      }
    }
    return new PooledRidge(bias, shared, own);
  }

  /** What the anchor misses, in scales of the columns: laid out as the network's output is. */
  float[] forward(ForecastBatch batch) {
    int horizon = bias.length;
    int outputs = bias[0].length;
    int count = batch.windows();
    int inputs = own[0].length;
    float[] out = new float[horizon * count * outputs];
    double[] x = new double[shared.length];
    for (int b = 0; b < count; b++) {
      PooledMoments.shared(batch, b, x);
      double[] sums = new double[horizon * outputs];
      for (int l = 0; l < x.length; l++) {
        double value = x[l];
        for (int c = 0; c < sums.length && value != 0; c++) {
          sums[c] += value * shared[l][c];
        }
      }
      for (int h = 0; h < horizon; h++) {
        for (int k = 0; k < outputs; k++) {
          double sum = bias[h][k] + sums[h * outputs + k];
          int at = (h * count + b) * inputs;
          for (int f = 0; f < inputs; f++) {
            sum += batch.future().data()[at + f] * own[h][f][k];
          }
          out[(h * count + b) * outputs + k] =
              (float) (sum * batch.spread().data()[b * outputs + k]);
        }
      }
    }
    return out;
  }

  /** Sum of the absolute errors over the windows of a batch, in scales of the columns. */
  double error(ForecastBatch batch) {
    float[] out = forward(batch);
    float[] target = batch.target().data();
    double sum = 0;
    for (int i = 0; i < out.length; i++) {
      boolean counts = batch.counts().isEmpty() || batch.counts().get().data()[i] > 0;
      sum += counts ? Math.abs(out[i] - target[i]) : 0;
    }
    return sum;
  }
}
