package dev.timestep.task.table.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a delimited file in which everything that is certainly not part of the table is
 * blank; the numbers of its lines stay.
 *
 * @param content the text
 * @param separator what a first line {@code sep=;} names
 * @param notes what was left out, in sentences
 */
record CsvText(String content, Optional<Character> separator, List<String> notes) {

  /**
   * As spreadsheets write it for one another, with delimiters after it when they saved it again.
   */
  private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=(\\\\t|[^\"])\"?[,;\\t| ]*");

  /** Blanks the lines that the user names, the line sep= and comments above the table. */
  static CsvText of(String text, Set<Integer> skipLines) {
    List<String> notes = new ArrayList<>();
    String content = skipLines.isEmpty() ? text : withoutLines(text, skipLines);
    Optional<Character> separator = Optional.empty();
    int start = firstText(content);
    int end = endOfLine(content, start);
    Matcher matcher = SEPARATOR.matcher(content.substring(start, end));
    if (matcher.matches()) {
      String sign = matcher.group(1);
      separator = Optional.of(sign.length() > 1 ? '\t' : sign.charAt(0));
      content = content.substring(0, start) + content.substring(end);
    }
    String bare = withoutComments(content, notes);
    return new CsvText(bare, separator, notes);
  }

  private static String withoutLines(String text, Set<Integer> skipped) {
    StringBuilder kept = new StringBuilder(text.length());
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean end = c == '\n' || c == '\r';
      if (end || !skipped.contains(line)) {
        kept.append(c);
      }
      boolean inside = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      line += end && !inside ? 1 : 0;
    }
    return kept.toString();
  }

  /** Where the first line that is not blank begins. */
  private static int firstText(String content) {
    int start = 0;
    for (int i = 0; i < content.length() && content.charAt(i) <= ' '; i++) {
      char c = content.charAt(i);
      start = c == '\n' || c == '\r' ? i + 1 : start;
    }
    return start;
  }

  private static int endOfLine(String content, int start) {
    int end = start;
    while (end < content.length() && content.charAt(end) != '\n' && content.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /**
   * Blanks the lines above the table that start with #. The last of them may be the header: then it
   * has as many delimiters as the first row, and loses its #, unless # is the name of a column.
   */
  private static String withoutComments(String content, List<String> notes) {
    int start = firstText(content);
    int at = start;
    int last = -1;
    while (content.startsWith("#", at)) {
      last = at;
      int end = content.indexOf('\n', at);
      at = end < 0 ? content.length() : end + 1;
    }
    if (last < 0 || at == content.length()) {
      return content;
    }
    int end = content.indexOf('\n', at);
    String header = content.substring(last, at);
    String row = content.substring(at, end < 0 ? content.length() : end);
    boolean isHeader = false;
    boolean isName = false;
    for (char delimiter : CsvDialect.DELIMITERS) {
      long cells = count(row, delimiter);
      isHeader |= cells > 0 && cells == count(header, delimiter);
      isName |= header.charAt(1) == delimiter;
    }
    long comments = count(content.substring(start, isHeader ? last : at), '\n');
    if (comments > 0) {
      notes.add("Lines that start with # above the table were read as comments.");
    }
    return content.substring(0, start)
        + "\n".repeat((int) comments)
        + (isHeader ? header.substring(isName ? 0 : 1) : "")
        + content.substring(at);
  }

  private static long count(String text, char sign) {
    return text.chars().filter(c -> c == sign).count();
  }
}
