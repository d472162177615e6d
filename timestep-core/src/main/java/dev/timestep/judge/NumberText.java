package dev.timestep.judge;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as text: the digits that matter at any magnitude, the same on every machine and in every
 * locale.
 *
 * <p>A number from 1e-4 up to 1e15 is written plainly, {@code 1200000051222.4}; one outside that
 * range with an exponent, {@code 2.7427e-09}. Thousands are never grouped, so that every text can
 * be read back as a number.
 *
 * <p>An object of this class is the form of several numbers that are compared: they share their
 * decimals and their exponent.
 *
 * <pre>{@code
 * NumberText form = NumberText.column(4, 8.123e-10, 1.1345e-9);
 * form.of(8.123e-10);   // 0.8123e-09
 * form.of(1.1345e-9);   // 1.1345e-09
 * }</pre>
 */
public final class NumberText {
  /** Significant digits of a number that stands alone in a sentence. */
  private static final int FIGURES = 4;

  /** Digits that a double keeps, whatever they are. */
  private static final int DOUBLE_DIGITS = 15;

  private static final int LOWEST_PLAIN = -4;
  private static final int HIGHEST_PLAIN = 14;

  /** Digits of the smallest number. */
  private final int digits;

  /** Decimal exponents of the smallest and of the largest number. */
  private final int smallest;

  private final int largest;

  /** Decimals, more than {@code digits} asks for where differences have to be seen. */
  private final int decimals;

  private NumberText(int digits, int smallest, int largest, int decimals) {
    this.digits = digits;
    this.smallest = smallest;
    this.largest = largest;
    this.decimals = decimals;
  }

  /**
   * The form of numbers that are compared: the smallest of them, apart from zeros, has at least
   * {@code digits} significant digits, and the others as many decimals. Where the numbers lie so
   * far apart that a double could not hold them all at these decimals, each is written for itself.
   *
   * @param digits significant digits, 1 or more
   * @param sizes the numbers; signs do not matter, what is not finite is passed over
   */
  public static NumberText column(int digits, double... sizes) {
    int smallest = Integer.MAX_VALUE;
    int largest = Integer.MIN_VALUE;
    for (double size : sizes) {
      if (size != 0 && Double.isFinite(size)) {
        smallest = Math.min(smallest, exponent(size));
        largest = Math.max(largest, exponent(size));
      }
    }
    if (largest < smallest) {
      // Zeros only: one decimal shows that these are measured, not counted.
      return new NumberText(digits, 0, 0, 1);
    }
    int shared = plain(largest) ? 0 : largest;
    return new NumberText(digits, smallest, largest, Math.max(0, digits - 1 - smallest + shared));
  }

  /**
   * The same form with enough decimals for a difference between the numbers to be seen.
   *
   * @param wanted significant digits of the difference
   * @param difference the difference; zero and what is not finite change nothing
   */
  public NumberText showing(int wanted, double difference) {
    if (difference == 0 || !Double.isFinite(difference)) {
      return this;
    }
    int needed = wanted - 1 - exponent(difference) + shared();
    int most = DOUBLE_DIGITS - 1 - largest + shared();
    return withDecimals(Math.max(decimals, Math.min(needed, most)));
  }

  /** The same form with at least so many decimals. */
  public NumberText withDecimals(int least) {
    return new NumberText(digits, smallest, largest, Math.max(decimals, least));
  }

  /** The number in this form; a zero has no sign, and a number that is not finite is "-". */
  public String of(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    boolean together = largest - smallest + digits <= DOUBLE_DIGITS;
    int highest = plain(largest) ? HIGHEST_PLAIN : largest + 1;
    if (value == 0 || (together && exponent(value) <= highest)) {
      return write(value, decimals, shared());
    }
    int own = exponent(value);
    return plain(own)
        ? write(value, Math.max(0, digits - 1 - own), 0)
        : write(value, digits - 1, own);
  }

  /** The exponent that all numbers of this form are written with, 0 for plain ones. */
  private int shared() {
    return plain(largest) ? 0 : largest;
  }

  /** A number that stands alone, with four significant digits and no fewer before the point. */
  public static String figures(double value) {
    return column(FIGURES, value).of(value);
  }

  /** A number with a fixed count of decimals. */
  public static String fixed(double value, int decimals) {
    return Double.isFinite(value) ? write(value, decimals, 0) : "-";
  }

  /** A share in percent with one decimal: {@code 0.108} is {@code 10.8 %}. */
  public static String percent(double share) {
    return Double.isFinite(share) ? fixed(100 * share, 1) + " %" : "-";
  }

  /**
   * The shortest text that reads back as the same number: {@code 17}, {@code 1200000051222.4},
   * {@code 2.7427e-09}.
   *
   * @throws IllegalArgumentException if the number is not finite
   */
  public static String exact(double value) {
    BigDecimal number = decimal(value);
    if (number.signum() == 0) {
      return "0";
    }
    int exponent = exponent(value);
    return plain(exponent)
        ? number.toPlainString()
        : write(value, number.precision() - 1, exponent);
  }

  /**
   * The number that {@link #exact} writes, for JSON: no more digits than a double needs.
   *
   * @throws IllegalArgumentException if the number is not finite
   */
  public static BigDecimal decimal(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "NumberText expects a finite number; received " + value + ".");
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    boolean wholeAndPlain = shortest.scale() < 0 && plain(exponent(value));
    return wholeAndPlain ? shortest.setScale(0) : shortest;
  }

  /**
   * The number rounded to a power of ten, at least as coarse as the number itself can be held.
   *
   * @param value any finite number
   * @param unit above zero; the number is rounded to the power of ten at or below it
   */
  public static double rounded(double value, double unit) {
    int coarsest = Math.max(exponent(unit), exponent(Math.ulp(value)) + 1);
    return new BigDecimal(value).setScale(-coarsest, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static boolean plain(int exponent) {
    return exponent >= LOWEST_PLAIN && exponent <= HIGHEST_PLAIN;
  }

  /** The decimal exponent of the first digit: 3 for 2207.8, −9 for 4e-9. */
  private static int exponent(double value) {
    // The shortest text, so that 1e-10, which is stored a little above or below, counts as 1e-10.
    BigDecimal number = new BigDecimal(Double.toString(Math.abs(value)));
    return number.precision() - number.scale() - 1;
  }

  private static String write(double value, int decimals, int exponent) {
    BigDecimal number =
        new BigDecimal(Double.toString(value))
            .scaleByPowerOfTen(-exponent)
            .setScale(decimals, RoundingMode.HALF_UP);
    // A rounded zero loses its sign, which would read like one that is not there.
    String mantissa = number.toPlainString();
    return exponent == 0
        ? mantissa
        : mantissa + (exponent < 0 ? "e-" : "e+") + twoDigits(Math.abs(exponent));
  }

  private static String twoDigits(int exponent) {
    return exponent < 10 ? "0" + exponent : Integer.toString(exponent);
  }
}
