package dev.timestep.cli;

import dev.timestep.report.RowSpan;
import dev.timestep.report.Spans;
import dev.timestep.task.table.Frequency;
import java.util.Locale;

/** A number of a series' steps in the words that a reader would choose. */
final class StepWords {
  private StepWords() {}

  /** How long {@code rows} steps are: "1 day" for 96 steps of 15 minutes. */
  static String of(Frequency frequency, int rows) {
    return switch (frequency.unit()) {
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY, MONTH, YEAR ->
          Spans.words(
              (long) rows * frequency.step(), frequency.unit().name().toLowerCase(Locale.ROOT));
      default -> frequency.steps(rows);
    };
  }

  /** The same with the number of rows. */
  static RowSpan span(Frequency frequency, int rows) {
    return new RowSpan(rows, of(frequency, rows));
  }
}
