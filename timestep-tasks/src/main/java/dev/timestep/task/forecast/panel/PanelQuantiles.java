package dev.timestep.task.forecast.panel;

import dev.timestep.task.forecast.interval.QuantileLevels;
import java.util.Arrays;

/**
 * Intervals around the forecasts of many series: quantiles of the errors of the validation windows
 * of all of them, each in units of its series.
 *
 * <pre>
 *   q_s(p)[h] = forecast + scale_s · Q_p( error[h] / scale )        over series and windows
 * </pre>
 *
 * <p>The quantile is taken at the rank (n + 1)·p, as split conformal prediction does (Vovk,
 * Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005), so that few windows make
 * it wider.
 *
 * @param asked levels that a prediction shows
 * @param offsets [target][level][step] in units of a series
 */
record PanelQuantiles(QuantileLevels asked, double[][][] offsets) {
  /** From forecasts of validation windows. */
  static PanelQuantiles of(
      QuantileLevels asked, PanelInputs inputs, PanelWindows windows, double[][][] forecasts) {
    int targets = inputs.spec().inputs().targets().size();
    int horizon = inputs.spec().inputs().horizon();
    double[][][] errors = new double[targets][horizon][windows.count()];
    int[][] counts = new int[targets][horizon];
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
          if (inputs.observed(series, k, row)) {
            errors[k][h][counts[k][h]++] = (values[k][row] - forecasts[w][k][h]) / scale;
          }
        }
      }
    }
    double[] levels = asked.all();
    double[][][] offsets = new double[targets][levels.length][horizon];
    for (int k = 0; k < targets; k++) {
      for (int h = 0; h < horizon; h++) {
        double[] sorted = Arrays.copyOf(errors[k][h], counts[k][h]);
        Arrays.sort(sorted);
        for (int p = 0; p < levels.length; p++) {
          offsets[k][p][h] = sorted.length == 0 ? 0 : quantile(sorted, levels[p]);
        }
      }
    }
    return new PanelQuantiles(asked, offsets);
  }

  private static double quantile(double[] sorted, double level) {
    int n = sorted.length;
    // Above the middle the rank is rounded up and below it down, so that no interval is too narrow.
    int rank =
        level > 0.5
            ? (int) Math.ceil((n + 1) * level) - 1
            : level < 0.5 ? (int) Math.floor((n + 1) * level) - 1 : (n - 1) / 2;
    return sorted[Math.clamp(rank, 0, n - 1)];
  }

  /** A quantile by its place among all levels, [step]. */
  double[] around(double[] point, int target, int level, double scale) {
    double[] quantile = new double[point.length];
    Arrays.setAll(quantile, h -> point[h] + scale * offsets[target][level][h]);
    return quantile;
  }

  /** Share of the values within the 90 % interval. */
  double coverage(PanelInputs inputs, PanelWindows windows, double[][][] forecasts) {
    double[] levels = asked.all();
    int low = Arrays.binarySearch(levels, 0.05);
    int high = Arrays.binarySearch(levels, 0.95);
    long within = 0;
    long count = 0;
    for (int w = 0; w < windows.count(); w++) {
      int s = windows.series()[w];
      for (int k = 0; k < forecasts[w].length; k++) {
        double scale = inputs.scales(s).scale()[k];
        double[] lower = around(forecasts[w][k], k, low, scale);
        double[] upper = around(forecasts[w][k], k, high, scale);
        for (int h = 0; h < lower.length; h++) {
          int row = windows.origins()[w] + h;
          if (inputs.observed(s, k, row)) {
            double value = inputs.series(s).value(inputs.spec().inputs().targets().get(k), row);
            within += value >= lower[h] && value <= upper[h] ? 1 : 0;
            count++;
          }
        }
      }
    }
    return (double) within / count;
  }
}
