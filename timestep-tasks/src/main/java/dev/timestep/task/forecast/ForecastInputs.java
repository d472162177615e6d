package dev.timestep.task.forecast;

import dev.timestep.data.Dataset;
import dev.timestep.judge.NumberText;
import dev.timestep.task.forecast.ridge.CalendarEffects;
import dev.timestep.task.forecast.ridge.CalendarProducts;
import dev.timestep.task.forecast.ridge.RidgeChoice;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.window.SeriesMath;
import dev.timestep.task.table.CalendarFeatures;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes the network's inputs for the origins of one series.
 *
 * <p>With t the origin, L its level (the mean of the last {@code levelRows} values), s the column's
 * scale and w the window's spread relative to the usual one, a value v is read as (v − L)/(s·w): a
 * window looks the same whatever its level and its unrest (instance normalisation). Encoder step:
 * the values of one segment, and for holidays a flag per row. Near step: the values of one of the
 * last rows and its calendar. Decoder step h: the calendar of row t+h; its place in the horizon;
 * for each target the latest known value in the same slot of each cycle, the mean of that slot over
 * the last seasons, the last value, and, where the lookback reaches a year, the value of a year ago
 * and means around it relative to the level of a year ago, and how far that level lies from
 * today's; and the fading errors of the last row ({@link NearInputs}). The network's output is what
 * the anchor misses, in s·w.
 */
final class ForecastInputs {
  /** A window's relative spread is kept within this factor, so that a flat one stays finite. */
  private static final double SPREAD_LIMIT = 5;

  /** Share of a column's deviation that forecasts are rounded to. */
  private static final double FINEST = 1e-6;

  private final InputSpec spec;
  private final ForecastPipeline pipeline;
  private final double[][] series;
  private final int rows;

  /** Inputs known in advance, for every row and the horizon after the last [rows + horizon][·]. */
  private final float[][] known;

  /** For each row of the series, 1 if it is a holiday; empty without holidays. */
  private final float[] holiday;

  /**
   * Inputs over a series.
   *
   * @param series [target][row]
   */
  ForecastInputs(ForecastPipeline pipeline, TimeAxis axis, double[][] series) {
    this.pipeline = pipeline;
    this.spec = pipeline.inputs();
    this.series = series;
    this.rows = series[0].length;
    CalendarFeatures features = new CalendarFeatures(spec.calendar());
    float[][] calendar = features.rows(axis, 0, rows + spec.horizon());
    this.holiday = holidayFlags(calendar, features.holidayColumns());
    this.known = holiday.length > 0 && spec.yearly() ? withYearAgo(calendar) : calendar;
  }

  private float[] holidayFlags(float[][] calendar, List<Integer> columns) {
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

  /** The calendar and whether the row a year ago was a holiday, which explains its value. */
  private float[][] withYearAgo(float[][] calendar) {
    float[][] wide = new float[calendar.length][];
    for (int row = 0; row < wide.length; row++) {
      wide[row] = Arrays.copyOf(calendar[row], calendar[row].length + 1);
      int then = row - spec.year();
      wide[row][calendar[row].length] = then >= 0 ? holiday[then] : 0f;
    }
    return wide;
  }

  InputSpec spec() {
    return spec;
  }

  /** Inputs known in advance by row, the horizon after the last row included. */
  float[][] known() {
    return known;
  }

  /** Whether a row is a holiday, as the encoder reads it; empty without holidays. */
  float[] holidayFlags() {
    return holiday;
  }

  /** The series, [target][row]. */
  double[][] series() {
    return series;
  }

  /**
   * What a ridge regression reads: exactly what the network does. The calendar of the last rows is
   * spare: {@link RidgeChoice} leaves it out where it only adds noise.
   */
  RidgeDesign ridgeDesign() {
    return ridgeDesign(series);
  }

  /**
   * The same with other values of the series, from which something was taken off.
   *
   * @param values [target][row]
   */
  RidgeDesign ridgeDesign(double[][] values) {
    double[][] features = new double[known.length][];
    for (int row = 0; row < features.length; row++) {
      features[row] = toDouble(known[row]);
    }
    int nearColumns = spec.near().rows() > 0 ? known[0].length : 0;
    RidgeDesign design =
        RidgeDesign.of(
            values,
            values.length,
            spec.lookback(),
            features,
            spec.horizon(),
            nearColumns * spec.near().rows());
    List<double[]> past = new ArrayList<>(Arrays.asList(values));
    List<Integer> lags = new ArrayList<>(Arrays.stream(design.lags()).boxed().toList());
    if (holiday.length > 0) {
      past.add(toDouble(holiday));
      lags.add(spec.encoderRows());
    }
    for (int f = 0; f < nearColumns; f++) {
      int column = f;
      past.add(Arrays.stream(features, 0, rows).mapToDouble(row -> row[column]).toArray());
      lags.add(spec.near().rows());
    }
    return new RidgeDesign(
        past.toArray(double[][]::new),
        lags.stream().mapToInt(Integer::intValue).toArray(),
        features,
        nearColumns);
  }

  /** The products of calendar inputs of a model. */
  static CalendarProducts products(InputSpec spec) {
    return CalendarProducts.of(new CalendarFeatures(spec.calendar()).names());
  }

  /**
   * Effects of calendar products, estimated on the first rows, their penalty chosen on the next.
   */
  CalendarEffects chosenEffects(int trained, int validated) {
    int season = Math.max(2, Math.max(spec.season(), spec.calendar().frequency().seasonLength()));
    return CalendarEffects.choose(
        products(spec), known, series, trained, validated, cycle(), season);
  }

  /** The same estimated on all rows, with the penalty that was chosen. */
  CalendarEffects effectsOfAllRows(double penalty) {
    return CalendarEffects.of(products(spec), known, series, rows, cycle(), penalty);
  }

  /** Rows of the longest cycle among the calendar inputs: a year, or else a week. */
  private int cycle() {
    Frequency frequency = spec.calendar().frequency();
    boolean yearly =
        spec.calendar().features().stream()
            .anyMatch(name -> name.startsWith("dayOfYear") || name.equals("month"));
    return Math.max(
        2,
        yearly
            ? (int) Math.min(rows, Math.round(frequency.perYear()))
            : Math.max(spec.season(), frequency.weekLength()));
  }

  /** Effects of calendar products on the rows of this table. */
  Effects effects(CalendarEffects effects) {
    CalendarProducts products = products(spec);
    double[][] ahead = new double[series.length][];
    for (int k = 0; k < ahead.length; k++) {
      ahead[k] = effects.rows(products, known, k);
    }
    return Effects.of(series, ahead);
  }

  private static double[] toDouble(float[] values) {
    double[] wide = new double[values.length];
    for (int at = 0; at < wide.length; at++) {
      wide[at] = values[at];
    }
    return wide;
  }

  /** Widths of the network's inputs. */
  ForecastInputWidths widths() {
    int perTarget = spec.slots().size() + (spec.slotPeriods() > 0 ? 1 : 0) + 1;
    if (spec.yearly()) {
      perTarget += 2 + spec.yearSpans().size();
    }
    perTarget += spec.near().width();
    return new ForecastInputWidths(
        spec.segment() * (series.length + (holiday.length > 0 ? 1 : 0)),
        known[0].length + 1 + series.length * perTarget,
        spec.near().rows() > 0 ? series.length + known[0].length : 0);
  }

  /** The windows with these origins. */
  ForecastBatch batch(int[] origins) {
    int count = origins.length;
    ForecastInputWidths widths = widths();
    Tensor past = Tensor.zeros(spec.encoderSteps(), count, widths.past());
    Tensor future = Tensor.zeros(spec.horizon(), count, widths.future());
    Optional<Tensor> near =
        widths.near() > 0
            ? Optional.of(Tensor.zeros(spec.near().rows(), count, widths.near()))
            : Optional.empty();
    Tensor spread = Tensor.zeros(1, count, series.length);
    Tensor target = Tensor.zeros(spec.horizon(), count, series.length);
    for (int b = 0; b < count; b++) {
      Window[] windows = new Window[series.length];
      for (int k = 0; k < windows.length; k++) {
        windows[k] = window(k, origins[b]);
        spread.set((float) windows[k].relativeSpread, 0, b, k);
      }
      writePast(windows, b, past);
      writeFuture(windows, b, future);
      if (near.isPresent()) {
        writeNear(windows, b, near.get());
      }
      writeTarget(windows, b, target);
    }
    return new ForecastBatch(past, future, near, spread, target);
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
        return name
            + ": "
            + origins.length
            + " windows from row "
            + origins[0]
            + ", "
            + pipeline.inputs();
      }
    };
  }

  /** From the network's output for a target back to the column's unit. */
  double forecast(int target, int origin, int h, float output) {
    return anchor(target, origin, h) + pipeline.scale()[target] * output;
  }

  private double anchor(int target, int origin, int h) {
    double level = SeriesMath.mean(series[target], origin - spec.levelRows(), origin);
    return spec.anchor().value(series[target], origin, h, spec.season(), level);
  }

  /**
   * A forecast with the digits that are known: rounded to about a millionth of the column's usual
   * deviation, which is what a network of single precision can resolve. Where the forecast is the
   * anchor alone, the deviation is that of the rows that were read, and one without any is kept as
   * it is.
   */
  double rounded(int target, int origin, int h, double forecast) {
    double deviation = pipeline.scale()[target];
    if (forecast == anchor(target, origin, h)) {
      int from = origin - spec.lookback();
      double mean = SeriesMath.mean(series[target], from, origin);
      deviation = SeriesMath.deviation(series[target], from, origin, mean);
    }
    return deviation > 0 ? NumberText.rounded(forecast, FINEST * deviation) : forecast;
  }

  /**
   * How one target is read at one origin.
   *
   * @param y the series
   * @param origin first row to forecast
   * @param level what values are relative to
   * @param unit what they are divided by, s·w
   * @param scale s
   * @param relativeSpread w
   */
  private record Window(
      double[] y, int origin, double level, double unit, double scale, double relativeSpread) {
    float read(double value) {
      return read(value, level);
    }

    float read(double value, double from) {
      return (float) ((value - from) / unit);
    }
  }

  private Window window(int k, int origin) {
    double[] y = series[k];
    double level = SeriesMath.mean(y, origin - spec.levelRows(), origin);
    double ratio = ForecastPipeline.spread(spec, y, origin) / pipeline.spread()[k];
    double spread = Math.clamp(ratio, 1 / SPREAD_LIMIT, SPREAD_LIMIT);
    double scale = pipeline.scale()[k];
    return new Window(y, origin, level, scale * spread, scale, spread);
  }

  private void writePast(Window[] windows, int b, Tensor past) {
    int count = past.shape().dim(1);
    int width = past.shape().dim(2);
    int first = windows[0].origin - spec.encoderRows();
    float[] to = past.data();
    for (int step = 0; step < spec.encoderSteps(); step++) {
      int at = (step * count + b) * width;
      int row = first + step * spec.segment();
      for (Window window : windows) {
        for (int j = 0; j < spec.segment(); j++) {
          to[at++] = window.read(window.y[row + j]);
        }
      }
      for (int j = 0; j < spec.segment() && holiday.length > 0; j++) {
        to[at++] = holiday[row + j];
      }
    }
  }

  private void writeNear(Window[] windows, int b, Tensor near) {
    int count = near.shape().dim(1);
    int width = near.shape().dim(2);
    int first = windows[0].origin - spec.near().rows();
    float[] to = near.data();
    for (int step = 0; step < spec.near().rows(); step++) {
      int at = (step * count + b) * width;
      for (Window window : windows) {
        to[at++] = window.read(window.y[first + step]);
      }
      System.arraycopy(known[first + step], 0, to, at, known[0].length);
    }
  }

  private void writeFuture(Window[] windows, int b, Tensor future) {
    int count = future.shape().dim(1);
    int width = future.shape().dim(2);
    int calendarWidth = known[0].length;
    float[] to = future.data();
    double[][] errors = new double[windows.length][];
    for (int k = 0; k < errors.length; k++) {
      errors[k] = spec.near().errors(windows[k].y, windows[k].origin, spec.season());
    }
    for (int h = 0; h < spec.horizon(); h++) {
      int at = (h * count + b) * width;
      System.arraycopy(known[windows[0].origin + h], 0, to, at, calendarWidth);
      at += calendarWidth;
      to[at++] = (h + 0.5f) / spec.horizon();
      for (int k = 0; k < windows.length; k++) {
        at = writeLags(windows[k], h, to, at);
        at = NearInputs.write(errors[k], windows[k].unit, h, to, at);
      }
    }
  }

  private int writeLags(Window window, int h, float[] to, int start) {
    int at = start;
    double[] y = window.y;
    int origin = window.origin;
    int season = spec.season();
    for (int cycle : spec.slots()) {
      to[at++] = window.read(SeriesMath.sameSlot(y, origin, h, cycle));
    }
    if (spec.slotPeriods() > 0) {
      to[at++] = window.read(SeriesMath.slotMean(y, origin, h, season, spec.slotPeriods()));
    }
    to[at++] = window.read(y[origin - 1]);
    if (spec.yearly()) {
      int yearAgo = origin - spec.year();
      double then = SeriesMath.mean(y, yearAgo - spec.levelRows(), yearAgo);
      to[at++] = window.read(then);
      to[at++] = window.read(y[yearAgo + h], then);
      for (int span : spec.yearSpans()) {
        double sum = 0;
        for (int j = -span; j <= span; j++) {
          sum += y[yearAgo + h + j * season];
        }
        to[at++] = window.read(sum / (2 * span + 1), then);
      }
    }
    return at;
  }

  private void writeTarget(Window[] windows, int b, Tensor target) {
    int count = target.shape().dim(1);
    for (int k = 0; k < windows.length; k++) {
      Window window = windows[k];
      for (int h = 0; h < spec.horizon() && window.origin + h < rows; h++) {
        double anchor =
            spec.anchor().value(window.y, window.origin, h, spec.season(), window.level);
        double missed = (window.y[window.origin + h] - anchor) / window.scale;
        target.data()[(h * count + b) * windows.length + k] = (float) missed;
      }
    }
  }
}
