package dev.timestep.report;

import java.util.Locale;

/** How the page prints figures. */
final class Format {
  private static final int FIGURES = 4;

  private Format() {}

  /**
   * Decimals that give the smallest of the sizes four figures, so that a column can be printed with
   * one number of decimals.
   */
  static int decimals(Numbers sizes) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < sizes.size(); i++) {
      double size = Math.abs(sizes.at(i));
      if (size > 0 && size < smallest) {
        smallest = size;
      }
    }
    if (Double.isInfinite(smallest)) {
      return 0;
    }
    return Math.clamp(FIGURES - 1 - (long) Math.floor(Math.log10(smallest)), 0, 9);
  }

  /** A number with a fixed count of decimals, or a dash where there is none. */
  static String fixed(double value, int decimals) {
    return Double.isFinite(value)
        ? minus(String.format(Locale.ROOT, "%,." + decimals + "f", value))
        : "–";
  }

  /** A number with about four figures. */
  static String number(double value) {
    return fixed(value, decimals(Numbers.of(value)));
  }

  /** A count with thousands apart. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A share such as 0.083 as "8.3 %". */
  static String percent(double share) {
    return Double.isFinite(share)
        ? minus(String.format(Locale.ROOT, "%.1f\u202f%%", 100 * share))
        : "–";
  }

  /** A duration such as "8.4 s", "1 min 32 s" or "2 h 5 min". */
  static String seconds(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /** A count with its noun: "1 row", "2,000 rows". */
  static String plural(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  private static String minus(String number) {
    boolean zero = number.chars().noneMatch(c -> c >= '1' && c <= '9');
    return number.startsWith("-") ? (zero ? "" : "−") + number.substring(1) : number;
  }
}
