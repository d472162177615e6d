package dev.timestep.task.forecast.rolling;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.kernel.Engine;
import dev.timestep.task.Prediction;
import dev.timestep.task.Source;
import dev.timestep.task.TaskEvaluation;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TaskModel;
import dev.timestep.task.forecast.Forecast;
import dev.timestep.task.forecast.ForecastPipeline;
import dev.timestep.task.forecast.ForecastPrediction;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.ReadSettings;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Models of one series each that rolling origins chose: immutable, and safe to share between
 * threads.
 *
 * <pre>{@code
 * ChosenModel model = ChosenModels.load(Path.of("passengers.timestep"));
 * Forecast next = model.predict(TableReader.read(file, model.targets(), model.reading().options()));
 * }</pre>
 */
public final class ChosenModel implements TaskModel {
  private final ChosenForm form;
  private final List<ChosenSeries> series;
  private final ChosenStamp stamp;
  private final TableReading reading;

  ChosenModel(ChosenForm form, List<ChosenSeries> series, ChosenStamp stamp, TableReading reading) {
    this.form = form;
    this.series = List.copyOf(series);
    this.stamp = stamp;
    this.reading = reading;
  }

  @Override
  public String type() {
    return ChosenModels.TYPE;
  }

  @Override
  public ModelArchive archive() {
    return ChosenModels.archive(this);
  }

  /** The columns that are forecast. */
  public List<String> targets() {
    return form.targets();
  }

  /** Rows that are forecast. */
  public int horizon() {
    return form.horizon();
  }

  /** Name of the method that answers for each target, for example {@code holt_winters}. */
  public List<String> kept() {
    return series.stream().map(one -> one.fitted().id()).toList();
  }

  /** How the training file was read. */
  public TableReading reading() {
    return reading;
  }

  ChosenForm form() {
    return form;
  }

  List<ChosenSeries> series() {
    return series;
  }

  ChosenStamp stamp() {
    return stamp;
  }

  /** Rows that must lie before a forecast. */
  int history() {
    return series.stream().mapToInt(one -> one.fitted().history()).max().orElseThrow();
  }

  @Override
  public Prediction predict(Source data, TaskListener listener, Engine engine) {
    TimeTable table = read(data, listener);
    listener.doing(String.format(Locale.ROOT, "Forecasting %,d rows.", form.horizon()));
    return new ForecastPrediction(predict(table), table);
  }

  /**
   * The rows after the table's last. States are carried on over rows that came later than those of
   * the fit; no parameter is estimated again.
   *
   * @throws TableException when the table is of another frequency or too short
   */
  public Forecast predict(TimeTable table) {
    check(table);
    int rows = table.rows();
    if (rows < history()) {
      throw new TableException(
          table.file()
              + " has "
              + rows
              + (rows == 1 ? " row" : " rows")
              + "; this model needs "
              + history()
              + " rows before a forecast. Give a file with a longer history.");
    }
    double[] levels = form.asked().isEmpty() ? new double[0] : form.asked().all();
    double[][] values = new double[series.size()][];
    double[][][] quantiles = new double[levels.length][series.size()][];
    for (int k = 0; k < values.length; k++) {
      ChosenSeries one = series.get(k);
      SeriesForecast next =
          one.fitted().forecast(table.column(targets().get(k)), rows, form.horizon());
      values[k] = next.point();
      for (int at = 0; at < levels.length; at++) {
        quantiles[at][k] = one.factors().quantile(next, levels[at]);
      }
    }
    return new Forecast(
        targets(),
        IntStream.range(0, form.horizon()).mapToObj(h -> table.axis().text(rows + h)).toList(),
        values,
        IntStream.range(0, levels.length)
            .mapToObj(
                at ->
                    new Forecast.Quantile(
                        levels[at], form.asked().asked().contains(levels[at]), quantiles[at]))
            .toList());
  }

  @Override
  public TaskEvaluation evaluate(Source data, TaskListener listener, Engine engine) {
    TimeTable table = read(data, listener);
    listener.doing(
        String.format(
            Locale.ROOT, "Scoring the model and its opponents on %,d rows.", table.rows()));
    return evaluate(table);
  }

  /**
   * Holds the model against all single models: on every window after the rows of the training file
   * where the table begins with them, else on every window of the table's second half.
   *
   * @throws TableException when the table is of another frequency, or holds no such window
   */
  public ChosenEvaluation evaluate(TimeTable table) {
    check(table);
    return ChosenEvaluation.of(this, table);
  }

  /** Whether a table begins with the rows that the model was trained on. */
  boolean isSameSeries(TimeTable table) {
    return table.rows() >= stamp.rows()
        && ForecastPipeline.fingerprint(table, targets(), stamp.rows())
            .equals(stamp.seenFingerprint());
  }

  private TimeTable read(Source data, TaskListener listener) {
    ReadSettings.refuseOthers(data.settings(), ReadSettings.NAMES, "A forecasting model");
    ReadOptions options = ReadSettings.over(reading, data.settings(), listener::note);
    listener.doing("Reading " + data.shortName() + ".");
    return TableReader.read(data, targets(), options);
  }

  private void check(TimeTable table) {
    if (!form.frequency().sameStep(table.axis().frequency())) {
      throw new TableException(
          table.file()
              + ": the step between its rows is "
              + table.axis().frequency().label()
              + "; that of the model is "
              + form.frequency().label()
              + ". Give a file with the step of the model, or train a model on this file.");
    }
  }
}
