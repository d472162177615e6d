package dev.timestep.task.forecast.panel;

import dev.timestep.task.forecast.ForecastBatch;
import dev.timestep.task.forecast.ForecastInputWidths;
import dev.timestep.task.forecast.ForecastInputs;
import dev.timestep.task.forecast.ForecastPipeline;
import dev.timestep.task.forecast.InputSpec;
import dev.timestep.task.forecast.covariate.Covariate;
import dev.timestep.task.forecast.covariate.CovariateRows;
import dev.timestep.task.forecast.window.Observed;
import dev.timestep.task.forecast.window.SeriesMath;
import dev.timestep.task.table.panel.Categories;
import dev.timestep.task.table.panel.PanelSeries;
import dev.timestep.task.table.panel.PanelTable;
import dev.timestep.task.table.panel.PanelValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of the windows of many series.
 *
 * <p>The inputs of a series are made when a window of it is asked for, and forgotten after that, so
 * that memory grows with the windows in flight. The calendar is shared by all series.
 *
 * <p>A series that is shorter than the lookback is read as if its first season had been repeated
 * before it; no such row is ever scored.
 */
final class PanelInputs {
  /** Windows whose spread is taken for that of a series. */
  private static final int SPREADS = 40;

  private final PanelTable table;
  private final PanelSpec spec;
  private final PanelCalendars calendars;
  private final int[] padding;
  private final int[] limits;
  private final IntFunction<PanelScales> scales;

  /**
   * Inputs over a table.
   *
   * @param firstOrigins of each series, from its first row
   * @param limits rows of each series from which its units are taken
   * @param stored units of a series that the model knows; null for another
   */
  PanelInputs(
      PanelTable table,
      PanelSpec spec,
      int[] firstOrigins,
      int[] limits,
      IntFunction<@Nullable PanelScales> stored) {
    this.table = table;
    this.spec = spec;
    this.limits = limits.clone();
    int lookback = spec.inputs().lookback();
    padding = Arrays.stream(firstOrigins).map(first -> Math.max(0, lookback - first)).toArray();
    calendars = new PanelCalendars(table, spec.inputs(), padding);
    PanelScales[] known = new PanelScales[table.series().size()];
    scales =
        s -> {
          PanelScales own = known[s];
          if (own == null) {
            PanelScales given = stored.apply(s);
            own = given == null ? measured(s) : given;
            known[s] = own;
          }
          return own;
        };
  }

  int count() {
    return padding.length;
  }

  PanelSpec spec() {
    return spec;
  }

  PanelTable table() {
    return table;
  }

  PanelSeries series(int s) {
    return table.series().get(s);
  }

  /** The units of a series. */
  PanelScales scales(int s) {
    return scales.apply(s);
  }

  /** Rows that are put before the first of a series. */
  int padding(int s) {
    return padding[s];
  }

  /** The values of a series, [target][row], holes filled, without rows before the first. */
  double[][] values(int s) {
    return spec.inputs().targets().stream()
        .map(target -> filled(series(s).values(target), series(s).rows()))
        .toArray(double[][]::new);
  }

  /** A hole takes the value a season before, else the one before, else the first that is known. */
  private double[] filled(PanelValues values, int rows) {
    int season = spec.inputs().season();
    double[] all = new double[rows];
    int first = 0;
    while (first < rows - 1 && values.missing(first)) {
      first++;
    }
    for (int row = 0; row < rows; row++) {
      if (!values.missing(row)) {
        all[row] = values.get(row);
      } else if (row < first) {
        all[row] = values.get(first);
      } else {
        all[row] = row - season >= first && season > 1 ? all[row - season] : all[row - 1];
      }
    }
    return all;
  }

  /** The inputs of a series; its rows begin after {@link #padding} others. */
  ForecastInputs of(int s) {
    return inputs(s, scales(s));
  }

  private ForecastInputs inputs(int s, PanelScales units) {
    InputSpec inputs = spec.inputs();
    double[][] own = values(s);
    int pad = padding[s];
    double[][] padded = new double[own.length][];
    List<boolean[]> missing = new ArrayList<>();
    for (int k = 0; k < own.length; k++) {
      padded[k] = padded(own[k], pad, inputs.season());
      boolean[] cells = new boolean[padded[k].length];
      Arrays.fill(cells, 0, pad, true);
      PanelValues values = series(s).values(inputs.targets().get(k));
      for (int row = 0; row < own[k].length; row++) {
        cells[pad + row] = values.missing(row);
      }
      missing.add(cells);
    }
    return new ForecastInputs(
        new ForecastPipeline(inputs, units.scale(), units.spread()),
        calendars.of(s),
        padded,
        Observed.of(missing),
        covariates(s));
  }

  private static double[] padded(double[] values, int pad, int season) {
    double[] all = new double[pad + values.length];
    System.arraycopy(values, 0, all, pad, values.length);
    int cycle = Math.min(season, values.length);
    for (int row = pad - 1; row >= 0; row--) {
      all[row] = all[row + cycle];
    }
    return all;
  }

  private PanelScales measured(int s) {
    InputSpec inputs = spec.inputs();
    double[][] own = values(s);
    int pad = padding[s];
    double[] scale = new double[own.length];
    double[] spread = new double[own.length];
    for (int k = 0; k < own.length; k++) {
      int rows = Math.clamp(limits[s], 1, own[k].length);
      double mean = SeriesMath.mean(own[k], 0, rows);
      double deviation = SeriesMath.deviation(own[k], 0, rows, mean);
      scale[k] = deviation > 0 ? deviation : 1;
      double[] all = padded(own[k], pad, inputs.season());
      int first = inputs.lookback();
      int last = Math.max(first, pad + rows);
      double sum = 0;
      int some = Math.min(SPREADS, last - first + 1);
      for (int i = 0; i < some; i++) {
        int origin = some == 1 ? last : first + (int) ((long) i * (last - first) / (some - 1));
        sum += ForecastPipeline.spread(inputs, all, Math.min(origin, all.length));
      }
      spread[k] = sum > 0 ? sum / some : 1;
    }
    return new PanelScales(scale, spread);
  }

  private CovariateRows covariates(int s) {
    PanelSeries series = series(s);
    Categories categories = table.categories();
    float[] fixed = new float[spec.staticWidth()];
    int at = 0;
    for (Covariate one : spec.statics()) {
      double value = series.staticValue(one.column());
      boolean missing = Double.isNaN(value);
      at =
          one.write(
              missing
                  ? one.categories().isEmpty() ? one.centre() : -1
                  : place(one, value, categories),
              missing,
              fixed,
              at);
    }
    return CovariateRows.of(
        spec.inputs().covariates(), one -> new Cells(one, series, categories, padding[s]), fixed);
  }

  /** A number, or the model's place of a category. */
  private static double place(Covariate one, double value, Categories categories) {
    return one.categories().isEmpty()
        ? value
        : one.categories().indexOf(categories.word(one.column(), (int) value));
  }

  /** A covariate of a series, whose rows begin after some others. */
  private record Cells(
      Covariate covariate, PanelValues values, Categories categories, int rows, int pad)
      implements CovariateRows.Column {
    Cells(Covariate covariate, PanelSeries series, Categories categories, int pad) {
      this(
          covariate,
          series.values(covariate.column()),
          categories,
          pad + (covariate.ahead() ? series.knownRows() : series.rows()),
          pad);
    }

    @Override
    public double value(int row) {
      int own = Math.max(0, row - pad);
      int before = own;
      while (before > 0 && values.missing(before)) {
        before--;
      }
      while (before < rows - pad - 1 && values.missing(before)) {
        before++;
      }
      if (values.missing(before)) {
        return covariate.categories().isEmpty() ? covariate.centre() : -1;
      }
      return place(covariate, values.get(before), categories);
    }

    @Override
    public boolean missing(int row) {
      return row < pad || values.missing(row - pad);
    }
  }

  /** The windows as a network reads them. */
  ForecastBatch batch(PanelWindows windows) {
    ForecastInputs[] each = windows.inputs(this);
    return ForecastInputs.batch(at -> each[at], shifted(windows));
  }

  /** Origins in the rows that the inputs count. */
  int[] shifted(PanelWindows windows) {
    int[] origins = new int[windows.count()];
    Arrays.setAll(origins, i -> windows.origins()[i] + padding[windows.series()[i]]);
    return origins;
  }

  /** Widths of a network's inputs. */
  ForecastInputWidths widths() {
    return of(0).widths();
  }

  /** From a network's output to the columns' units: [window][target][step]. */
  double[][][] forecasts(PanelWindows windows, float[] out) {
    int horizon = spec.inputs().horizon();
    int targets = spec.inputs().targets().size();
    int count = windows.count();
    ForecastInputs[] each = windows.inputs(this);
    int[] origins = shifted(windows);
    double[][][] all = new double[count][targets][horizon];
    for (int b = 0; b < count; b++) {
      for (int k = 0; k < targets; k++) {
        for (int h = 0; h < horizon; h++) {
          all[b][k][h] = each[b].forecast(k, origins[b], h, out[(h * count + b) * targets + k]);
        }
      }
    }
    return all;
  }

  /** Told each value that is forecast in some windows and was in the file. */
  @FunctionalInterface
  interface Truth {
    void is(int window, int target, int step, double value);
  }

  /** Goes over all values of some windows that were in the file; series by series. */
  void eachTruth(PanelWindows windows, Truth truth) {
    int series = -1;
    double[][] values = new double[0][];
    for (int w = 0; w < windows.count(); w++) {
      if (windows.series()[w] != series) {
        series = windows.series()[w];
        values = values(series);
      }
      for (int k = 0; k < values.length; k++) {
        for (int h = 0; h < spec.inputs().horizon(); h++) {
          int row = windows.origins()[w] + h;
          if (observed(series, k, row)) {
            truth.is(w, k, h, values[k][row]);
          }
        }
      }
    }
  }

  /** Whether a value was in the file. */
  private boolean observed(int s, int target, int row) {
    return !series(s).values(spec.inputs().targets().get(target)).missing(row);
  }
}
