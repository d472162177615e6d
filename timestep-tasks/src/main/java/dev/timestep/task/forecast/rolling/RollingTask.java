package dev.timestep.task.forecast.rolling;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.task.Source;
import dev.timestep.task.Task;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastResult;
import dev.timestep.task.forecast.ForecastTraining;
import dev.timestep.task.forecast.ShortTable;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.ReadSettings;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.util.Locale;
import java.util.Optional;

/**
 * Forecasting of a table of any length: a network where there are rows to train and judge it, else
 * models of one series that are judged by rolling origins.
 *
 * <pre>{@code
 * ForecastResult run = new RollingTask().train(source, ForecastOptions.of("passengers"), listener);
 * run.model().save(Path.of("passengers.timestep"));
 * }</pre>
 */
public final class RollingTask implements Task<ForecastOptions> {
  @Override
  public String type() {
    return ChosenModels.TYPE;
  }

  @Override
  public ForecastResult train(Source data, ForecastOptions options, TaskListener listener) {
    ReadSettings.refuseOthers(data.settings(), ReadSettings.NAMES, "Forecasting");
    ReadOptions read = ReadSettings.over(options.read(), data.settings());
    listener.doing("Reading " + data.shortName() + ".");
    return train(TableReader.read(data, options.columns(), read), options.withRead(read), listener);
  }

  /**
   * Trains on a table.
   *
   * @throws IllegalArgumentException when the data or the options do not fit; the message says why
   */
  public static ForecastResult train(
      TimeTable table, ForecastOptions options, TaskListener listener) {
    listener.doing(String.format(Locale.ROOT, "Choosing the inputs from %,d rows.", table.rows()));
    Optional<String> reason = ShortTable.reason(table, options);
    if (reason.isPresent()) {
      return RollingTraining.run(table, options, reason.get(), listener);
    }
    try {
      return ForecastTraining.run(table, options, listener);
    } catch (TableException e) {
      String advice = ShortTable.advice(table, options);
      throw advice.isEmpty()
          ? e
          : new TableException(TaskException.text(e).marked() + " " + advice, e);
    }
  }

  @Override
  public ChosenModel of(ModelArchive archive) {
    return ChosenModels.of(archive);
  }
}
