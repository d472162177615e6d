package dev.timestep.task.forecast;

import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes for the user about a plan before training starts, beside the notes on the table. */
final class PlanNotes {
  private PlanNotes() {}

  static List<String> of(TimeTable table, ForecastOptions options, ForecastWindows windows) {
    List<String> notes = new ArrayList<>();
    horizon(table, windows.horizon()).ifPresent(notes::add);
    for (String target : options.targets()) {
      constant(target, table.column(target), windows.split()).ifPresent(notes::add);
    }
    return notes;
  }

  /** Where the horizon is not the rows that the file leaves to be forecast. */
  private static Optional<String> horizon(TimeTable table, int horizon) {
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
            + " Give --horizon "
            + wanted
            + " to forecast just "
            + (wanted == 1 ? "that row." : "those rows."));
  }

  /** A column that starts later: nothing before its first change can be learned from. */
  private static Optional<String> constant(String target, double[] values, Split split) {
    boolean changesLater = false;
    for (int row = 1; row < values.length; row++) {
      if (values[row] != values[0]) {
        if (row < split.train()) {
          return Optional.empty();
        }
        changesLater = true;
      }
    }
    // A column that never changes has a note of the table.
    return changesLater
        ? Optional.of(
            target
                + " has one value in all "
                + split.train()
                + " rows of the training part and changes only after them: the network cannot learn"
                + " that change. Give a file that starts later, or another --split.")
        : Optional.empty();
  }
}
