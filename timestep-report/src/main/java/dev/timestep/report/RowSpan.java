package dev.timestep.report;

/**
 * A number of rows and how long that is.
 *
 * @param rows how many, at least 1
 * @param words the same in words, for example "28 days" or, where rows have no times, "28 rows";
 *     see {@link Spans}
 */
public record RowSpan(int rows, String words) {
  /** Checks that there are rows and words. */
  public RowSpan {
    Check.that(rows > 0, "RowSpan expects rows > 0; received %d.", rows);
    Check.text("RowSpan", "words", words);
  }

  /** Rows without times: "28 rows". */
  public static RowSpan ofRows(int rows) {
    return new RowSpan(rows, Spans.words(rows, "row"));
  }

  /** The words, with the rows beside them where the two numbers differ: "1 day (96 rows)". */
  String text() {
    return words.startsWith(Format.count(rows) + " ")
        ? words
        : words + " (" + Format.plural(rows, "row", "rows") + ")";
  }
}
