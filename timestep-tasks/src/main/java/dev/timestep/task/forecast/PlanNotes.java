package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.TimeTable;
import java.util.Optional;

/** Notes for the user about a plan before training starts, beside the notes on the table. */
final class PlanNotes {
  private PlanNotes() {}

  /** Where the horizon is not the rows that the file leaves to be forecast. */
  static Optional<String> horizon(TimeTable table, int horizon) {
    int wanted = table.futureRows();
    if (wanted == 0 || wanted == horizon) {
      return Optional.empty();
    }
    String rows = wanted == 1 ? "1 row" : wanted + " rows";
    return Optional.of(
        "The file leaves "
            + rows
            + " to forecast, and a forecast covers "
            + horizon
            + (wanted > horizon
                ? ": only the first of them."
                : ": the others are the steps after them.")
            + " Give "
            + setting("horizon")
            + " "
            + wanted
            + " to forecast just "
            + (wanted == 1 ? "that row." : "those rows."));
  }

  /** Where the rows are too few for the usual horizon. */
  static Optional<String> shorter(TimeTable table, int horizon) {
    int usual = ForecastPlan.usualHorizon(table.axis().frequency());
    if (horizon >= usual || horizon == table.futureRows()) {
      return Optional.empty();
    }
    return Optional.of(
        "The horizon is "
            + CountText.of(horizon, "row")
            + ": the validation and test parts of "
            + table.rows()
            + " rows hold no window of the usual "
            + usual
            + ". More rows allow more; "
            + setting("horizon")
            + " asks for another.");
  }
}
