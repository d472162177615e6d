package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of lines as people write them: {@code 1,3-4}. */
public final class LineNumbers {

  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\s*-\\s*(\\d{1,9}))?");
  private static final String NONE = "none";
  private static final int MOST = 1_000_000;

  private LineNumbers() {}

  /**
   * Reads the value of {@code --skip-lines}.
   *
   * @param text line numbers from 1 and ranges of them, with commas between; "none" for no line
   * @throws TableException when it is anything else, or names more than a million lines
   */
  public static Set<Integer> parse(String text) {
    SortedSet<Integer> lines = new TreeSet<>();
    if (text.strip().equals(NONE)) {
      return lines;
    }
    for (String part : text.split(",", -1)) {
      Matcher matcher = RANGE.matcher(part.strip());
      int first = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
      int last = first > 0 && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : first;
      if (first < 1 || last < first || last - first >= MOST) {
        throw new TableException(
            setting("skip-lines")
                + " expects line numbers such as 1,3-4; received \""
                + text
                + "\".");
      }
      for (int line = first; line <= last; line++) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** As {@link #parse} reads it, neighbours joined to ranges. */
  public static String text(Collection<Integer> lines) {
    StringBuilder text = new StringBuilder();
    int first = 0;
    int last = 0;
    for (int line : new TreeSet<>(lines)) {
      if (last > 0 && line == last + 1) {
        last = line;
        continue;
      }
      append(text, first, last);
      first = line;
      last = line;
    }
    append(text, first, last);
    return text.toString();
  }

  /**
   * The lines that are skipped already and these lines, for advice that can be followed as it is.
   */
  public static String text(Set<Integer> skipped, Collection<Integer> more) {
    Set<Integer> lines = new TreeSet<>(skipped);
    lines.addAll(more);
    return text(lines);
  }

  private static void append(StringBuilder text, int first, int last) {
    if (last > 0) {
      text.append(text.isEmpty() ? "" : ",").append(first).append(last > first ? "-" + last : "");
    }
  }
}
