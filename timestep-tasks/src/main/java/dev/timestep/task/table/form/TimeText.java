package dev.timestep.task.table.form;

import java.util.regex.Pattern;

/** Separates cells that are written as times from all others. */
public final class TimeText {

  private static final Pattern NUMBER = Pattern.compile("[\\d.,]+");

  private TimeText() {}

  /** Whether the cell is written as a date, plain numbers apart. */
  public static boolean looksLikeTime(String cell) {
    String text = cell.strip();
    boolean number =
        NUMBER.matcher(text).matches() && text.chars().filter(c -> c == '.').count() < 2;
    return !number && (TimeShapes.of(text).isPresent() || TimeInterval.start(text).isPresent());
  }
}
