package dev.timestep.task.table.form;

import java.util.List;
import java.util.Locale;

/**
 * The endings of days such as 1st, 2nd, 1er, 1.º: read after any day, written where they belong.
 */
final class Ordinals {

  private static final List<String> ENDINGS = List.of("st", "nd", "rd", "th", "er", "º", "°", "ª");

  private Ordinals() {}

  /** The length of the ending at a position; 0 when there is none, which is right for most days. */
  static int length(String text, int at) {
    for (String ending : ENDINGS) {
      int end = at + ending.length();
      boolean more = end < text.length() && Character.isLetter(text.charAt(end));
      if (text.regionMatches(true, at, ending, 0, ending.length()) && !more) {
        return ending.length();
      }
    }
    return 0;
  }

  /** The ending of a day, in the language and case of another one. */
  static String of(String example, int day) {
    String lower = example.toLowerCase(Locale.ROOT);
    String ending =
        switch (lower) {
          case "er", "º", "°", "ª" -> day == 1 ? lower : "";
          case "" -> "";
          default -> english(day);
        };
    return lower.equals(example) ? ending : ending.toUpperCase(Locale.ROOT);
  }

  private static String english(int day) {
    return switch (day % 100 >= 11 && day % 100 <= 13 ? 0 : day % 10) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }
}
