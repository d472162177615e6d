package dev.timestep.report;

import dev.timestep.judge.CountText;
import java.util.List;

/**
 * Stretches of time in the words that a reader would choose: "1 day" rather than "1440 minutes", "2
 * hours 30 minutes" rather than "150 minutes", but "28 days" and "90 seconds" as they are.
 *
 * <pre>{@code
 * Spans.words(1440, "minute");  // "1 day"
 * Spans.words(168, "hour");     // "7 days"
 * Spans.words(28, "day");       // "28 days"
 * Spans.words(24, "month");     // "2 years"
 * Spans.words(12, "row");       // "12 rows"
 * }</pre>
 */
public final class Spans {
  /** A unit and how many of them make one of the next. */
  private record Unit(String name, int next) {}

  /** Each chain goes from a unit to those that hold a whole number of it. */
  private static final List<List<Unit>> CHAINS =
      List.of(
          List.of(
              new Unit("millisecond", 1000),
              new Unit("second", 60),
              new Unit("minute", 60),
              new Unit("hour", 24),
              new Unit("day", 0)),
          List.of(new Unit("month", 12), new Unit("year", 0)));

  private Spans() {}

  /**
   * The stretch in words. A larger unit is taken where it comes out whole, and together with the
   * smaller one where there are at least two of the larger. Days stay days, however many.
   *
   * @param amount how many units, at least 0
   * @param unit the unit in the singular, for example "minute"; any other noun, such as "row" or
   *     "business day", is counted as it is
   * @throws IllegalArgumentException where the amount is negative
   */
  public static String words(long amount, String unit) {
    Check.that(amount >= 0, "Spans.words expects an amount >= 0; received %d.", amount);
    for (List<Unit> chain : CHAINS) {
      for (int at = 0; at < chain.size(); at++) {
        if (chain.get(at).name().equals(unit)) {
          return words(amount, chain.subList(at, chain.size()));
        }
      }
    }
    return CountText.of(amount, unit);
  }

  private static String words(long amount, List<Unit> chain) {
    Unit unit = chain.getFirst();
    if (unit.next() == 0 || amount == 0) {
      return CountText.of(amount, unit.name());
    }
    long larger = amount / unit.next();
    long rest = amount % unit.next();
    List<Unit> above = chain.subList(1, chain.size());
    if (rest == 0) {
      return words(larger, above);
    }
    return larger < 2
        ? CountText.of(amount, unit.name())
        : words(larger, above) + " " + CountText.of(rest, unit.name());
  }
}
