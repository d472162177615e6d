package dev.timestep.task.sequence;

import dev.timestep.task.table.TableException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Numbers of sequences: how a text form writes them, and where a sequence ends. */
final class Values {

  private Values() {}

  /**
   * A value of a text form of the archive: a number, or '?' or NaN for a missing one.
   *
   * @param place for messages
   * @param at position of the value there, from 0
   */
  static float parse(String token, String place, int at) {
    String text = token.strip();
    if (PlainNumbers.isBare(text)) {
      float single = (float) Double.parseDouble(text);
      return Float.isInfinite(single) ? single(single, text, value(place, at)) : single;
    }
    if (isMissing(text)) {
      return Float.NaN;
    }
    return single(number(text, value(place, at)), text, value(place, at));
  }

  private static String value(String place, int at) {
    return place + ", value " + (at + 1);
  }

  /** Whether a text marks a missing value. */
  static boolean isMissing(String text) {
    return text.equals("?") || text.equalsIgnoreCase("nan");
  }

  private static double number(String text, String place) {
    char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    boolean hex = text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
    boolean infinite = text.toLowerCase(Locale.ROOT).matches("[+-]?inf(inity)?");
    // Java also reads 1f, 1d and 0x1p3, which no file of numbers means.
    boolean plain = !hex && (last == '.' || (last >= '0' && last <= '9'));
    try {
      return infinite ? Double.POSITIVE_INFINITY : Double.parseDouble(plain ? text : "");
    } catch (NumberFormatException e) {
      throw new TableException(
          place
              + ": expects a number, or ? for a missing value; received \""
              + shortened(text)
              + "\". Correct this value.",
          e);
    }
  }

  /**
   * The value in single precision.
   *
   * @throws TableException when it is infinite or beyond 3.4e38
   */
  static float single(double value, String text, String place) {
    float single = (float) value;
    if (Float.isInfinite(single)) {
      throw new TableException(
          place
              + ": expects a finite number of at most 3.4e38; received \""
              + shortened(text)
              + "\". Correct this value, or leave the cell empty if it is missing.");
    }
    return single;
  }

  /** Number of steps up to the last one that has a value. */
  static int filled(float[][] steps) {
    int length = steps.length;
    while (length > 0 && isMissing(steps[length - 1])) {
      length--;
    }
    return length;
  }

  private static boolean isMissing(float[] step) {
    for (float value : step) {
      if (!Float.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  /** The steps up to the last one that has a value. */
  static float[][] trimmed(float[][] steps) {
    int length = filled(steps);
    return length == steps.length ? steps : Arrays.copyOf(steps, length);
  }

  /** A note on sequences that end in missing values; empty text for none. */
  static void noteShortened(List<String> notes, int shortened, int cases) {
    if (shortened > 0) {
      notes.add(
          shortened
              + " of "
              + cases
              + " sequences end in blank or missing steps; these are read as the end of the"
              + " sequence.");
    }
  }

  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
