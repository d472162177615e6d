package dev.timestep.cli;

import dev.timestep.report.NumberText;
import dev.timestep.task.forecast.BaselineTable;
import dev.timestep.task.forecast.Forecast;
import dev.timestep.task.forecast.ForecastEvaluation;
import dev.timestep.task.forecast.ForecastPlan;
import dev.timestep.task.forecast.ForecastRun;
import dev.timestep.task.forecast.Split;
import dev.timestep.task.forecast.Split.Part;
import dev.timestep.task.table.TimeTable;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What forecasts look like on a terminal. */
final class ForecastText {
  private static final int COLUMNS = 79;

  private ForecastText() {}

  /** What was found in the data and what will be done. */
  static void plan(ForecastPlan plan, long parameters, PrintWriter out) {
    data(plan, out);
    out.printf(
        Locale.ROOT,
        "Network:  reads %d rows, forecasts %d; %,d parameters%n",
        plan.windows().lookback(),
        plan.windows().horizon(),
        parameters);
  }

  private static void data(ForecastPlan plan, PrintWriter out) {
    TimeTable table = plan.table();
    Split split = plan.windows().split();
    out.printf(
        Locale.ROOT,
        "Data:     %s%n          %,d rows, %s, %s to %s%n",
        table.file(),
        table.rows(),
        table.axis().frequency().label(),
        table.axis().text(0),
        table.axis().text(table.rows() - 1));
    out.printf(
        Locale.ROOT,
        "Split:    %,d / %,d / %,d rows (train / validation / test)%n"
            + "          %,d / %,d / %,d windows%n",
        split.train(),
        split.validation(),
        split.test(),
        plan.count(Part.TRAIN),
        plan.count(Part.VALIDATION),
        plan.count(Part.TEST));
    for (Map.Entry<String, Integer> cells : table.filledCells().entrySet()) {
      if (cells.getValue() > 0) {
        out.printf(Locale.ROOT, "Filled:   %d cells of %s%n", cells.getValue(), cells.getKey());
      }
    }
    for (String note : table.notes()) {
      out.println(wrap("Note:     " + note, COLUMNS, " ".repeat(10)));
    }
  }

  /** The table and the verdict of a trained network. */
  static void result(ForecastRun run, PrintWriter out) {
    out.println();
    out.println(wrapped(BaselineTable.render(run.gate()).stripTrailing()));
    out.println();
    out.printf(
        Locale.ROOT,
        "Took %.1f s, %.1f s of them training: %d epochs, best %d.%n",
        run.seconds(),
        run.trainingSeconds(),
        run.training().history().size(),
        run.model().stamp().bestEpoch());
  }

  /** The table and the verdict of a model on another table. */
  static void evaluation(ForecastEvaluation evaluation, PrintWriter out) {
    data(evaluation.plan(), out);
    out.println(
        evaluation.sameSeries()
            ? "          Rows that the model was trained and validated on are left out of the"
                + " score."
            : "          Another series than the one trained on: baselines learn from its first"
                + " part.");
    out.println();
    out.println(wrapped(BaselineTable.render(evaluation.gate()).stripTrailing()));
  }

  /** Text whose sentences fit a terminal; the columns of the table are narrower anyway. */
  static String wrapped(String text) {
    return text.lines().map(line -> wrap(line, COLUMNS, "  ")).collect(Collectors.joining("\n"));
  }

  private static String wrap(String line, int columns, String indent) {
    if (line.length() <= columns) {
      return line;
    }
    int space = line.lastIndexOf(' ', columns);
    if (space <= indent.length()) {
      return line;
    }
    return line.substring(0, space)
        + "\n"
        + wrap(indent + line.substring(space + 1), columns, indent);
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
