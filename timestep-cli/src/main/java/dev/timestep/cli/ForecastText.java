package dev.timestep.cli;

import dev.timestep.report.NumberText;
import dev.timestep.task.forecast.BaselineTable;
import dev.timestep.task.forecast.Forecast;
import dev.timestep.task.forecast.ForecastEvaluation;
import dev.timestep.task.forecast.ForecastPlan;
import dev.timestep.task.forecast.ForecastRun;
import dev.timestep.task.forecast.GateResult;
import dev.timestep.task.forecast.Split;
import dev.timestep.task.forecast.Split.Part;
import dev.timestep.task.forecast.TrainingOptions;
import dev.timestep.task.table.TimeTable;
import java.util.Locale;
import java.util.Map;

/** Forecasts as text for a terminal. */
final class ForecastText {
  /** For text that is indented already. */
  static final String NO_INDENT = "";

  /** Narrower than this, what follows a label continues at the left. */
  private static final int NARROW = 60;

  private final int columns;
  private final String indent;

  /** Text that fits a terminal. */
  ForecastText(Terminal terminal) {
    columns = terminal.textColumns();
    indent = " ".repeat(columns < NARROW ? 2 : 10);
  }

  /** What was found in the data and what will be done. */
  String plan(ForecastPlan plan, long parameters, TrainingOptions training) {
    return data(plan)
        + entry(
            "Network:",
            String.format(
                Locale.ROOT,
                "reads %,d rows, forecasts %,d; %,d parameters",
                plan.windows().lookback(),
                plan.windows().horizon(),
                parameters))
        + entry("Training:", epochs(training, plan.count(Part.TRAIN))).stripTrailing();
  }

  /** How long training will be, and why, where nobody said. */
  static String epochs(TrainingOptions training, int windows) {
    int epochs = training.epochsFor(windows);
    int steps = Math.ceilDiv(windows, training.batch());
    String said =
        String.format(
            Locale.ROOT,
            "%s of %s (%,d windows, %,d a step)",
            counted(epochs, "epoch"),
            counted(steps, "step"),
            windows,
            training.batch());
    if (training.epochs() > 0 || epochs == TrainingOptions.EPOCHS) {
      return said;
    }
    return said
        + (epochs < TrainingOptions.EPOCHS
                ? "; fewer than the usual %d, since the series is long. --epochs N trains for more."
                : "; more than the usual %d, since the series is short.")
            .formatted(TrainingOptions.EPOCHS);
  }

  private String data(ForecastPlan plan) {
    TimeTable table = plan.table();
    Split split = plan.windows().split();
    StringBuilder text = new StringBuilder(entry("Data:", table.file()));
    text.append(
        more(
            String.format(
                Locale.ROOT,
                "%,d rows, %s, %s to %s",
                table.rows(),
                table.axis().frequency().label(),
                table.axis().text(0),
                table.axis().text(table.rows() - 1))));
    text.append(
        entry(
            "Split:",
            String.format(
                Locale.ROOT,
                "%,d / %,d / %,d rows (train / validation / test)",
                split.train(),
                split.validation(),
                split.test())));
    text.append(
        more(
            String.format(
                Locale.ROOT,
                "%,d / %,d / %,d windows",
                plan.count(Part.TRAIN),
                plan.count(Part.VALIDATION),
                plan.count(Part.TEST))));
    for (Map.Entry<String, Integer> cells : table.filledCells().entrySet()) {
      if (cells.getValue() > 0) {
        text.append(entry("Filled:", counted(cells.getValue(), "cell") + " of " + cells.getKey()));
      }
    }
    for (String note : table.markedNotes()) {
      text.append(entry("Note:", note));
    }
    return text.toString();
  }

  private String entry(String label, String text) {
    return Wrap.text("%-9s %s".formatted(label, text), columns, indent) + "\n";
  }

  private String more(String text) {
    return Wrap.text(indent + text, columns, indent) + "\n";
  }

  private static String counted(int count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  /** The table and the verdict of a trained network. */
  String result(ForecastRun run) {
    int epochs = run.training().history().size();
    int best = run.model().stamp().bestEpoch();
    String took =
        String.format(
            Locale.ROOT,
            "Took %.1f s, %.1f s of them training: %s, %s.",
            run.seconds(),
            run.trainingSeconds(),
            counted(epochs, "epoch"),
            best == 0
                ? "none better than the forecast that the network starts from"
                : "best " + best);
    return table(run.gate()) + "\n\n" + Wrap.text(took, columns, "");
  }

  /** The table and the verdict of a model on another table. */
  String evaluation(ForecastEvaluation evaluation) {
    return data(evaluation.plan())
        + more(
            evaluation.sameSeries()
                ? "Rows that the model was trained and validated on are left out of the score."
                : "This is not the series that the model was trained on: the baselines learn from"
                    + " its first part.")
        + "\n"
        + table(evaluation.gate());
  }

  private String table(GateResult result) {
    return Wrap.text(BaselineTable.render(result, columns).stripTrailing(), columns, "  ");
  }

  /** A forecast as CSV. */
  static String csv(Forecast forecast, String timeColumn) {
    StringBuilder text = new StringBuilder(cell(timeColumn));
    forecast.targets().forEach(target -> text.append(',').append(cell(target)));
    text.append('\n');
    for (int step = 0; step < forecast.horizon(); step++) {
      text.append(cell(forecast.times().get(step)));
      for (double[] values : forecast.values()) {
        text.append(',').append(NumberText.exact(values[step]));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String cell(String text) {
    return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
