package dev.timestep.task.table;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * What the user says about a table; whatever is left empty is found by looking.
 *
 * @param delimiter between cells, {@code --delimiter}
 * @param header whether the first row names the columns, {@code --header true|false}
 * @param charset of the file, {@code --encoding}
 * @param decimal the decimal sign, '.' or ',', {@code --decimal}
 * @param missing further texts or numbers that mark a missing cell, {@code --missing}; empty, NA,
 *     N/A, NaN, null, none, missing, ?, - and a lone point always do
 * @param time name or 1-based number of the time column, several joined by '+' ("date+hour"), or
 *     {@value #NO_TIME} for rows that are equally spaced without one, {@code --time}
 * @param timeFormat a {@link java.time.format.DateTimeFormatter} pattern, {@code --time-format}
 * @param dateOrder day or month first, {@code --date-order dmy|mdy}
 * @param timeZone in which the series lives, {@code --time-zone}
 * @param frequency the step between rows, {@code --freq}, e.g. "5min"
 * @param sort whether rows may be put in order of time, {@code --sort}
 * @param duplicates what to do with equal time stamps, {@code --duplicates}
 * @param fill how holes are filled, {@code --fill}
 */
public record ReadOptions(
    Optional<Character> delimiter,
    Optional<Boolean> header,
    Optional<Charset> charset,
    Optional<Character> decimal,
    Set<String> missing,
    Optional<String> time,
    Optional<String> timeFormat,
    DateOrder dateOrder,
    Optional<ZoneId> timeZone,
    Optional<Frequency> frequency,
    boolean sort,
    Duplicates duplicates,
    Fill fill) {

  /** The value of {@code --time} that asks for an axis of row numbers. */
  public static final String NO_TIME = "none";

  public ReadOptions {
    missing = Set.copyOf(missing);
    decimal.ifPresent(
        sign -> {
          if (sign != '.' && sign != ',') {
            throw new TableException("--decimal expects '.' or ','; received '" + sign + "'.");
          }
        });
  }

  /** Everything found by looking, nothing sorted, merged or filled. */
  public static ReadOptions defaults() {
    return new ReadOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        DateOrder.AUTO,
        Optional.empty(),
        Optional.empty(),
        false,
        Duplicates.ERROR,
        Fill.NONE);
  }

  /** These options with another {@link #delimiter}. */
  public ReadOptions withDelimiter(char delimiter) {
    return new ReadOptions(
        Optional.of(delimiter),
        header,
        charset,
        decimal,
        missing,
        time,
        timeFormat,
        dateOrder,
        timeZone,
        frequency,
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #header}. */
  public ReadOptions withHeader(boolean header) {
    return new ReadOptions(
        delimiter,
        Optional.of(header),
        charset,
        decimal,
        missing,
        time,
        timeFormat,
        dateOrder,
        timeZone,
        frequency,
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #charset}. */
  public ReadOptions withCharset(Charset charset) {
    return new ReadOptions(
        delimiter,
        header,
        Optional.of(charset),
        decimal,
        missing,
        time,
        timeFormat,
        dateOrder,
        timeZone,
        frequency,
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #decimal}. */
  public ReadOptions withDecimal(char decimal) {
    return new ReadOptions(
        delimiter,
        header,
        charset,
        Optional.of(decimal),
        missing,
        time,
        timeFormat,
        dateOrder,
        timeZone,
        frequency,
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #missing}. */
  public ReadOptions withMissing(Set<String> missing) {
    return new ReadOptions(
        delimiter,
        header,
        charset,
        decimal,
        missing,
        time,
        timeFormat,
        dateOrder,
        timeZone,
        frequency,
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #time}. */
  public ReadOptions withTime(String time) {
    return new ReadOptions(
        delimiter,
        header,
        charset,
        decimal,
        missing,
        Optional.of(time),
        timeFormat,
        dateOrder,
        timeZone,
        frequency,
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #timeFormat}. */
  public ReadOptions withTimeFormat(String timeFormat) {
    return new ReadOptions(
        delimiter,
        header,
        charset,
        decimal,
        missing,
        time,
        Optional.of(timeFormat),
        dateOrder,
        timeZone,
        frequency,
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #dateOrder}. */
  public ReadOptions withDateOrder(DateOrder dateOrder) {
    return new ReadOptions(
        delimiter,
        header,
        charset,
        decimal,
        missing,
        time,
        timeFormat,
        dateOrder,
        timeZone,
        frequency,
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #timeZone}. */
  public ReadOptions withTimeZone(ZoneId timeZone) {
    return new ReadOptions(
        delimiter,
        header,
        charset,
        decimal,
        missing,
        time,
        timeFormat,
        dateOrder,
        Optional.of(timeZone),
        frequency,
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #frequency}. */
  public ReadOptions withFrequency(Frequency frequency) {
    return new ReadOptions(
        delimiter,
        header,
        charset,
        decimal,
        missing,
        time,
        timeFormat,
        dateOrder,
        timeZone,
        Optional.of(frequency),
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #sort}. */
  public ReadOptions withSort(boolean sort) {
    return new ReadOptions(
        delimiter,
        header,
        charset,
        decimal,
        missing,
        time,
        timeFormat,
        dateOrder,
        timeZone,
        frequency,
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #duplicates}. */
  public ReadOptions withDuplicates(Duplicates duplicates) {
    return new ReadOptions(
        delimiter,
        header,
        charset,
        decimal,
        missing,
        time,
        timeFormat,
        dateOrder,
        timeZone,
        frequency,
        sort,
        duplicates,
        fill);
  }

  /** These options with another {@link #fill}. */
  public ReadOptions withFill(Fill fill) {
    return new ReadOptions(
        delimiter,
        header,
        charset,
        decimal,
        missing,
        time,
        timeFormat,
        dateOrder,
        timeZone,
        frequency,
        sort,
        duplicates,
        fill);
  }
}
