package dev.timestep.task.forecast;

import dev.timestep.data.Dataset;
import dev.timestep.task.table.CalendarFeatures;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.tensor.Tensor;
import java.util.List;

/**
 * Makes the network's inputs for the origins of one series.
 *
 * <p>With t the origin, L its level (the mean of the last {@code levelRows} values) and s the
 * column's scale, a value v is read as (v − L)/s. Encoder step: the values of one segment, and for
 * holidays a flag a row. Decoder step h: the calendar of row t+h; for each target the latest known
 * value in the same slot of each cycle, the mean of that slot over the last seasons, the last
 * value, the values of a year ago relative to the level of a year ago, and how far that level lies
 * from today's; and h as a share of the horizon.
 */
final class ForecastInputs {
  private final InputSpec spec;
  private final double[][] series;
  private final double[] scale;
  private final int rows;

  /** Calendar inputs of every row and of the horizon after the last [rows + horizon][·]. */
  private final float[][] calendar;

  /** For each row of the series, 1 if it is a holiday; empty without holidays. */
  private final float[] holiday;

  /**
   * Inputs over a series.
   *
   * @param series [target][row]
   * @param scale one a target, from training rows
   */
  ForecastInputs(InputSpec spec, TimeAxis axis, double[][] series, double[] scale) {
    this.spec = spec;
    this.series = series;
    this.scale = scale;
    this.rows = series[0].length;
    CalendarFeatures features = new CalendarFeatures(spec.calendar());
    this.calendar = features.rows(axis, 0, rows + spec.horizon());
    this.holiday = holidayFlags(features);
  }

  private float[] holidayFlags(CalendarFeatures features) {
    List<Integer> columns = features.holidayColumns();
    if (columns.isEmpty()) {
      return new float[0];
    }
    float[] flags = new float[rows];
    for (int row = 0; row < rows; row++) {
      for (int column : columns) {
        flags[row] = Math.max(flags[row], calendar[row][column]);
      }
    }
    return flags;
  }

  InputSpec spec() {
    return spec;
  }

  /** Calendar inputs by row, the horizon after the last row included. */
  float[][] calendar() {
    return calendar;
  }

  /** Whether a row is a holiday, as the encoder reads it; empty without holidays. */
  float[] holidayFlags() {
    return holiday;
  }

  /** Inputs of an encoder step. */
  int pastWidth() {
    return spec.segment() * (series.length + (holiday.length > 0 ? 1 : 0));
  }

  /** Inputs of a decoder step. */
  int futureWidth() {
    int perTarget =
        spec.slots().size()
            + (spec.slotPeriods() > 0 ? 1 : 0)
            + 1
            + spec.yearLags().size()
            + (spec.yearly() ? 1 : 0);
    return calendar[0].length + series.length * perTarget + 1;
  }

  /** The windows with these origins. */
  ForecastBatch batch(int[] origins) {
    int count = origins.length;
    Tensor past = Tensor.zeros(spec.encoderSteps(), count, pastWidth());
    Tensor future = Tensor.zeros(spec.horizon(), count, futureWidth());
    Tensor target = Tensor.zeros(spec.horizon(), count, series.length);
    for (int b = 0; b < count; b++) {
      writePast(origins[b], b, count, past.data());
      writeFuture(origins[b], b, count, future.data());
      writeTarget(origins[b], b, count, target.data());
    }
    return new ForecastBatch(past, future, target);
  }

  /** The origins as examples. */
  Dataset<ForecastBatch> dataset(int[] origins, String name) {
    return new Dataset<>() {
      @Override
      public int size() {
        return origins.length;
      }

      @Override
      public ForecastBatch batch(int[] indices) {
        int[] chosen = new int[indices.length];
        for (int at = 0; at < chosen.length; at++) {
          chosen[at] = origins[indices[at]];
        }
        return ForecastInputs.this.batch(chosen);
      }

      @Override
      public String describe() {
        return name + ": " + origins.length + " windows from row " + origins[0];
      }
    };
  }

  /** The level that a window's values are relative to. */
  double level(int target, int origin) {
    return mean(series[target], origin - spec.levelRows(), origin);
  }

  /** From the network's output back to the column's unit. */
  double denormalize(int target, int origin, float output) {
    return level(target, origin) + scale[target] * output;
  }

  private void writePast(int origin, int b, int count, float[] to) {
    int width = pastWidth();
    int first = origin - spec.encoderRows();
    for (int step = 0; step < spec.encoderSteps(); step++) {
      int at = (step * count + b) * width;
      int row = first + step * spec.segment();
      for (int k = 0; k < series.length; k++) {
        double level = level(k, origin);
        for (int j = 0; j < spec.segment(); j++) {
          to[at++] = (float) ((series[k][row + j] - level) / scale[k]);
        }
      }
      for (int j = 0; j < spec.segment() && holiday.length > 0; j++) {
        to[at++] = holiday[row + j];
      }
    }
  }

  private void writeFuture(int origin, int b, int count, float[] to) {
    int width = futureWidth();
    int calendarWidth = calendar[0].length;
    for (int h = 0; h < spec.horizon(); h++) {
      int at = (h * count + b) * width;
      System.arraycopy(calendar[origin + h], 0, to, at, calendarWidth);
      at += calendarWidth;
      to[at++] = (h + 0.5f) / spec.horizon();
      for (int k = 0; k < series.length; k++) {
        at = writeLags(origin, h, k, to, at);
      }
    }
  }

  private int writeLags(int origin, int h, int k, float[] to, int start) {
    int at = start;
    double[] y = series[k];
    double level = level(k, origin);
    double s = scale[k];
    for (int cycle : spec.slots()) {
      to[at++] = (float) ((y[origin + h % cycle - cycle] - level) / s);
    }
    if (spec.slotPeriods() > 0) {
      double sum = 0;
      for (int j = 1; j <= spec.slotPeriods(); j++) {
        sum += y[origin + h % spec.season() - j * spec.season()];
      }
      to[at++] = (float) ((sum / spec.slotPeriods() - level) / s);
    }
    to[at++] = (float) ((y[origin - 1] - level) / s);
    if (spec.yearly()) {
      int yearAgo = origin - spec.year();
      double then = mean(y, yearAgo - spec.levelRows(), yearAgo);
      for (int lag : spec.yearLags()) {
        to[at++] = (float) ((y[origin + h - lag] - then) / s);
      }
      to[at++] = (float) ((then - level) / s);
    }
    return at;
  }

  private void writeTarget(int origin, int b, int count, float[] to) {
    for (int h = 0; h < spec.horizon() && origin + h < rows; h++) {
      for (int k = 0; k < series.length; k++) {
        double relative = (series[k][origin + h] - level(k, origin)) / scale[k];
        to[(h * count + b) * series.length + k] = (float) relative;
      }
    }
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int at = from; at < to; at++) {
      sum += values[at];
    }
    return sum / (to - from);
  }
}
