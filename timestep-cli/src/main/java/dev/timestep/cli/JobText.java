package dev.timestep.cli;

import dev.timestep.judge.FindingsText;
import dev.timestep.task.Entry;
import dev.timestep.task.TaskEvaluation;
import dev.timestep.task.TaskRun;
import java.util.List;

/** What a job says, as text for a terminal. */
final class JobText {
  /** For text that is indented already. */
  static final String NO_INDENT = "";

  /** Narrower than this, what follows a label continues at the left. */
  private static final int NARROW = 60;

  private final int columns;
  private final String indent;

  /** Text that fits a terminal. */
  JobText(Terminal terminal) {
    columns = terminal.textColumns();
    indent = " ".repeat(columns < NARROW ? 2 : 10);
  }

  /** Lines with their labels at the left. */
  String entries(List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      String line =
          entry.label().isEmpty()
              ? indent + entry.message().marked()
              : "%-9s %s".formatted(entry.label() + ":", entry.message().marked());
      text.append(Wrap.text(line, columns, indent)).append('\n');
    }
    return text.toString();
  }

  /** The table and the verdict of a trained model. */
  String result(TaskRun run) {
    StringBuilder text =
        new StringBuilder(
            Wrap.text(
                FindingsText.render(run.markedFindings(), columns).stripTrailing(), columns, "  "));
    run.markedRemarks().forEach(one -> text.append("\n\n").append(Wrap.text(one, columns, "")));
    return text.toString();
  }

  /** The table and the verdict of a model on other data. */
  String evaluation(TaskEvaluation evaluation) {
    StringBuilder text =
        new StringBuilder(entries(evaluation.entries()))
            .append("\n")
            .append(
                Wrap.text(
                    FindingsText.render(evaluation.markedFindings(), columns).stripTrailing(),
                    columns,
                    "  "));
    evaluation
        .remarks()
        .forEach(one -> text.append("\n\n").append(Wrap.text(one, columns, "")));
    return text.toString();
  }
}
