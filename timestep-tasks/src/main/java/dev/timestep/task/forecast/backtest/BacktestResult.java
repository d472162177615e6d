package dev.timestep.task.forecast.backtest;

import com.google.gson.JsonObject;
import dev.timestep.judge.ErrorSums;
import dev.timestep.judge.Findings;
import dev.timestep.task.Entry;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.table.TimeTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a backtest has found.
 *
 * @param table the data
 * @param options what was asked for
 * @param forecast the same with the horizon and the season that were used
 * @param origins where it forecast from
 * @param models the models that ran, the simplest first
 * @param findings the last of them held against the others
 * @param next the rows after the table's last, by the model that is advised; nothing where it would
 *     need columns of later rows that the table does not have
 */
public record BacktestResult(
    TimeTable table,
    BacktestOptions options,
    ForecastOptions forecast,
    BacktestOrigins origins,
    List<BacktestModel> models,
    Findings findings,
    Optional<NextForecast> next) {
  /** Takes a copy. */
  public BacktestResult {
    models = List.copyOf(models);
  }

  /** A model that ran. */
  public Optional<BacktestModel> model(String id) {
    return models.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** Naive2's errors, which the overall weighted average is formed with. */
  Optional<ErrorSums> naive2() {
    return model("naive2").map(one -> one.runs().getFirst().scores().all());
  }

  /** What was tested, and how. */
  public List<Entry> entries() {
    return BacktestText.entries(this);
  }

  /** The tables, for a terminal of so many columns. */
  public String text(int columns) {
    return BacktestText.of(this, columns);
  }

  /** All figures. */
  public JsonObject json() {
    return BacktestJson.of(this);
  }

  /**
   * Writes every forecast of every window: a line for each model, seed, origin, target and step.
   */
  public void writeForecasts(Path file) throws IOException {
    BacktestCsv.write(this, file);
  }
}
