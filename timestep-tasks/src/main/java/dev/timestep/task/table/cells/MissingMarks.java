package dev.timestep.task.table.cells;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The texts that mark a missing cell, upper and lower case being equal.
 *
 * @param texts in lower case
 * @param numbers marks such as -9999, which are recognised however they are written
 * @param added as the user gave them, in lower case
 */
record MissingMarks(Set<String> texts, Set<Double> numbers, Set<String> added) {

  private static final Set<String> WORDS =
      Set.of(
          "", "na", "n/a", "n.a.", "n. a.", "k.a.", "k. a.", "nan", "-nan", "null", "(null)", "\\n",
          "none", "nil", "missing", "<na>", "na()");

  private static final Set<String> SIGNS =
      Set.of("?", "-", "--", "---", "\u2013", "\u2014", ".", "..", "...", "\u2026");

  /** What spreadsheets write where a formula fails, and where a value is not available. */
  private static final Pattern ERROR =
      Pattern.compile(
          "#[\u00a1\u00bf]?[\\p{L}][\\p{L}/0_]*[!?]|#(n/a|na|n/v|nv|n/d|n/b|div/0)|err:\\d{3}");

  private static final Set<String> ALWAYS = union();

  private static Set<String> union() {
    Set<String> all = new HashSet<>(WORDS);
    all.addAll(SIGNS);
    return Set.copyOf(all);
  }

  /** The usual marks, and those that the user adds. */
  static MissingMarks with(Set<String> added) {
    Set<String> own = new HashSet<>();
    Set<Double> numbers = new HashSet<>();
    for (String mark : added) {
      own.add(mark.strip().toLowerCase(Locale.ROOT));
      NumberCell.read(mark)
          .ifPresent(number -> numbers.add(number.value(number.reading().allows('.') ? '.' : ',')));
    }
    Set<String> texts = new HashSet<>(ALWAYS);
    texts.addAll(own);
    return new MissingMarks(Set.copyOf(texts), Set.copyOf(numbers), Set.copyOf(own));
  }

  /** Whether the cell is a mark, or a number that is one whatever its decimal sign. */
  boolean contains(String cell) {
    // Most cells are numbers; they need no comparison with words.
    boolean digit = !cell.isEmpty() && Digits.isDigit(cell.charAt(0));
    if (digit && added.isEmpty()) {
      return false;
    }
    String text = cell.strip().toLowerCase(Locale.ROOT);
    return texts.contains(text) || isError(text) || (!numbers.isEmpty() && containsNumber(cell));
  }

  private static boolean isError(String text) {
    return (text.startsWith("#") || text.startsWith("err:")) && ERROR.matcher(text).matches();
  }

  private boolean containsNumber(String cell) {
    return NumberCell.read(cell)
        .filter(number -> number.reading() != Digits.Reading.EITHER)
        .map(number -> number.value(number.reading().allows('.') ? '.' : ','))
        .filter(numbers::contains)
        .isPresent();
  }

  /** Whether the user named numbers as marks. */
  boolean hasNumbers() {
    return !numbers.isEmpty();
  }

  /** Whether the user named this number as a mark. */
  boolean contains(double value) {
    return numbers.contains(value);
  }
}
