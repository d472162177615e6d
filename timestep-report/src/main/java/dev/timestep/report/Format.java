package dev.timestep.report;

import dev.timestep.judge.CountText;
import dev.timestep.judge.NumberText;
import java.util.Locale;

/** How the page prints figures. */
final class Format {
  private static final int FIGURES = 4;

  private Format() {}

  /** The form in which the smallest of the sizes has four figures, for a column of numbers. */
  static NumberText form(Numbers sizes) {
    return NumberText.column(FIGURES, sizes.toArray());
  }

  /** A number in the form of its column, or a dash where there is none. */
  static String fixed(double value, NumberText form) {
    return Double.isFinite(value) ? typeset(form.of(value)) : "–";
  }

  /** A figure that is written already, with the page's signs and spaces. */
  static String printed(String figure) {
    return figure.endsWith(" %")
        ? typeset(figure.substring(0, figure.length() - 2)) + "\u202f%"
        : typeset(figure);
  }

  /** Words with a true minus sign before their numbers, and no line break before a percent sign. */
  static String signs(String words) {
    return words.replaceAll("(?<![\\w.-])-(?=\\d)", "−").replaceAll("(?<=\\d) %", "\u202f%");
  }

  /** Words as a sentence begins: with a capital letter. */
  static String sentence(String words) {
    int first = words.offsetByCodePoints(0, 1);
    return words.substring(0, first).toUpperCase(Locale.ROOT) + words.substring(first);
  }

  /** A number with about four figures. */
  static String number(double value) {
    return value == 0 ? "0" : fixed(value, form(Numbers.of(value)));
  }

  /** A count with thousands apart. */
  static String count(long value) {
    return CountText.grouped(value);
  }

  /** A share such as 0.083 as "8.3 %". */
  static String percent(double share) {
    return Double.isFinite(share) ? typeset(NumberText.fixed(100 * share, 1)) + "\u202f%" : "–";
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

  /** With a true minus sign, and thousands apart; what follows an "e" stays as files write it. */
  private static String typeset(String number) {
    int end = number.length();
    for (int at = number.length() - 1; at >= 0; at--) {
      if (number.charAt(at) == '.' || number.charAt(at) == 'e') {
        end = at;
      }
    }
    boolean negative = number.startsWith("-");
    StringBuilder text = new StringBuilder(number.substring(negative ? 1 : 0));
    for (int at = end - (negative ? 1 : 0) - 3; at > 0; at -= 3) {
      text.insert(at, ',');
    }
    return negative ? "−" + text : text.toString();
  }
}
