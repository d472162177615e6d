package dev.timestep.task.forecast.panel;

import dev.timestep.judge.CaseResampling;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Score;
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

  /** [series][target][row] values of the judged series. */
  private final double[][][] values;

  PanelErrors(PanelInputs inputs, PanelWindows windows, int[] testFrom) {
    this.inputs = inputs;
    this.windows = windows;
    series = Arrays.stream(windows.series()).distinct().toArray();
    scales = new double[series.length][];
    values = new double[series.length][][];
    int season = inputs.spec().inputs().season();
    for (int i = 0; i < series.length; i++) {
      values[i] = inputs.values(series[i]);
      int rows = testFrom[series[i]];
      scales[i] = new double[values[i].length];
      for (int k = 0; k < values[i].length; k++) {
        scales[i][k] = change(values[i][k], rows, season);
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
    double[] bySeries = bySeries(forecasts);
    double absolute = 0;
    double squares = 0;
    long count = 0;
    for (int w = 0; w < forecasts.length; w++) {
      int s = windows.series()[w];
      double[][] truth = values[place(s)];
      for (int k = 0; k < truth.length; k++) {
        for (int h = 0; h < forecasts[w][k].length; h++) {
          int row = windows.origins()[w] + h;
          if (inputs.observed(s, k, row)) {
            double error = error(label, forecasts[w][k][h], truth[k][row], s, h);
            absolute += error;
            squares += error * error;
            count++;
          }
        }
      }
    }
    SequencedMap<Measure, OptionalDouble> figures = new LinkedHashMap<>();
    figures.put(Measure.MASE, Arrays.stream(bySeries).average());
    figures.put(Measure.MAE, OptionalDouble.of(absolute / count));
    figures.put(Measure.RMSE, OptionalDouble.of(Math.sqrt(squares / count)));
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

  /**
   * Mean scaled error of the windows of all series that lie as far from the end of theirs, from the
   * earliest on: the cases of a verdict on few series.
   */
  private double[] byOrigin(double[][][] forecasts) {
    int cases = Integer.MAX_VALUE;
    int[] places = new int[windows.count()];
    for (int w = windows.count() - 1, from = 0; w >= 0; w--) {
      boolean last = w == windows.count() - 1 || windows.series()[w + 1] != windows.series()[w];
      from = last ? 0 : from + 1;
      places[w] = from;
      if (w == 0 || windows.series()[w - 1] != windows.series()[w]) {
        cases = Math.min(cases, from + 1);
      }
    }
    double[] sums = new double[cases];
    int[] counts = new int[cases];
    for (int w = 0; w < forecasts.length; w++) {
      if (places[w] < cases) {
        int s = windows.series()[w];
        int i = place(s);
        for (int k = 0; k < values[i].length; k++) {
          for (int h = 0; h < forecasts[w][k].length && !Double.isNaN(scales[i][k]); h++) {
            int row = windows.origins()[w] + h;
            if (inputs.observed(s, k, row)) {
              int at = cases - 1 - places[w];
              sums[at] += Math.abs(forecasts[w][k][h] - values[i][k][row]) / scales[i][k];
              counts[at]++;
            }
          }
        }
      }
    }
    Arrays.setAll(sums, at -> counts[at] > 0 ? sums[at] / counts[at] : 0);
    return sums;
  }

  /** MASE of each series that has one. */
  double[] bySeries(double[][][] forecasts) {
    double[] sums = new double[series.length];
    int[] counts = new int[series.length];
    for (int w = 0; w < forecasts.length; w++) {
      int s = windows.series()[w];
      int i = place(s);
      for (int k = 0; k < values[i].length; k++) {
        for (int h = 0; h < forecasts[w][k].length && !Double.isNaN(scales[i][k]); h++) {
          int row = windows.origins()[w] + h;
          if (inputs.observed(s, k, row)) {
            sums[i] += Math.abs(forecasts[w][k][h] - values[i][k][row]) / scales[i][k];
            counts[i]++;
          }
        }
      }
    }
    double[] mean = new double[series.length];
    int moving = 0;
    for (int i = 0; i < series.length; i++) {
      if (counts[i] > 0) {
        mean[moving++] = sums[i] / counts[i];
      }
    }
    return Arrays.copyOf(mean, moving);
  }

  /** Mean absolute error at each step, each series in units of its seasonal change. */
  double[] bySteps(double[][][] forecasts) {
    int horizon = inputs.spec().inputs().horizon();
    double[] sums = new double[horizon];
    int[] counts = new int[horizon];
    for (int w = 0; w < forecasts.length; w++) {
      int s = windows.series()[w];
      int i = place(s);
      for (int k = 0; k < values[i].length; k++) {
        for (int h = 0; h < horizon && !Double.isNaN(scales[i][k]); h++) {
          int row = windows.origins()[w] + h;
          if (inputs.observed(s, k, row)) {
            sums[h] += Math.abs(forecasts[w][k][h] - values[i][k][row]) / scales[i][k];
            counts[h]++;
          }
        }
      }
    }
    Arrays.setAll(sums, h -> counts[h] > 0 ? sums[h] / counts[h] : Double.NaN);
    return sums;
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
