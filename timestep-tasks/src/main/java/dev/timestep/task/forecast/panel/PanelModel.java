package dev.timestep.task.forecast.panel;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.judge.CountText;
import dev.timestep.judge.NumberText;
import dev.timestep.kernel.Engine;
import dev.timestep.task.Prediction;
import dev.timestep.task.Source;
import dev.timestep.task.TaskEvaluation;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TaskModel;
import dev.timestep.task.forecast.ForecastInputWidths;
import dev.timestep.task.forecast.InputSpec;
import dev.timestep.task.forecast.statistical.SeriesMethod;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.ReadSettings;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.panel.Categories;
import dev.timestep.task.table.panel.PanelColumns;
import dev.timestep.task.table.panel.PanelPolicy;
import dev.timestep.task.table.panel.PanelReader;
import dev.timestep.task.table.panel.PanelSeries;
import dev.timestep.task.table.panel.PanelTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A trained model of many series: immutable, and safe to share between threads.
 *
 * <p>A series that training did not have is forecast, too: its scale is that of its own rows.
 *
 * <pre>{@code
 * PanelModel model = PanelModels.load(Path.of("stores.timestep"));
 * String csv = model.predict(Source.of(Path.of("stores.csv")), TaskListener.NONE).csv();
 * }</pre>
 */
public final class PanelModel implements TaskModel {
  /** Share of a series' deviation that forecasts are rounded to. */
  private static final double FINEST = 1e-6;

  private final PanelSpec spec;
  private final String kept;
  private final PanelFit fit;
  private final PanelQuantiles quantiles;
  private final PanelUnits units;
  private final Map<String, Integer> places;
  private final Categories categories;
  private final PanelColumns columns;
  private final ForecastInputWidths widths;
  private final PanelStamp stamp;
  private final TableReading reading;

  PanelModel(
      PanelSpec spec,
      String kept,
      PanelFit fit,
      PanelQuantiles quantiles,
      PanelUnits units,
      Categories categories,
      PanelColumns columns,
      ForecastInputWidths widths,
      PanelStamp stamp,
      TableReading reading) {
    this.spec = spec;
    this.kept = kept;
    this.fit = fit;
    this.quantiles = quantiles;
    this.units = units;
    this.places = units.places();
    this.categories = categories;
    this.columns = columns;
    this.widths = widths;
    this.stamp = stamp;
    this.reading = reading;
  }

  @Override
  public String type() {
    return PanelModels.TYPE;
  }

  @Override
  public ModelArchive archive() {
    return PanelModels.archive(this);
  }

  /** The columns that are forecast. */
  public List<String> targets() {
    return spec.inputs().targets();
  }

  /** Rows that are forecast of each series. */
  public int horizon() {
    return spec.inputs().horizon();
  }

  /** What answers: mix, network, ridge, or the name of a method that is fitted to each series. */
  public String kept() {
    return kept;
  }

  /** Names of the series that the model was trained on. */
  public List<String> ids() {
    return units.ids();
  }

  PanelSpec spec() {
    return spec;
  }

  PanelFit fit() {
    return fit;
  }

  PanelQuantiles quantiles() {
    return quantiles;
  }

  PanelUnits units() {
    return units;
  }

  Categories categories() {
    return categories;
  }

  PanelColumns columns() {
    return columns;
  }

  ForecastInputWidths widths() {
    return widths;
  }

  PanelStamp stamp() {
    return stamp;
  }

  /** How the training file was read. */
  public TableReading reading() {
    return reading;
  }

  @Override
  public Prediction predict(Source data, TaskListener listener, Engine engine) {
    PanelTable table =
        read(
            data,
            listener,
            new PanelPolicy(skipsBad(data), false, OptionalInt.of(horizon()), readsAhead()));
    listener.doing(
        "Forecasting "
            + CountText.of(horizon(), "row")
            + " of "
            + CountText.grouped(table.series().size())
            + " series.");
    return new PanelPrediction(predict(table, engine), table, this);
  }

  private static boolean skipsBad(Source data) {
    return data.settings().containsKey(PanelTask.SKIP_BAD);
  }

  /** Whether what answers reads columns that are known in advance. */
  private boolean readsAhead() {
    return !columns.future().isEmpty() && isPooled();
  }

  /** Whether what answers was learnt from all series. */
  boolean isPooled() {
    return List.of("mix", "network", "ridge").contains(kept);
  }

  @Override
  public TaskEvaluation evaluate(Source data, TaskListener listener, Engine engine) {
    PanelTable table =
        read(data, listener, new PanelPolicy(skipsBad(data), false, OptionalInt.empty()));
    listener.doing("Scoring the model on " + CountText.grouped(table.series().size()) + " series.");
    return PanelEvaluation.of(this, table, engine);
  }

  private PanelTable read(Source data, TaskListener listener, PanelPolicy policy) {
    ReadSettings.refuseOthers(data.settings(), PanelTask.settings(), "A model of many series");
    ReadOptions options =
        ReadSettings.over(reading, PanelTask.reading(data.settings()), listener::note);
    listener.doing("Reading " + data.shortName() + ".");
    PanelTable table =
        PanelReader.read(data, columns, options, policy, Optional.of(categories), listener);
    if (!spec.inputs().calendar().frequency().sameStep(table.frequency())) {
      throw new TableException(
          "%s: the step between its rows is %s; that of the model is %s. Give a file with the step"
                  .formatted(
                      table.file(),
                      table.frequency().label(),
                      spec.inputs().calendar().frequency().label())
              + " of the model, or train a model on this file.");
    }
    return table;
  }

  /** The inputs of a table: known series in their own units, others in those of their rows. */
  PanelInputs inputs(PanelTable table, int[] firstOrigins, int[] limits) {
    return new PanelInputs(
        table,
        spec,
        firstOrigins,
        limits,
        s -> {
          Integer place = places.get(table.series().get(s).id());
          return place == null ? null : units.at(place);
        });
  }

  /** Rows of a series in the training file; nothing for one that was not in it. */
  Optional<Integer> trainedRows(String id) {
    return units.rowsOf(places, id);
  }

  /** The rows after the last of each series; nothing where the plan does not reach them. */
  Optional<List<PanelForecast>> next(PanelTable table, Engine engine) {
    int needed = horizon();
    boolean reaches =
        !readsAhead()
            || table.series().stream().allMatch(one -> one.knownRows() - one.rows() >= needed);
    return reaches ? Optional.of(predict(table, engine)) : Optional.empty();
  }

  /** The rows after the last of each series. */
  List<PanelForecast> predict(PanelTable table, Engine engine) {
    int count = table.series().size();
    int[] rows = table.series().stream().mapToInt(PanelSeries::rows).toArray();
    PanelInputs inputs = inputs(table, rows, rows);
    PanelWindows windows = new PanelWindows(IntStream.range(0, count).toArray(), rows);
    double[][][] values = isPooled() ? pooled(engine, inputs, windows) : methods(engine, inputs);
    List<PanelForecast> all = new ArrayList<>();
    double[] levels = quantiles.asked().all();
    for (int s = 0; s < count; s++) {
      PanelSeries series = table.series().get(s);
      double[] scale = inputs.scales(s).scale();
      double[][][] bands = new double[levels.length][targets().size()][];
      for (int k = 0; k < targets().size(); k++) {
        for (int p = 0; p < levels.length; p++) {
          bands[p][k] = quantiles.around(values[s][k], k, p, scale[k]);
          round(bands[p][k], scale[k]);
        }
      }
      int first = rows[s];
      all.add(
          new PanelForecast(
              series.id(),
              IntStream.range(0, horizon()).mapToObj(h -> series.axis().text(first + h)).toList(),
              values[s],
              bands));
    }
    return all;
  }

  private double[][][] pooled(Engine engine, PanelInputs inputs, PanelWindows windows) {
    PanelForecasts next =
        PanelForecasts.of(engine, fit.network(), fit.ridge(), inputs, windows, done -> {});
    double[][][] values =
        switch (kept) {
          case "network" -> next.network();
          case "ridge" -> next.ridge();
          default -> next.mixed(fit.shares());
        };
    for (int s = 0; s < values.length; s++) {
      for (int k = 0; k < values[s].length; k++) {
        round(values[s][k], inputs.scales(s).scale()[k]);
      }
    }
    return values;
  }

  /** To a millionth of a series' deviation, which is what single precision can resolve. */
  private static void round(double[] values, double scale) {
    for (int h = 0; h < values.length; h++) {
      values[h] = NumberText.rounded(values[h], FINEST * scale);
    }
  }

  /** A method is fitted to the rows of each series, whose form and parameters it chooses anew. */
  private double[][][] methods(Engine engine, PanelInputs inputs) {
    InputSpec of = spec.inputs();
    double perYear = of.calendar().frequency().perYear();
    SeriesMethod method =
        PanelOpponents.method(kept, of.season(), perYear)
            .orElseThrow(() -> new TaskException("There is no model " + kept + "."));
    double[][][] all = new double[inputs.count()][][];
    engine
        .workers()
        .parallel(
            all.length,
            s -> {
              double[][] values = inputs.values(s);
              all[s] = new double[values.length][];
              for (int k = 0; k < values.length; k++) {
                int rows = values[k].length;
                int season = rows >= 2 * of.season() ? of.season() : 1;
                all[s][k] =
                    PanelOpponents.fitting(method, season, rows)
                        .fit(values[k], season)
                        .forecast(values[k], rows, of.horizon())
                        .point();
              }
            });
    return all;
  }
}
