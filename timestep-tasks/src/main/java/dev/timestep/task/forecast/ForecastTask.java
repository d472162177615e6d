package dev.timestep.task.forecast;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.task.Source;
import dev.timestep.task.Task;
import dev.timestep.task.TaskListener;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.ReadSettings;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.util.Locale;

/** Forecasting: columns of a table of rows in time. */
public final class ForecastTask implements Task<ForecastOptions> {
  @Override
  public String type() {
    return ForecastModels.TYPE;
  }

  @Override
  public ForecastRun train(Source data, ForecastOptions options, TaskListener listener) {
    ReadSettings.refuseOthers(data.settings(), ReadSettings.NAMES, "Forecasting");
    ReadOptions read = ReadSettings.over(options.read(), data.settings());
    listener.doing("Reading " + data.shortName() + ".");
    TimeTable table = TableReader.read(data, options.columns(), read);
    listener.doing(String.format(Locale.ROOT, "Choosing the inputs from %,d rows.", table.rows()));
    return ForecastTraining.run(table, options.withRead(read), listener);
  }

  @Override
  public ForecastModel of(ModelArchive archive) {
    return ForecastModels.of(archive);
  }
}
