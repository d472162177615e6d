package dev.timestep.task.table.form;

import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Stamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times that are counted from a day: seconds and parts of them since 1970, days of spreadsheets.
 *
 * @param decimals digits after the decimal sign that are written at most
 * @param decimal the sign before them, '.' or ','
 * @param fixed whether all of them are written, zeros too
 */
public record CountForm(Unit unit, int decimals, char decimal, boolean fixed) implements TimeForm {

  /** What is counted. */
  public enum Unit {
    SECONDS(1, "seconds since 1970"),
    MILLISECONDS(1_000, "milliseconds since 1970"),
    MICROSECONDS(1_000_000, "microseconds since 1970"),
    NANOSECONDS(1_000_000_000, "nanoseconds since 1970"),
    /** Days since the end of 1899, as spreadsheets count them from March 1900 on. */
    SERIAL(0, "serial day numbers of a spreadsheet (1900 system)"),
    /** Days since 1904-01-01, as some spreadsheets of Macintosh computers count them. */
    SERIAL_1904(0, "serial day numbers of a spreadsheet (1904 system)");

    private final long perSecond;
    private final String words;

    Unit(long perSecond, String words) {
      this.perSecond = perSecond;
      this.words = words;
    }

    public String words() {
      return words;
    }

    private LocalDate start() {
      return this == SERIAL_1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
    }
  }

  /** The value of {@code --time-format} for {@link Unit#SERIAL}. */
  public static final String SERIAL_PATTERN = "serial";

  /** The value of {@code --time-format} for {@link Unit#SERIAL_1904}. */
  static final String SERIAL_1904_PATTERN = "serial1904";

  private static final Pattern NUMBER = Pattern.compile("(\\d{1,19})(?:([.,])(\\d{1,18}))?");
  private static final BigDecimal NANOS_PER_DAY = BigDecimal.valueOf(86_400_000_000_000L);

  /** The last of 9999, beyond which spreadsheets do not count. */
  private static final long LAST_SERIAL = 2_958_465;

  public static CountForm of(Unit unit) {
    return new CountForm(unit, 0, '.', false);
  }

  private boolean serial() {
    return unit == Unit.SERIAL || unit == Unit.SERIAL_1904;
  }

  @Override
  public Optional<Reading> read(String cell) {
    Matcher matcher = NUMBER.matcher(cell);
    boolean fraction = matcher.matches() && matcher.group(3) != null;
    if (!matcher.matches() || (fraction && !serial() && unit != Unit.SECONDS)) {
      return Optional.empty();
    }
    BigDecimal count = new BigDecimal(cell.replace(',', '.'));
    if (serial()) {
      return Optional.of(Reading.of(Stamp.local(day(count, decimals))));
    }
    BigDecimal nanos = count.multiply(BigDecimal.valueOf(1_000_000_000 / unit.perSecond));
    BigDecimal[] parts =
        nanos
            .setScale(0, RoundingMode.HALF_UP)
            .divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    if (parts[0].abs().compareTo(BigDecimal.valueOf(31_556_889_864_403_199L)) > 0) {
      throw new DateTimeException("too many digits");
    }
    Instant instant = Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
    return Optional.of(Reading.of(Stamp.utc(instant)));
  }

  /** The day and the time of day, to the precision that so many digits can give. */
  private LocalDateTime day(BigDecimal count, int digits) {
    if (count.compareTo(BigDecimal.valueOf(LAST_SERIAL)) > 0) {
      throw new DateTimeException("a serial day number goes up to " + LAST_SERIAL);
    }
    BigDecimal whole = count.setScale(0, RoundingMode.FLOOR);
    long nanos = count.subtract(whole).multiply(NANOS_PER_DAY).longValue();
    long minute = 60_000_000_000L;
    int given = Math.max(digits, count.scale());
    long unitNanos =
        given <= 2 ? 15 * minute : given == 3 ? 5 * minute : given == 4 ? minute : 1_000_000_000L;
    long rounded = Math.round((double) nanos / unitNanos) * unitNanos;
    return unit.start().plusDays(whole.longValue()).atStartOfDay().plusNanos(rounded);
  }

  @Override
  public String print(LocalDateTime local, ZoneOffset offset) {
    if (!serial()) {
      long second = local.toEpochSecond(offset);
      BigDecimal count =
          BigDecimal.valueOf(second)
              .add(BigDecimal.valueOf(local.getNano(), 9))
              .multiply(BigDecimal.valueOf(unit.perSecond));
      return plain(count);
    }
    long days = local.toLocalDate().toEpochDay() - unit.start().toEpochDay();
    BigDecimal part =
        BigDecimal.valueOf(local.toLocalTime().toNanoOfDay())
            .divide(NANOS_PER_DAY, 18, RoundingMode.HALF_UP);
    return plain(part.add(BigDecimal.valueOf(days)));
  }

  private String plain(BigDecimal count) {
    BigDecimal scaled = count.setScale(decimals, RoundingMode.HALF_UP);
    BigDecimal shown = fixed || scaled.signum() == 0 ? scaled : scaled.stripTrailingZeros();
    String text = shown.setScale(Math.max(0, shown.scale())).toPlainString();
    return decimal == '.' ? text : text.replace('.', decimal);
  }

  @Override
  public CountForm spelledLike(String[] cells) {
    int most = 0;
    int least = Integer.MAX_VALUE;
    char sign = '.';
    for (String cell : cells) {
      Matcher matcher = NUMBER.matcher(cell);
      if (matcher.matches()) {
        int digits = matcher.group(3) == null ? 0 : matcher.group(3).length();
        sign = digits > 0 ? matcher.group(2).charAt(0) : sign;
        most = Math.max(most, digits);
        least = Math.min(least, digits);
      }
    }
    return new CountForm(unit, most, sign, most == least);
  }

  @Override
  public String pattern() {
    return unit == Unit.SERIAL_1904 ? SERIAL_1904_PATTERN : SERIAL_PATTERN;
  }

  @Override
  public DateOrder order() {
    return DateOrder.AUTO;
  }
}
