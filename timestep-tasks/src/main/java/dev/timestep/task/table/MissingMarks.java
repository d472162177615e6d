package dev.timestep.task.table;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The texts that mark a missing cell, upper and lower case being equal.
 *
 * @param texts in lower case
 * @param numbers marks such as -9999, which are recognised however they are written
 */
record MissingMarks(Set<String> texts, Set<Double> numbers) {

  private static final Set<String> ALWAYS =
      Set.of("", "na", "n/a", "#n/a", "nan", "-nan", "null", "none", "?", "-", ".", "missing");

  /** The usual marks, and those that the user adds. */
  static MissingMarks with(Set<String> added, NumberStyle style) {
    Set<String> texts = new HashSet<>(ALWAYS);
    Set<Double> numbers = new HashSet<>();
    for (String mark : added) {
      texts.add(mark.strip().toLowerCase(Locale.ROOT));
      if (style.matches(mark)) {
        numbers.add(style.parse(mark));
      }
    }
    return new MissingMarks(Set.copyOf(texts), Set.copyOf(numbers));
  }

  boolean contains(String cell, NumberStyle style) {
    // Most cells are numbers; they need no comparison with words.
    boolean digit = !cell.isEmpty() && cell.charAt(0) >= '0' && cell.charAt(0) <= '9';
    if (!digit && texts.contains(cell.strip().toLowerCase(Locale.ROOT))) {
      return true;
    }
    return (!numbers.isEmpty() && style.matches(cell) && numbers.contains(style.parse(cell)))
        || (digit && texts.size() > ALWAYS.size() && texts.contains(cell.strip()));
  }
}
