package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import java.util.List;
import java.util.OptionalInt;

/**
 * Trains a forecasting model further. Its network, inputs and scales stay as they are, since its
 * weights were made for them; only the rows are new.
 */
final class Continuation {
  private Continuation() {}

  /**
   * The plan of training a model further.
   *
   * @throws IllegalArgumentException when the options or the table do not fit the model
   */
  static ForecastPlan plan(TimeTable table, ForecastOptions options, ForecastModel model) {
    InputSpec inputs = model.pipeline().inputs();
    if (!options.targets().equals(inputs.targets())) {
      throw misfit(
          "target", String.join(",", inputs.targets()), String.join(",", options.targets()));
    }
    requireSame("horizon", inputs.horizon(), options.horizon());
    requireSame("lookback", inputs.lookback(), options.lookback());
    requireSame("season", inputs.season(), options.season());
    if (!options.network().equals(NetworkConfig.DEFAULT)
        && !options.network().equals(model.network())) {
      throw misfit("network", model.network().toString(), options.network().toString());
    }
    requireStep(table, inputs.calendar().frequency());
    Split split = ForecastPlan.named(table, () -> Split.parse(options.split(), table.rows()));
    ForecastWindows windows =
        ForecastPlan.named(
            table, () -> new ForecastWindows(split, inputs.lookback(), inputs.horizon()));
    return new ForecastPlan(
        table.withNotes(List.of(note(table, model))), windows, model.pipeline());
  }

  private static String note(TimeTable table, ForecastModel model) {
    int before = model.stamp().rows();
    return model.isSameSeries(table)
        ? "The model is trained further: of the "
            + table.rows()
            + " rows, "
            + Math.max(0, table.rows() - before)
            + " are new to it."
        : "The model is trained further on a series that it was not trained on before. Its scales"
            + " stay those of the first one.";
  }

  private static void requireStep(TimeTable table, Frequency wanted) {
    if (!wanted.sameStep(table.axis().frequency())) {
      throw new TableException(
          table.file()
              + ": the step between its rows is "
              + table.axis().frequency().label()
              + "; that of the model is "
              + wanted.label()
              + ". Give a file with the step of the model, or train a new model on this file.");
    }
  }

  private static void requireSame(String setting, int of, OptionalInt asked) {
    if (asked.isPresent() && asked.getAsInt() != of) {
      throw misfit(setting, Integer.toString(of), Integer.toString(asked.getAsInt()));
    }
  }

  private static TaskException misfit(String setting, String expected, String received) {
    return new TaskException(
        "A model that is trained further expects its own "
            + setting(setting)
            + ", "
            + expected
            + "; received "
            + received
            + ". Leave the setting out, or train a new model.");
  }
}
