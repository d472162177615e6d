package dev.timestep.task.forecast;

import dev.timestep.data.Dataset;
import dev.timestep.judge.NumberText;
import dev.timestep.task.forecast.covariate.CovariateRows;
import dev.timestep.task.forecast.ridge.CalendarEffects;
import dev.timestep.task.forecast.ridge.CalendarProducts;
import dev.timestep.task.forecast.ridge.RidgeChoice;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.window.Observed;
import dev.timestep.task.forecast.window.SeriesMath;
import dev.timestep.task.table.CalendarFeatures;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Makes the network's inputs for the origins of one series.
 *
 * <p>With t the origin, L its level (the mean of the last {@code levelRows} values), s the column's
 * scale and w the window's spread relative to the usual one, a value v is read as (v − L)/(s·w): a
 * window looks the same whatever its level and its unrest (instance normalisation). Encoder step:
 * the values of one segment, for holidays a flag per row, and the covariates of each row. Near
 * step: the values of one of the last rows, its calendar and its covariates. Decoder step h: the
 * calendar of row t+h and the covariates that are known in advance; the same of the rows that the
 * step is compared with, which explain their values; its place in the horizon; for each target the
 * latest known value in the same slot of each cycle, the mean of that slot over the last seasons,
 * the last value, and, where the lookback reaches a year, the value of a year ago and means around
 * it relative to the level of a year ago, and how far that level lies from today's; and the fading
 * errors of the last row ({@link NearInputs}). The network's output is what the anchor misses, in
 * s·w.
 */
public final class ForecastInputs {
  /** A window's relative spread is kept within this factor, so that a flat one stays finite. */
  private static final double SPREAD_LIMIT = 5;

  /** Share of a column's deviation that forecasts are rounded to. */
  private static final double FINEST = 1e-6;

  /** Seasons of covariates that a regression reads. */
  private static final int COVARIATE_SEASONS = 2;

  /** Inputs of a regression by all rows of all covariates. */
  private static final int MOST_COVARIATE_LAGS = 600;

  private final InputSpec spec;
  private final ForecastPipeline pipeline;
  private final double[][] series;

  /** What the network reads in place of the series. */
  private final double[][] learned;

  private final int rows;

  private final Observed observed;

  /** Columns beside the targets. */
  private final CovariateRows covariates;

  private final CalendarRows calendar;

  /**
   * Inputs over a series.
   *
   * @param series [target][row]
   */
  public ForecastInputs(ForecastPipeline pipeline, TimeAxis axis, double[][] series) {
    this(
        pipeline,
        CalendarRows.of(pipeline.inputs(), axis, series[0].length),
        series,
        Observed.ALL,
        CovariateRows.NONE);
  }

  /**
   * Inputs over a series and columns beside it.
   *
   * @param series [target][row]
   * @param observed which of these values were in the file
   */
  public ForecastInputs(
      ForecastPipeline pipeline,
      CalendarRows calendar,
      double[][] series,
      Observed observed,
      CovariateRows covariates) {
    this.pipeline = pipeline;
    this.spec = pipeline.inputs();
    this.calendar = calendar;
    this.series = series;
    this.learned = pipeline.transforms().apply(series);
    this.observed = observed;
    this.covariates = covariates;
    this.rows = series[0].length;
  }

  public InputSpec spec() {
    return spec;
  }

  /** Inputs known in advance by row, the horizon after the last row included. */
  float[][] known() {
    float[][] known = new float[rows + spec.horizon()][knownWidth()];
    for (int row = 0; row < known.length; row++) {
      writeKnown(row, known[row], 0);
    }
    return known;
  }

  private int knownWidth() {
    return calendar.width() + covariates.knownWidth();
  }

  private int writeKnown(int row, float[] to, int at) {
    System.arraycopy(calendar.row(row), 0, to, at, calendar.width());
    return covariates.known(row, to, at + calendar.width());
  }

  /** Whether a row is a holiday, as the encoder reads it; empty without holidays. */
  float[] holidayFlags() {
    return calendar.holidays(rows);
  }

  /** Which values of the series were in the file. */
  public Observed observed() {
    return observed;
  }

  /** The series, [target][row]. */
  public double[][] series() {
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
    double[][] features =
        Arrays.stream(known()).map(ForecastInputs::toDouble).toArray(double[][]::new);
    int nearColumns = spec.near().rows() > 0 ? calendar.width() : 0;
    int beside = covariates.pastWidth() + covariates.aheadWidth();
    int besideLags = beside == 0 ? 0 : covariateLags(beside);
    RidgeDesign design =
        RidgeDesign.of(
            values,
            values.length,
            spec.lookback(),
            features,
            spec.horizon(),
            nearColumns * spec.near().rows() + beside * besideLags);
    List<double[]> past = new ArrayList<>(Arrays.asList(values));
    List<Integer> lags = new ArrayList<>(Arrays.stream(design.lags()).boxed().toList());
    if (calendar.hasHolidays()) {
      past.add(toDouble(holidayFlags()));
      lags.add(spec.encoderRows());
    }
    for (double[] input : covariates.past(rows)) {
      past.add(input);
      lags.add(besideLags);
    }
    for (int f = 0; f < covariates.aheadWidth(); f++) {
      past.add(column(features, calendar.width() + f));
      lags.add(besideLags);
    }
    for (int f = 0; f < nearColumns; f++) {
      past.add(column(features, f));
      lags.add(spec.near().rows());
    }
    return new RidgeDesign(
        past.toArray(double[][]::new),
        lags.stream().mapToInt(Integer::intValue).toArray(),
        features,
        nearColumns);
  }

  private double[] column(double[][] features, int column) {
    return Arrays.stream(features, 0, rows).mapToDouble(row -> row[column]).toArray();
  }

  /** How many rows of each of some covariates a regression reads: two seasons where it may. */
  private int covariateLags(int inputs) {
    int wanted = Math.max(COVARIATE_SEASONS * spec.season(), Math.max(1, spec.near().rows()));
    return Math.clamp(MOST_COVARIATE_LAGS / inputs, 1, Math.min(wanted, spec.lookback()));
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
        products(spec), calendarRows(), series, trained, validated, cycle(), season);
  }

  /** The same estimated on all rows, with the penalty that was chosen. */
  CalendarEffects effectsOfAllRows(double penalty) {
    return CalendarEffects.of(products(spec), calendarRows(), series, rows, cycle(), penalty);
  }

  private float[][] calendarRows() {
    return calendar.rows(rows + spec.horizon());
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
      ahead[k] = effects.rows(products, calendarRows(), k);
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
  public ForecastInputWidths widths() {
    int perTarget = spec.slots().size() + (spec.slotPeriods() > 0 ? 1 : 0) + 1;
    if (spec.yearly()) {
      perTarget += 2 + spec.yearSpans().size();
    }
    perTarget += spec.near().width();
    int beside = covariates.pastWidth() + covariates.aheadWidth();
    return new ForecastInputWidths(
        spec.segment() * (series.length + (calendar.hasHolidays() ? 1 : 0) + beside),
        knownWidth() + comparedRows() * covariates.aheadWidth() + 1 + series.length * perTarget,
        spec.near().rows() > 0 ? series.length + knownWidth() + covariates.pastWidth() : 0);
  }

  /** How many rows a step is compared with: of each cycle, the mean of seasons, the last. */
  private int comparedRows() {
    return spec.slots().size() + (spec.slotPeriods() > 0 ? 1 : 0) + 1 + (spec.yearly() ? 1 : 0);
  }

  /** The windows with these origins. */
  public ForecastBatch batch(int[] origins) {
    return batch(at -> this, origins);
  }

  /**
   * Windows of several series that are read alike.
   *
   * @param series of each window
   * @param origins of each window
   */
  public static ForecastBatch batch(IntFunction<ForecastInputs> series, int[] origins) {
    ForecastInputs first = series.apply(0);
    InputSpec spec = first.spec;
    int targets = first.series.length;
    int count = origins.length;
    ForecastInputWidths widths = first.widths();
    Tensor past = Tensor.zeros(spec.encoderSteps(), count, widths.past());
    Tensor future = Tensor.zeros(spec.horizon(), count, widths.future());
    Optional<Tensor> near =
        widths.near() > 0
            ? Optional.of(Tensor.zeros(spec.near().rows(), count, widths.near()))
            : Optional.empty();
    Tensor spread = Tensor.zeros(1, count, targets);
    Tensor target = Tensor.zeros(spec.horizon(), count, targets);
    boolean all = true;
    for (int b = 0; b < count; b++) {
      all &= series.apply(b).observed.isAll();
    }
    Optional<Tensor> counts =
        all ? Optional.empty() : Optional.of(Tensor.zeros(spec.horizon(), count, targets));
    ForecastBatch batch = new ForecastBatch(past, future, near, spread, target, counts);
    for (int b = 0; b < count; b++) {
      series.apply(b).write(origins[b], b, batch);
    }
    return batch;
  }

  private void write(int origin, int b, ForecastBatch batch) {
    Window[] windows = new Window[series.length];
    for (int k = 0; k < windows.length; k++) {
      windows[k] = window(k, origin);
      batch.spread().set((float) windows[k].relativeSpread, 0, b, k);
    }
    writePast(windows, b, batch.past());
    writeFuture(windows, b, batch.future());
    batch.near().ifPresent(rows -> writeNear(windows, b, rows));
    writeTarget(windows, b, batch.target());
    batch.counts().ifPresent(counts -> writeCounts(origin, b, counts));
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
  public double forecast(int target, int origin, int h, float output) {
    double read = anchor(target, origin, h) + pipeline.scale()[target] * output;
    return pipeline.transforms().invert(target, read);
  }

  /** What the network goes out from, as it reads values. */
  private double anchor(int target, int origin, int h) {
    double level = SeriesMath.mean(learned[target], origin - spec.levelRows(), origin);
    return spec.anchor().value(learned[target], origin, h, spec.season(), level);
  }

  /**
   * A forecast with the digits that are known: rounded to about a millionth of the column's usual
   * deviation, which is what a network of single precision can resolve. Where the forecast is the
   * anchor alone, or the network reads a transform, the deviation is that of the rows that were
   * read, and one without any is kept as it is.
   */
  public double rounded(int target, int origin, int h, double forecast) {
    double deviation = pipeline.scale()[target];
    if (!pipeline.transforms().isNone() || forecast == anchor(target, origin, h)) {
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
    double[] y = learned[k];
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
      for (int j = 0; j < spec.segment() && calendar.hasHolidays(); j++) {
        to[at++] = calendar.holiday(row + j);
      }
      for (int j = 0; j < spec.segment(); j++) {
        at = writeCovariates(row + j, to, at);
      }
    }
  }

  /** All covariates of a row before the origin. */
  private int writeCovariates(int row, float[] to, int start) {
    return covariates.ahead(row, to, covariates.past(row, to, start));
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
      at = covariates.past(first + step, to, writeKnown(first + step, to, at));
    }
  }

  private void writeFuture(Window[] windows, int b, Tensor future) {
    int count = future.shape().dim(1);
    int width = future.shape().dim(2);
    float[] to = future.data();
    double[][] errors = new double[windows.length][];
    for (int k = 0; k < errors.length; k++) {
      errors[k] = spec.near().errors(windows[k].y, windows[k].origin, spec.season());
    }
    for (int h = 0; h < spec.horizon(); h++) {
      int at = (h * count + b) * width;
      int row = windows[0].origin + h;
      at = writeCompared(windows[0].origin, h, to, writeKnown(row, to, at));
      to[at++] = (h + 0.5f) / spec.horizon();
      for (int k = 0; k < windows.length; k++) {
        at = writeLags(windows[k], h, to, at);
        at = NearInputs.write(errors[k], windows[k].unit, h, to, at);
      }
    }
  }

  /** The covariates of the rows that a step is compared with, in the order of their values. */
  private int writeCompared(int origin, int h, float[] to, int start) {
    int width = covariates.aheadWidth();
    if (width == 0) {
      return start;
    }
    int at = start;
    for (int cycle : spec.slots()) {
      at = covariates.ahead(origin - cycle + h % cycle, to, at);
    }
    if (spec.slotPeriods() > 0) {
      int slot = origin + h % spec.season();
      float[] row = new float[width];
      for (int period = 1; period <= spec.slotPeriods(); period++) {
        covariates.ahead(slot - period * spec.season(), row, 0);
        for (int input = 0; input < width; input++) {
          to[at + input] += row[input] / spec.slotPeriods();
        }
      }
      at += width;
    }
    at = covariates.ahead(origin - 1, to, at);
    return spec.yearly() ? covariates.ahead(origin - spec.year() + h, to, at) : at;
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

  /** 1 for a value that was in the file, 0 for one that a loss passes over. */
  private void writeCounts(int origin, int b, Tensor counts) {
    int width = series.length;
    int count = counts.shape().dim(1);
    for (int h = 0; h < spec.horizon() && origin + h < rows; h++) {
      for (int k = 0; k < width; k++) {
        counts.data()[(h * count + b) * width + k] = observed.at(k, origin + h) ? 1 : 0;
      }
    }
  }

  private void writeTarget(Window[] windows, int b, Tensor target) {
    int count = target.shape().dim(1);
    for (int k = 0; k < windows.length; k++) {
      Window window = windows[k];
      for (int h = 0; h < spec.horizon() && window.origin + h < rows; h++) {
        if (!observed.at(k, window.origin + h)) {
          continue;
        }
        double anchor =
            spec.anchor().value(window.y, window.origin, h, spec.season(), window.level);
        double missed = (window.y[window.origin + h] - anchor) / window.scale;
        target.data()[(h * count + b) * windows.length + k] = (float) missed;
      }
    }
  }
}
