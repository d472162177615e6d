package dev.timestep.task.forecast.rolling;

import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Judge;
import dev.timestep.kernel.Workers;
import dev.timestep.task.Entry;
import dev.timestep.task.FindingsJson;
import dev.timestep.task.MarkedEvaluation;
import dev.timestep.task.forecast.IntervalScores;
import dev.timestep.task.forecast.backtest.BacktestRun;
import dev.timestep.task.forecast.backtest.Refit;
import dev.timestep.task.forecast.backtest.Rolling;
import dev.timestep.task.forecast.backtest.WindowForecast;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A model of short series compared with all single models on a table.
 *
 * @param model the model
 * @param table the data
 * @param first the first row that is forecast
 * @param sameSeries whether the table begins with the rows of the training file
 * @param marked scores and verdict, with settings marked
 * @param intervals how the intervals do; nothing where the model was asked for none
 */
public record ChosenEvaluation(
    ChosenModel model,
    TimeTable table,
    int first,
    boolean sameSeries,
    Findings marked,
    Optional<IntervalScores> intervals)
    implements MarkedEvaluation {

  /** Scores the model at every origin that its rows of training, or half of the table, leave. */
  static ChosenEvaluation of(ChosenModel model, TimeTable table) {
    boolean same = model.isSameSeries(table);
    int rows = table.rows();
    int horizon = model.horizon();
    int first = same ? model.stamp().rows() : Math.max(model.history(), Math.max(1, rows / 2));
    if (rows - first < horizon) {
      throw new TableException(
          "%s has %d rows after %s; one window needs %d. Give a file with %s rows."
              .formatted(
                  table.file(),
                  Math.max(0, rows - first),
                  same
                      ? "those that the model was chosen on"
                      : "the first " + first + ", which come before the windows",
                  horizon,
                  same ? "newer" : "more"));
    }
    int[] origins = IntStream.rangeClosed(first, rows - horizon).toArray();
    double[][] series = model.targets().stream().map(table::column).toArray(double[][]::new);
    Rolling rolling = new Rolling(model.targets(), series, model.form().season(), origins, horizon);
    BacktestRun judged = scored(model, rolling);
    RollingModels others = others(rolling, table);
    Findings findings =
        RollingScores.judge(
            judged,
            others.runs(),
            others.omitted(),
            horizon,
            same
                ? "For a verdict give a file with more newer rows."
                : "For a verdict give a longer file.",
            Judge.Doubt.JUDGED,
            model.stamp().run().seed());
    return new ChosenEvaluation(
        model,
        table,
        first,
        same,
        findings,
        model.form().asked().isEmpty()
            ? Optional.empty()
            : Optional.of(RollingScores.intervals(rolling, RollingScores.widened(others), judged)));
  }

  /** Every model that learns from this table alone, fitted once to the rows before the windows. */
  private static RollingModels others(Rolling rolling, TimeTable table) {
    try (Workers workers = new Workers(1)) {
      return RollingModels.of(
          rolling, table.axis().frequency().perYear(), rolling.horizon(), Refit.NEVER, workers);
    }
  }

  private static BacktestRun scored(ChosenModel model, Rolling rolling) {
    int[] origins = rolling.origins();
    WindowForecast[][] windows = new WindowForecast[origins.length][model.series().size()];
    for (int k = 0; k < model.series().size(); k++) {
      ChosenSeries one = model.series().get(k);
      SeriesForecast[] forecasts =
          one.fitted().forecasts(rolling.series()[k], origins, rolling.horizon());
      for (int w = 0; w < origins.length; w++) {
        windows[w][k] = RollingScores.widened(WindowForecast.of(forecasts[w]), one.factors());
      }
    }
    List<String> labels = model.series().stream().map(ChosenSeries::label).distinct().toList();
    return rolling.scored(
        model.kept().stream().distinct().count() == 1 ? model.kept().getFirst() : RollingRun.CHOICE,
        String.join(", ", labels),
        OptionalLong.empty(),
        "",
        windows,
        1,
        0);
  }

  @Override
  public Findings markedFindings() {
    return marked;
  }

  @Override
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry("Data", table.file()));
    entries.add(
        Entry.more(
            String.format(
                Locale.ROOT,
                "%,d rows, %s, %s to %s",
                table.rows(),
                table.axis().frequency().label(),
                table.axis().text(0),
                table.axis().text(table.rows() - 1))));
    entries.add(
        Entry.more(
            sameSeries
                ? "Rows that the model was chosen on and fitted to are left out of the score."
                : "This is not the series that the model was chosen on: its parameters stay, and"
                    + " its states start from the first rows."));
    entries.add(
        new Entry(
            "Kept",
            "The model answers by its "
                + String.join(
                    ", ", model.series().stream().map(ChosenSeries::label).distinct().toList())
                + "."));
    return entries;
  }

  @Override
  public List<String> remarks() {
    return intervals
        .map(
            some ->
                List.of(
                    some.text(),
                    "The intervals of the model are those of its forecasts. Those of the others"
                        + " were made, at each origin, from what was known of this file then."))
        .orElse(List.of());
  }

  @Override
  public JsonObject markedJson() {
    JsonObject json = FindingsJson.scored("evaluate forecast", table.file(), marked);
    json.addProperty("rows", table.rows());
    json.addProperty("horizon", model.horizon());
    json.addProperty("season", model.form().season());
    json.addProperty("firstOrigin", first);
    json.addProperty("origins", marked.scores().cases());
    json.addProperty("sameSeries", sameSeries);
    intervals.ifPresent(some -> json.add("intervals", some.json()));
    return json;
  }
}
