package dev.timestep.autograd.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of text whose cells stand under each other; columns of numbers end under each other. */
final class TextTable {
  private static final String INDENT = "  ";
  private static final String GAP = "  ";

  private final int columns;
  private final int firstNumber;
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param columns how many
   * @param firstNumber the first of those that end under each other; all after it do so too
   */
  TextTable(int columns, int firstNumber) {
    this.columns = columns;
    this.firstNumber = firstNumber;
  }

  /** Adds a line; cells that are left out are empty. */
  void add(String... cells) {
    List<String> line = new ArrayList<>(List.of(cells));
    while (line.size() < columns) {
      line.add("");
    }
    lines.add(line);
  }

  /** The lines, each with an end. */
  @Override
  public String toString() {
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int at = 0; at < columns; at++) {
        widths[at] = Math.max(widths[at], length(line.get(at)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder one = new StringBuilder(INDENT);
      for (int at = 0; at < columns; at++) {
        String space = " ".repeat(widths[at] - length(line.get(at)));
        one.append(at == 0 ? "" : GAP);
        one.append(at >= firstNumber ? space + line.get(at) : line.get(at) + space);
      }
      text.append(one.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  /** A count with commas. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A title and its lines. */
  static String section(String title, String lines) {
    return title + "\n" + (lines.isEmpty() ? INDENT + "nothing\n" : lines);
  }
}
