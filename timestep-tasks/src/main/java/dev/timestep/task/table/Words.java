package dev.timestep.task.table;

import java.util.List;

/** Lists and quotations in sentences. */
public final class Words {

  private Words() {}

  /** "a, b or c". */
  public static String or(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /** The start of a text on one line, for a quotation in a message: at most 60 characters. */
  public static String shortened(String text) {
    String line = text.replaceAll("\\R", " ");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }
}
