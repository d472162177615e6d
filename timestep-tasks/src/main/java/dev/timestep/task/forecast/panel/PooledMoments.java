package dev.timestep.task.forecast.panel;

import dev.timestep.task.forecast.ForecastBatch;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;

/**
 * Sums of products over windows, from which a regression of each step is solved: windows come in
 * batches, and none of them is kept.
 *
 * <pre>
 *   shared  X      the values that the encoder reads                [L]
 *   own     Z_h    what the decoder reads in step h                 [K]
 *   target  Y_h    what the anchor misses, in units of the window   [T]
 * </pre>
 *
 * <p>Inputs are shifted by the means of the first batch, so that the sums lose no digits.
 */
final class PooledMoments {
  private final int shared;
  private final int own;
  private final int outputs;
  private final int horizon;
  private final double[] shift;
  private final double[][] ownShift;
  private int count;
  private final double[] sums;
  private final double[][] ownSums;
  private final double[][] products;
  private final double[][][] cross;
  private final double[][][] ownProducts;

  PooledMoments(ForecastBatch first) {
    shared = sharedInputs(first);
    own = first.future().shape().dim(2);
    outputs = first.target().shape().dim(2);
    horizon = first.future().shape().dim(0);
    shift = new double[shared];
    ownShift = new double[horizon][own + outputs];
    sums = new double[shared];
    ownSums = new double[horizon][own + outputs];
    products = new double[shared][shared];
    cross = new double[horizon][shared][own + outputs];
    ownProducts = new double[horizon][own + outputs][own + outputs];
    int windows = first.windows();
    double[] x = new double[shared];
    double[] z = new double[own + outputs];
    for (int b = 0; b < windows; b++) {
      shared(first, b, x);
      for (int l = 0; l < shared; l++) {
        shift[l] += x[l] / windows;
      }
      for (int h = 0; h < horizon; h++) {
        own(first, b, h, z);
        for (int f = 0; f < own; f++) {
          ownShift[h][f] += z[f] / windows;
        }
      }
    }
  }

  static int sharedInputs(ForecastBatch batch) {
    return batch.past().shape().dim(0) * batch.past().shape().dim(2);
  }

  /** What the encoder reads of a window. */
  static void shared(ForecastBatch batch, int b, double[] to) {
    Tensor past = batch.past();
    int count = past.shape().dim(1);
    int width = past.shape().dim(2);
    for (int step = 0; step < past.shape().dim(0); step++) {
      for (int at = 0; at < width; at++) {
        to[step * width + at] = past.data()[(step * count + b) * width + at];
      }
    }
  }

  /** What the decoder reads of a window in a step, and what is to be learnt. */
  private void own(ForecastBatch batch, int b, int h, double[] to) {
    int count = batch.windows();
    for (int f = 0; f < own; f++) {
      to[f] = batch.future().data()[(h * count + b) * own + f];
    }
    for (int k = 0; k < outputs; k++) {
      to[own + k] =
          batch.target().data()[(h * count + b) * outputs + k]
              / batch.spread().data()[b * outputs + k];
    }
  }

  /** Adds the windows of a batch; one with a target that does not count is passed over. */
  void add(ForecastBatch batch) {
    double[] x = new double[shared];
    double[] z = new double[own + outputs];
    for (int b = 0; b < batch.windows(); b++) {
      if (!counts(batch, b)) {
        continue;
      }
      count++;
      shared(batch, b, x);
      for (int l = 0; l < shared; l++) {
        x[l] -= shift[l];
        sums[l] += x[l];
      }
      outer(products, x, x);
      for (int h = 0; h < horizon; h++) {
        own(batch, b, h, z);
        for (int f = 0; f < z.length; f++) {
          z[f] -= ownShift[h][f];
          ownSums[h][f] += z[f];
        }
        outer(cross[h], x, z);
        outer(ownProducts[h], z, z);
      }
    }
  }

  private static boolean counts(ForecastBatch batch, int b) {
    if (batch.counts().isEmpty()) {
      return true;
    }
    Tensor counts = batch.counts().get();
    int width = counts.shape().dim(2);
    for (int h = 0; h < counts.shape().dim(0); h++) {
      for (int k = 0; k < width; k++) {
        if (counts.data()[(h * counts.shape().dim(1) + b) * width + k] == 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static void outer(double[][] sum, double[] x, double[] z) {
    for (int l = 0; l < x.length; l++) {
      double factor = x[l];
      double[] row = sum[l];
      for (int f = 0; f < z.length && factor != 0; f++) {
        row[f] += factor * z[f];
      }
    }
  }

  int count() {
    return count;
  }

  int horizon() {
    return horizon;
  }

  int outputs() {
    return outputs;
  }

  /** Means of the shared inputs. */
  double[] sharedMeans() {
    double[] means = new double[shared];
    Arrays.setAll(means, l -> shift[l] + sums[l] / count);
    return means;
  }

  /** Standard deviations of the shared inputs; 0 for one that does not vary. */
  double[] sharedScales() {
    double[] scales = new double[shared];
    Arrays.setAll(scales, l -> scale(products[l][l], sums[l]));
    return scales;
  }

  /** Means of a step's own inputs and of its targets. */
  double[] ownMeans(int h) {
    double[] means = new double[own + outputs];
    Arrays.setAll(means, f -> ownShift[h][f] + ownSums[h][f] / count);
    return means;
  }

  /** Standard deviations of a step's own inputs; 0 for one that does not vary. */
  double[] ownScales(int h) {
    double[] scales = new double[own];
    Arrays.setAll(scales, f -> scale(ownProducts[h][f][f], ownSums[h][f]));
    return scales;
  }

  private double scale(double square, double sum) {
    double variance = square / count - sum / count * (sum / count);
    return variance > 1e-10 * (1e-10 + square / count) ? Math.sqrt(variance) : 0;
  }

  /** [L][L] products of the shared inputs, standardised. */
  double[][] sharedProducts() {
    double[] scales = sharedScales();
    double[][] square = new double[shared][shared];
    for (int l = 0; l < shared; l++) {
      for (int m = 0; m < shared; m++) {
        square[l][m] = standard(products[l][m] - sums[l] * sums[m] / count, scales[l], scales[m]);
      }
    }
    return square;
  }

  /** [L][horizon * Q] products of the shared inputs with each step's own ones and targets. */
  double[][] crossProducts() {
    double[] scales = sharedScales();
    int width = own + outputs;
    double[][] all = new double[shared][horizon * width];
    for (int h = 0; h < horizon; h++) {
      double[] ownScales = withTargets(ownScales(h));
      for (int l = 0; l < shared; l++) {
        for (int f = 0; f < width; f++) {
          all[l][h * width + f] =
              standard(cross[h][l][f] - sums[l] * ownSums[h][f] / count, scales[l], ownScales[f]);
        }
      }
    }
    return all;
  }

  /** [horizon][Q][Q] products of each step's own inputs and targets. */
  double[][][] ownProducts() {
    int width = own + outputs;
    double[][][] all = new double[horizon][width][width];
    for (int h = 0; h < horizon; h++) {
      double[] scales = withTargets(ownScales(h));
      for (int f = 0; f < width; f++) {
        for (int g = 0; g < width; g++) {
          all[h][f][g] =
              standard(
                  ownProducts[h][f][g] - ownSums[h][f] * ownSums[h][g] / count,
                  scales[f],
                  scales[g]);
        }
      }
    }
    return all;
  }

  private double[] withTargets(double[] scales) {
    double[] all = Arrays.copyOf(scales, own + outputs);
    Arrays.fill(all, own, all.length, 1);
    return all;
  }

  /** An input that does not vary has no product with any. */
  private static double standard(double product, double first, double second) {
    return first == 0 || second == 0 ? 0 : product / (first * second);
  }
}
