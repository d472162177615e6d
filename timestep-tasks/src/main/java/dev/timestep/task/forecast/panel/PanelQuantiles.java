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
    inputs.eachTruth(
        windows,
        (w, k, h, truth) ->
            errors[k][h][counts[k][h]++] =
                (truth - forecasts[w][k][h]) / inputs.scales(windows.series()[w]).scale()[k]);
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
    long[] within = new long[2];
    inputs.eachTruth(
        windows,
        (w, k, h, truth) -> {
          double scale = inputs.scales(windows.series()[w]).scale()[k];
          double lower = forecasts[w][k][h] + scale * offsets[k][low][h];
          double upper = forecasts[w][k][h] + scale * offsets[k][high][h];
          within[0] += truth >= lower && truth <= upper ? 1 : 0;
          within[1]++;
        });
    return (double) within[0] / within[1];
  }
}
