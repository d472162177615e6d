package dev.timestep.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the data that a page's script reads. Enough of JSON for that, and safe inside a {@code
 * <script>} element: no {@code <}, {@code >} or {@code &} leaves it unescaped.
 */
final class Json {
  /** Digits that a plot can show; a column far from zero gets more, see {@link #digits}. */
  private static final int PLOT_DIGITS = 5;

  private static final int DOUBLE_DIGITS = 15;

  private final StringBuilder out = new StringBuilder();

  private Json() {}

  /** Numbers that are written with this many significant digits. */
  record Rounded(Numbers numbers, int digits) {}

  /** A map of the given names and values, in that order. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  /**
   * The source of a map, list, text, number, boolean, {@link Numbers} or {@link Rounded}. Missing
   * numbers become null. Maps are written in their own order.
   */
  static String write(Object value) {
    Json json = new Json();
    json.value(value);
    return json.out.toString();
  }

  /**
   * Significant digits that keep steps of about 1/10⁵ of the range, however far from zero it lies.
   */
  static int digits(Numbers numbers) {
    double low = numbers.min();
    double high = numbers.max();
    double largest = Math.max(Math.abs(low), Math.abs(high));
    if (!(high > low)) {
      return DOUBLE_DIGITS;
    }
    int lost = (int) Math.round(Math.log10(largest / (high - low)));
    return Math.clamp(PLOT_DIGITS + (long) Math.max(0, lost), PLOT_DIGITS, DOUBLE_DIGITS);
  }

  private void value(Object value) {
    switch (value) {
      case Map<?, ?> map -> map(map);
      case Iterable<?> list -> list(list);
      case Numbers numbers -> numbers(numbers, digits(numbers));
      case Rounded rounded -> numbers(rounded.numbers(), rounded.digits());
      case int[] integers -> integers(integers);
      case Double number -> number(number, DOUBLE_DIGITS);
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      case String text -> text(text);
      default ->
          throw new IllegalArgumentException(
              "Json expects a map, list, text, number or boolean; received "
                  + value.getClass().getName()
                  + ".");
    }
  }

  private void map(Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      text(String.valueOf(entry.getKey()));
      out.append(':');
      value(entry.getValue());
      separator = ",";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private void list(Iterable<?> list) {
    out.append('[');
    String separator = "";
    for (Object entry : list) {
      out.append(separator);
      value(entry);
      separator = ",";
    }
    out.append(']');
  }

  private void numbers(Numbers numbers, int digits) {
    out.append('[');
    for (int i = 0; i < numbers.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      number(numbers.at(i), digits);
    }
    out.append(']');
  }

  private void integers(int[] integers) {
    out.append('[');
    for (int i = 0; i < integers.length; i++) {
      out.append(i > 0 ? "," : "").append(integers[i]);
    }
    out.append(']');
  }

  private void number(double number, int digits) {
    if (!Double.isFinite(number)) {
      out.append("null");
    } else if (number == Math.rint(number) && Math.abs(number) < 1e9) {
      out.append((long) number);
    } else {
      BigDecimal rounded =
          new BigDecimal(number).round(new MathContext(digits)).stripTrailingZeros();
      String plain = rounded.toPlainString();
      String scientific = rounded.toString();
      out.append(plain.length() <= scientific.length() ? plain : scientific);
    }
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c < 0x7f && "\"\\<>&'".indexOf(c) < 0;
      boolean letter = c > 0xa0 && !Character.isSurrogate(c) && c < 0x2000;
      if (plain || letter) {
        out.append(c);
      } else {
        out.append("\\u").append(Character.forDigit(c >> 12, 16));
        out.append(Character.forDigit((c >> 8) & 15, 16));
        out.append(Character.forDigit((c >> 4) & 15, 16));
        out.append(Character.forDigit(c & 15, 16));
      }
    }
    out.append('"');
  }
}
