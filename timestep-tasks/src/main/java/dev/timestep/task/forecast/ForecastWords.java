package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.judge.Part;
import dev.timestep.task.Entry;
import dev.timestep.task.TaskPlan;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a forecast says about its data and its training, for a reader. */
final class ForecastWords {
  private ForecastWords() {}

  /** What was found in the data and what will be done. */
  static TaskPlan plan(ForecastPlan plan, long parameters, TrainingOptions training) {
    List<Entry> entries = new ArrayList<>(data(plan));
    entries.add(
        new Entry(
            "Network",
            String.format(
                Locale.ROOT,
                "reads %,d rows, forecasts %,d; %,d parameters",
                plan.windows().lookback(),
                plan.windows().horizon(),
                parameters)));
    for (String words : plan.pipeline().transforms().words()) {
      entries.add(Entry.more("reads " + words));
    }
    int windows = plan.count(Part.TRAIN);
    entries.add(new Entry("Training", epochs(training, windows)));
    return new TaskPlan(
        entries,
        windows,
        plan.count(Part.VALIDATION),
        training.batch(),
        training.epochsFor(windows),
        "windows");
  }

  /** How long training will be, and why, where nobody said. */
  static String epochs(TrainingOptions training, int windows) {
    int epochs = training.epochsFor(windows);
    int steps = Math.ceilDiv(windows, training.batch());
    String said =
        String.format(
            Locale.ROOT,
            "%s of %s (%,d windows, %,d a step)",
            CountText.of(epochs, "epoch"),
            CountText.of(steps, "step"),
            windows,
            training.batch());
    if (training.epochs() > 0 || epochs == TrainingOptions.EPOCHS) {
      return said;
    }
    return said
        + (epochs < TrainingOptions.EPOCHS
                ? "; fewer than the usual %d, since the series is long. "
                    + setting("epochs")
                    + " N trains for more."
                : "; more than the usual %d, since the series is short.")
            .formatted(TrainingOptions.EPOCHS);
  }

  /** The table and its parts. */
  static List<Entry> data(ForecastPlan plan) {
    TimeTable table = plan.table();
    Split split = plan.windows().split();
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
        new Entry(
            "Split",
            String.format(
                Locale.ROOT,
                "%,d / %,d / %,d rows (train / validation / test)",
                split.train(),
                split.validation(),
                split.test())));
    entries.add(
        Entry.more(
            String.format(
                Locale.ROOT,
                "%,d / %,d / %,d windows",
                plan.count(Part.TRAIN),
                plan.count(Part.VALIDATION),
                plan.count(Part.TEST))));
    for (Map.Entry<String, Integer> cells : table.filledCells().entrySet()) {
      if (cells.getValue() > 0) {
        entries.add(
            new Entry("Filled", CountText.of(cells.getValue(), "cell") + " of " + cells.getKey()));
      }
    }
    table.markedNotes().forEach(note -> entries.add(new Entry("Note", note)));
    return entries;
  }
}
