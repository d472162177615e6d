package dev.timestep.task.table.cells;

import java.util.Currency;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The units that may stand around a number: money before it, money or any other unit after it. */
final class Units {

  private static final Pattern MONEY =
      Pattern.compile("[A-Za-z]{0,3}\\p{Sc}[A-Za-z]{0,3}|\\p{Sc}/[A-Za-z]{1,4}");

  /**
   * Letters and signs of units; the digits 2 and 3 only as powers, so that "2009Q3" is not a
   * number.
   */
  private static final Pattern UNIT =
      Pattern.compile(
          "(?=.{1,20}$)[\\p{L}%‰°µΩ\\p{Sc}/](?:[\\p{L}%‰°²³·/.Ω\\p{Sc}-]|(?<=[m^O])[23]|\\^"
              + "| (?=[\\p{L}/%°(])|\\([\\p{L} /]+\\))*");

  /** Ordinals and halves of a day make a number something else. */
  private static final Set<String> NEVER =
      Set.of("st", "nd", "rd", "th", "am", "pm", "a.m.", "p.m.", "x", "-");

  private static final Set<String> CODES = codes();

  private Units() {}

  private static Set<String> codes() {
    Set<String> codes = new HashSet<>(Set.of("RS", "RS.", "FR", "FR.", "SFR", "SFR.", "KR", "KR."));
    codes.addAll(Set.of("RM", "ZŁ", "KČ", "RMB", "TL", "RP", "RP.", "TK", "FT", "LEI"));
    codes.addAll(Set.of("DH", "DHS", "KSH", "TSH", "USH", "PHP", "NT", "BS", "BS."));
    for (Currency currency : Currency.getAvailableCurrencies()) {
      codes.add(currency.getCurrencyCode());
    }
    return Set.copyOf(codes);
  }

  /**
   * The unit that the texts before and after a number name together.
   *
   * @return an empty text when there is none; nothing when these texts are not units
   */
  static Optional<String> around(String before, String after) {
    if (before.isEmpty() && after.isEmpty()) {
      return Optional.of("");
    }
    boolean good =
        (before.isEmpty() || isMoney(before))
            && (after.isEmpty() || isMoney(after) || isUnit(after));
    return good ? Optional.of((before + " " + after).strip()) : Optional.empty();
  }

  /** Whether negative amounts of the unit are written in parentheses. */
  static boolean isAccounting(String unit) {
    return unit.equals("%") || isMoney(unit);
  }

  static boolean isMoney(String text) {
    return CODES.contains(text.toUpperCase(Locale.ROOT)) || MONEY.matcher(text).matches();
  }

  private static boolean isUnit(String text) {
    return UNIT.matcher(text).matches() && !NEVER.contains(text.toLowerCase(Locale.ROOT));
  }
}
