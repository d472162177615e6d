package dev.timestep.task.forecast.panel;

import dev.timestep.judge.CaseResampling;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Score;
import dev.timestep.judge.SquareSum;
import dev.timestep.task.forecast.window.SeriesMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * Errors of forecasts of many series: by series, relative to how far each moves from season to
 * season, so that large ones do not hide the others.
 *
 * <pre>
 *   MASE_s = mean |error| of series s / mean |y[t] − y[t−m]| over its rows before the test part
 *   MASE   = mean of MASE_s over the series
 * </pre>
 *
 * <p>A series that does not move has no MASE_s; it counts in the other measures.
 */
final class PanelErrors {
  /** What is measured, the measure that decides first. */
  static final List<Measure> MEASURES = List.of(Measure.MASE, Measure.MAE, Measure.RMSE);

  private final PanelInputs inputs;
  private final PanelWindows windows;

  /** Places of the judged series in the table, ascending. */
  private final int[] series;

  /** [series][target] mean seasonal change; NaN for one that does not move. */
  private final double[][] scales;

  PanelErrors(PanelInputs inputs, PanelWindows windows, int[] testFrom) {
    this.inputs = inputs;
    this.windows = windows;
    series = Arrays.stream(windows.series()).distinct().toArray();
    scales = new double[series.length][];
    int season = inputs.spec().inputs().season();
    for (int i = 0; i < series.length; i++) {
      double[][] values = inputs.values(series[i]);
      int rows = testFrom[series[i]];
      scales[i] = new double[values.length];
      for (int k = 0; k < values.length; k++) {
        scales[i][k] = change(values[k], rows, season);
      }
    }
  }

  private static double change(double[] y, int rows, int season) {
    int lag = rows > season ? season : 1;
    if (rows <= lag) {
      return Double.NaN;
    }
    double sum = 0;
    for (int row = lag; row < rows; row++) {
      sum += Math.abs(y[row] - y[row - lag]);
    }
    double mean = sum / (rows - lag);
    return mean > SeriesMath.rounding(y, 0, rows) ? mean : Double.NaN;
  }

  /** The judged series that do not move before the test part, by id. */
  List<String> still() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < series.length; i++) {
      if (Arrays.stream(scales[i]).allMatch(Double::isNaN)) {
        ids.add(inputs.series(series[i]).id());
      }
    }
    return ids;
  }

  /**
   * Scores of a model.
   *
   * @param forecasts [window][target][step]
   */
  Score score(String id, String label, double[][][] forecasts) {
    SquareSum squares = new SquareSum();
    double[] absolute = new double[1];
    int[] count = new int[1];
    inputs.eachTruth(
        windows,
        (w, k, h, truth) -> {
          double error = error(label, forecasts[w][k][h], truth, windows.series()[w], h);
          absolute[0] += error;
          squares.add(error);
          count[0]++;
        });
    double[] bySeries = bySeries(forecasts);
    SequencedMap<Measure, OptionalDouble> figures = new LinkedHashMap<>();
    figures.put(Measure.MASE, Arrays.stream(bySeries).average());
    figures.put(Measure.MAE, OptionalDouble.of(absolute[0] / count[0]));
    figures.put(Measure.RMSE, OptionalDouble.of(squares.rootMean(count[0])));
    return new Score(id, label, figures, manySeries() ? bySeries : byOrigin(forecasts));
  }

  private double error(String label, double forecast, double truth, int s, int step) {
    double error = Math.abs(forecast - truth);
    if (!Double.isFinite(error)) {
      throw new IllegalArgumentException(
          "The forecast of %s for series %s is not finite: %s at step %d."
              .formatted(label, inputs.series(s).id(), forecast, step + 1));
    }
    return error;
  }

  private int place(int s) {
    return Arrays.binarySearch(series, s);
  }

  /** Whether there are series enough to be the cases of a verdict. */
  boolean manySeries() {
    return series.length - still().size() >= new CaseResampling().leastCases();
  }

  /** Groups of values, by their window and step; a negative one for a value that is in none. */
  @FunctionalInterface
  private interface Group {
    int of(int window, int step);
  }

  /** Mean scaled error of the values of each group; NaN for one without any. */
  private double[] means(double[][][] forecasts, int groups, Group group) {
    double[] sums = new double[groups];
    int[] counts = new int[groups];
    inputs.eachTruth(
        windows,
        (w, k, h, truth) -> {
          double scale = scales[place(windows.series()[w])][k];
          int at = group.of(w, h);
          if (at >= 0 && !Double.isNaN(scale)) {
            sums[at] += Math.abs(forecasts[w][k][h] - truth) / scale;
            counts[at]++;
          }
        });
    Arrays.setAll(sums, at -> sums[at] / counts[at]);
    return sums;
  }

  /** MASE of each series that has one. */
  private double[] bySeries(double[][][] forecasts) {
    double[] all = means(forecasts, series.length, (w, h) -> place(windows.series()[w]));
    return Arrays.stream(all).filter(mean -> !Double.isNaN(mean)).toArray();
  }

  /** Mean absolute error at each step, each series in units of its seasonal change. */
  double[] bySteps(double[][][] forecasts) {
    return means(forecasts, horizon(), (w, h) -> h);
  }

  /**
   * Mean scaled error of the windows of all series that lie as far from the end of theirs, from the
   * earliest on: the cases of a verdict on few series.
   */
  private double[] byOrigin(double[][][] forecasts) {
    int[] fromEnd = new int[windows.count()];
    int cases = Integer.MAX_VALUE;
    for (int w = windows.count() - 1; w >= 0; w--) {
      boolean last = w == windows.count() - 1 || windows.series()[w + 1] != windows.series()[w];
      fromEnd[w] = last ? 0 : fromEnd[w + 1] + 1;
      if (w == 0 || windows.series()[w - 1] != windows.series()[w]) {
        cases = Math.min(cases, fromEnd[w] + 1);
      }
    }
    int shared = cases;
    double[] means = means(forecasts, shared, (w, h) -> shared - 1 - fromEnd[w]);
    // Windows in which nothing was measured say nothing for or against any model.
    Arrays.setAll(means, at -> Double.isNaN(means[at]) ? 0 : means[at]);
    return means;
  }

  int horizon() {
    return inputs.spec().inputs().horizon();
  }

  PanelWindows windows() {
    return windows;
  }

  /** Places of the judged series. */
  int[] series() {
    return series.clone();
  }
}
