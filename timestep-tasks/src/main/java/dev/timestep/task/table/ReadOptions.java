package dev.timestep.task.table;

import static dev.timestep.task.message.Setting.setting;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The user's options for a table; whatever is left empty is detected.
 *
 * @param delimiter between cells, {@code --delimiter}
 * @param header whether the first row names the columns, {@code --header true|false}
 * @param charset of the file, {@code --encoding}
 * @param decimal the decimal sign, '.' or ',', {@code --decimal}
 * @param missing further texts or numbers that mark a missing cell, {@code --missing}; empty cells,
 *     NA, NaN, null, ?, -, the errors of spreadsheets (#N/A) and their like always do
 * @param skipLines numbers of lines that are not part of the table, counted from 1, {@code
 *     --skip-lines}
 * @param where the rows that are read, {@code --where store=Elm}; all of them when empty
 * @param time name or 1-based number of the time column, several joined by '+' ("date+hour"), or
 *     {@value #NO_TIME} for rows that are equally spaced without one, {@code --time}
 * @param timeFormat a {@link java.time.format.DateTimeFormatter} pattern, "serial" or "serial1904",
 *     {@code --time-format}
 * @param dateOrder order of day, month and year, {@code --date-order dmy|mdy|ymd}
 * @param timeZone in which the series lives, {@code --time-zone}
 * @param frequency the step between rows, {@code --freq}, e.g. "5min"
 * @param sort whether rows may be put in order of time, {@code --sort}
 * @param duplicates what to do with equal time stamps, {@code --duplicates}
 * @param fill how holes are filled, {@code --fill}
 * @param like how an earlier file of the same kind was read: decides where this file does not, and
 *     is compared with it where it does
 */
public record ReadOptions(
    Optional<Character> delimiter,
    Optional<Boolean> header,
    Optional<Charset> charset,
    Optional<Character> decimal,
    Set<String> missing,
    Set<Integer> skipLines,
    Optional<Where> where,
    Optional<String> time,
    Optional<String> timeFormat,
    DateOrder dateOrder,
    Optional<ZoneId> timeZone,
    Optional<Frequency> frequency,
    boolean sort,
    Duplicates duplicates,
    Fill fill,
    Optional<TableReading> like) {

  /** The value of {@code --time} that asks for an axis of row numbers. */
  public static final String NO_TIME = "none";

  public ReadOptions {
    missing = Set.copyOf(missing);
    skipLines = Set.copyOf(skipLines);
    decimal.ifPresent(
        sign -> {
          if (sign != '.' && sign != ',') {
            throw new TableException(
                setting("decimal") + " expects '.' or ','; received '" + sign + "'.");
          }
        });
  }

  /** Everything detected, nothing sorted, merged or filled. */
  public static ReadOptions defaults() {
    return new Draft().options();
  }

  /** These options with another {@link #delimiter}. */
  public ReadOptions withDelimiter(char delimiter) {
    return with(draft -> draft.delimiter = Optional.of(delimiter));
  }

  /** These options with another {@link #header}. */
  public ReadOptions withHeader(boolean header) {
    return with(draft -> draft.header = Optional.of(header));
  }

  /** These options with another {@link #charset}. */
  public ReadOptions withCharset(Charset charset) {
    return with(draft -> draft.charset = Optional.of(charset));
  }

  /** These options with another {@link #decimal}. */
  public ReadOptions withDecimal(char decimal) {
    return with(draft -> draft.decimal = Optional.of(decimal));
  }

  /** These options with another {@link #missing}. */
  public ReadOptions withMissing(Set<String> missing) {
    return with(draft -> draft.missing = missing);
  }

  /** These options with another {@link #skipLines}. */
  public ReadOptions withSkipLines(Set<Integer> skipLines) {
    return with(draft -> draft.skipLines = skipLines);
  }

  /** These options with another {@link #where}. */
  public ReadOptions withWhere(Where where) {
    return with(draft -> draft.where = Optional.of(where));
  }

  /** These options with another {@link #time}. */
  public ReadOptions withTime(String time) {
    return with(draft -> draft.time = Optional.of(time));
  }

  /** These options with another {@link #timeFormat}. */
  public ReadOptions withTimeFormat(String timeFormat) {
    return with(draft -> draft.timeFormat = Optional.of(timeFormat));
  }

  /** These options with another {@link #dateOrder}. */
  public ReadOptions withDateOrder(DateOrder dateOrder) {
    return with(draft -> draft.dateOrder = dateOrder);
  }

  /** These options with another {@link #timeZone}. */
  public ReadOptions withTimeZone(ZoneId timeZone) {
    return with(draft -> draft.timeZone = Optional.of(timeZone));
  }

  /** These options with another {@link #frequency}. */
  public ReadOptions withFrequency(Frequency frequency) {
    return with(draft -> draft.frequency = Optional.of(frequency));
  }

  /** These options with another {@link #sort}. */
  public ReadOptions withSort(boolean sort) {
    return with(draft -> draft.sort = sort);
  }

  /** These options with another {@link #duplicates}. */
  public ReadOptions withDuplicates(Duplicates duplicates) {
    return with(draft -> draft.duplicates = duplicates);
  }

  /** These options with another {@link #fill}. */
  public ReadOptions withFill(Fill fill) {
    return with(draft -> draft.fill = fill);
  }

  /** These options with another {@link #like}. */
  public ReadOptions withLike(Optional<TableReading> like) {
    return with(draft -> draft.like = like);
  }

  private ReadOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** Options of which one is being changed. */
  private static final class Draft {
    Optional<Character> delimiter = Optional.empty();
    Optional<Boolean> header = Optional.empty();
    Optional<Charset> charset = Optional.empty();
    Optional<Character> decimal = Optional.empty();
    Set<String> missing = Set.of();
    Set<Integer> skipLines = Set.of();
    Optional<Where> where = Optional.empty();
    Optional<String> time = Optional.empty();
    Optional<String> timeFormat = Optional.empty();
    DateOrder dateOrder = DateOrder.AUTO;
    Optional<ZoneId> timeZone = Optional.empty();
    Optional<Frequency> frequency = Optional.empty();
    boolean sort;
    Duplicates duplicates = Duplicates.ERROR;
    Fill fill = Fill.NONE;
    Optional<TableReading> like = Optional.empty();

    Draft() {}

    Draft(ReadOptions options) {
      delimiter = options.delimiter;
      header = options.header;
      charset = options.charset;
      decimal = options.decimal;
      missing = options.missing;
      skipLines = options.skipLines;
      where = options.where;
      time = options.time;
      timeFormat = options.timeFormat;
      dateOrder = options.dateOrder;
      timeZone = options.timeZone;
      frequency = options.frequency;
      sort = options.sort;
      duplicates = options.duplicates;
      fill = options.fill;
      like = options.like;
    }

    ReadOptions options() {
      return new ReadOptions(
          delimiter,
          header,
          charset,
          decimal,
          missing,
          skipLines,
          where,
          time,
          timeFormat,
          dateOrder,
          timeZone,
          frequency,
          sort,
          duplicates,
          fill,
          like);
    }
  }
}
