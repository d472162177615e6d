package dev.timestep.task.forecast;

import dev.timestep.report.RowSpan;
import dev.timestep.report.Spans;
import dev.timestep.task.table.Frequency;

/** A number of a series' steps in the units that a reader would choose. */
public final class StepWords {
  private StepWords() {}

  /** How long {@code rows} steps are: "1 day" for 96 steps of 15 minutes. */
  static String of(Frequency frequency, int rows) {
    // "1440 minutes", or "14 rows" where steps have no common length.
    String counted = frequency.steps(rows);
    int blank = counted.indexOf(' ');
    long amount = Long.parseLong(counted.substring(0, blank));
    String unit = counted.substring(blank + 1, counted.length() - (amount == 1 ? 0 : 1));
    return Spans.words(amount, unit);
  }

  /** The same with the number of rows. */
  public static RowSpan span(Frequency frequency, int rows) {
    return new RowSpan(rows, of(frequency, rows));
  }
}
