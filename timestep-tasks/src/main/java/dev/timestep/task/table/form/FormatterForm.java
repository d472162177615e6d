package dev.timestep.task.table.form;

import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Stamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/**
 * A pattern with letters that only {@link DateTimeFormatter} supports, such as a named zone.
 *
 * @param pattern as the user gave it
 */
record FormatterForm(String pattern, DateTimeFormatter formatter) implements TimeForm {

  /**
   * The form of a pattern.
   *
   * @throws IllegalArgumentException when it is not a pattern
   */
  static FormatterForm of(String pattern) {
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(withProlepticYear(pattern))
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    return new FormatterForm(pattern, formatter);
  }

  /** Strict resolving, which refuses February 30, needs year "u" where people write "y". */
  private static String withProlepticYear(String pattern) {
    StringBuilder result = new StringBuilder(pattern.length());
    boolean quoted = false;
    for (char c : pattern.toCharArray()) {
      quoted ^= c == '\'';
      result.append(c == 'y' && !quoted ? 'u' : c);
    }
    return result.toString();
  }

  @Override
  public Optional<Reading> read(String cell) {
    try {
      return Optional.of(Reading.of(stamp(formatter.parse(cell))));
    } catch (DateTimeParseException e) {
      if (e.getCause() instanceof DateTimeException cause) {
        throw cause;
      }
      return Optional.empty();
    }
  }

  /** Whatever the pattern leaves out is the first: month 1, day 1, midnight. */
  private static Stamp stamp(TemporalAccessor parsed) {
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)
        && parsed.query(TemporalQueries.zone()) == null) {
      return Stamp.utc(Instant.from(parsed));
    }
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date == null) {
      int year = parsed.get(ChronoField.YEAR);
      int month =
          parsed.isSupported(ChronoField.MONTH_OF_YEAR) ? parsed.get(ChronoField.MONTH_OF_YEAR) : 1;
      date = LocalDate.of(year, month, 1);
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    LocalDateTime local = LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time);
    // A named zone stands for the offset that it has at this time.
    return new Stamp(
        local,
        Optional.ofNullable(parsed.query(TemporalQueries.zone()))
            .map(zone -> zone.getRules().getOffset(local)));
  }

  @Override
  public String print(LocalDateTime local, ZoneOffset offset) {
    // As a zone, which a pattern with the name of one asks for.
    return formatter.format(local.atZone(offset));
  }

  @Override
  public FormatterForm spelledLike(String[] cells) {
    return this;
  }

  @Override
  public DateOrder order() {
    return DateOrder.AUTO;
  }
}
