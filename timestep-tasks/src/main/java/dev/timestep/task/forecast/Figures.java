package dev.timestep.task.forecast;

import java.util.Locale;

/** How errors are printed: the same number of decimals for all, enough for four digits. */
final class Figures {
  private static final int DIGITS = 4;
  private static final int MOST_DECIMALS = 8;

  private Figures() {}

  /** Decimals that show a value of this size with four significant digits, none for thousands. */
  static int decimals(double size) {
    if (!(size > 0) || Double.isInfinite(size)) {
      return 1;
    }
    int before = (int) Math.floor(Math.log10(size)) + 1;
    return Math.clamp(DIGITS - (long) before, 0, MOST_DECIMALS);
  }

  /** A value with a fixed number of decimals and a point, whatever the locale. */
  static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    // Rounding may leave "-0.0", which reads like a sign that is not there.
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  /** A share in percent, one decimal: {@code 0.108} is {@code 10.8 %}. */
  static String percent(double share) {
    return fixed(100 * share, 1) + " %";
  }
}
