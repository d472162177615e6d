package dev.timestep.task.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The text of a wide file brought into cells of one number a row: blanks between numbers become
 * tabs, and shorter rows get blank cells at their end.
 *
 * @param text of the file
 * @param changed whether it is another than the file has
 * @param uneven where rows got blank cells, two rows of different widths, for messages
 * @param delimiter between cells; ' ' where the file has several or quotes
 */
record PlainRows(String text, boolean changed, Optional<String> uneven, char delimiter) {

  private static final String DELIMITERS = ",;\t|";
  private static final int SAMPLE = 20;

  /** A few short rows are broken, which is told by row; so many have their own lengths. */
  private static final double SHARE_OF_SHORTER = 0.1;

  static PlainRows of(FileBytes source, SequenceOptions options) {
    String text = source.text(options.table().charset());
    Optional<Character> asked = options.table().delimiter();
    if (asked.isEmpty() && isBlankSeparated(text)) {
      StringBuilder tabs = new StringBuilder(text.length());
      text.lines().forEach(line -> tabs.append(line.strip().replaceAll("\\s+", "\t")).append('\n'));
      return new PlainRows(tabs.toString(), true, Optional.empty(), '\t').padded();
    }
    PlainRows plain =
        new PlainRows(text, false, Optional.empty(), asked.orElseGet(() -> delimiter(text)));
    return isWide(options) ? plain.padded() : plain;
  }

  /** Whether the settings say that a row is a sequence of numbers, or nothing against it. */
  static boolean isWide(SequenceOptions options) {
    boolean other =
        options.id().isPresent()
            || options.sequence().isPresent()
            || options.like().filter(like -> like.form() == SequenceForm.LONG).isPresent();
    return options.form().map(form -> form == SequenceForm.WIDE).orElse(!other);
  }

  private static boolean isBlankSeparated(String text) {
    List<String> head = text.lines().filter(line -> !line.isBlank()).limit(SAMPLE).toList();
    return head.stream()
        .allMatch(
            line ->
                line.chars().noneMatch(c -> DELIMITERS.indexOf(c) >= 0)
                    && line.strip().matches("\\S+(\\s+[+-]?[\\d.eE+-]+|\\s+NaN)+"));
  }

  /** The one delimiter that the first lines have; ' ' for none, several, or quotes. */
  private static char delimiter(String text) {
    List<String> head = text.lines().filter(line -> !line.isBlank()).limit(SAMPLE).toList();
    char found = ' ';
    for (char delimiter : DELIMITERS.toCharArray()) {
      if (head.stream().anyMatch(line -> line.indexOf(delimiter) >= 0)) {
        if (found != ' ') {
          return ' ';
        }
        found = delimiter;
      }
    }
    return found;
  }

  /**
   * The rows with blank cells where they are shorter than the longest, if so many are shorter that
   * the sequences have several lengths.
   */
  PlainRows padded() {
    if (delimiter == ' ' || uneven.isPresent() || text.indexOf('"') >= 0) {
      return this;
    }
    List<String> lines = text.lines().toList();
    int[] widths = lines.stream().mapToInt(line -> line.isBlank() ? 0 : width(line)).toArray();
    int longest = Arrays.stream(widths).max().orElse(0);
    long rows = Arrays.stream(widths).filter(width -> width > 0).count();
    long shorter = Arrays.stream(widths).filter(width -> width > 0 && width < longest).count();
    boolean several = shorter > SHARE_OF_SHORTER * rows && longest > 2;
    if (!several) {
      return this;
    }
    StringBuilder all = new StringBuilder(text.length() + text.length() / 4);
    for (int i = 0; i < widths.length; i++) {
      all.append(lines.get(i));
      int more = widths[i] > 0 ? longest - widths[i] : 0;
      all.append(String.valueOf(delimiter).repeat(more)).append('\n');
    }
    return new PlainRows(all.toString(), true, Optional.of(uneven(widths)), delimiter);
  }

  /** The first row, and the first with another number of cells. */
  private static String uneven(int... widths) {
    int first = 0;
    while (widths[first] == 0) {
      first++;
    }
    int other = first + 1;
    while (widths[other] == 0 || widths[other] == widths[first]) {
      other++;
    }
    return "row "
        + (first + 1)
        + " has "
        + widths[first]
        + " and row "
        + (other + 1)
        + " has "
        + widths[other];
  }

  private int width(String line) {
    int width = 1;
    for (int i = 0; i < line.length(); i++) {
      width += line.charAt(i) == delimiter ? 1 : 0;
    }
    return width;
  }
}
