package dev.timestep.task.table;

import dev.timestep.task.table.TimeText.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the time of every row, once the column and the form of its cells are known. */
final class TimeParser {

  private final CsvTable table;
  private final TimeColumn column;
  private final List<String> notes;

  private TimeParser(CsvTable table, TimeColumn column, List<String> notes) {
    this.table = table;
    this.column = column;
    this.notes = notes;
  }

  /** The times of all rows, and how to write more of them. */
  record Times(Stamp[] stamps, TimeStyle style) {}

  /**
   * Parses every cell.
   *
   * @param notes gains what was decided from the rows
   * @throws TableException naming the first row whose cell is empty, no time, or no date that
   *     exists
   */
  static Times parse(CsvTable table, TimeColumn column, ReadOptions options, List<String> notes) {
    TimeParser parser = new TimeParser(table, column, notes);
    if (options.timeFormat().isPresent()) {
      return parser.byPattern(options.timeFormat().get());
    }
    boolean dayFirst = column.kind() == Kind.YEAR_LAST && parser.dayFirst(options.dateOrder());
    Stamp[] stamps = new Stamp[table.rows()];
    for (int r = 0; r < stamps.length; r++) {
      stamps[r] = parser.parse(r, dayFirst);
    }
    parser.refuseMixedOffsets(stamps);
    return new Times(stamps, TimeStyle.of(column, dayFirst));
  }

  private String where(int row) {
    return table.file() + ", row " + table.line(row) + ", column " + column.label(table);
  }

  private Stamp parse(int row, boolean dayFirst) {
    String cell = column.cells()[row];
    if (table.isMissing(row, column.columns().getFirst())) {
      throw new TableException(where(row) + ": the time is missing. Fill it in or delete the row.");
    }
    try {
      Optional<Stamp> stamp = TimeText.parse(cell, column.kind(), dayFirst);
      return stamp.orElseThrow(
          () ->
              new TableException(
                  where(row)
                      + ": expected a time written like \""
                      + column.cells()[row == 0 ? 1 : 0]
                      + "\"; found \""
                      + CsvTable.shortened(cell)
                      + "\". Correct the cell, or say where the time is with --time."));
    } catch (DateTimeException e) {
      throw new TableException(
          where(row)
              + ": \""
              + cell
              + "\" is no date that exists ("
              + reason(e)
              + "). Correct the cell.",
          e);
    }
  }

  private static String reason(DateTimeException e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private void refuseMixedOffsets(Stamp[] stamps) {
    for (int r = 1; r < stamps.length; r++) {
      if (stamps[r].offset().isPresent() != stamps[0].offset().isPresent()) {
        throw new TableException(
            where(r)
                + ": \""
                + column.cells()[r]
                + "\" and \""
                + column.cells()[0]
                + "\" (row "
                + table.line(0)
                + "): only one of them gives an offset from UTC. Write all times the same way.");
      }
    }
  }

  private boolean dayFirst(DateOrder asked) {
    if (asked != DateOrder.AUTO) {
      return asked == DateOrder.DAY_FIRST;
    }
    int dayFirstRow = -1;
    int monthFirstRow = -1;
    for (int r = 0; r < column.cells().length; r++) {
      Optional<int[]> numbers = TimeText.firstTwo(column.cells()[r]);
      if (numbers.isPresent()) {
        dayFirstRow = dayFirstRow < 0 && numbers.get()[0] > 12 ? r : dayFirstRow;
        monthFirstRow = monthFirstRow < 0 && numbers.get()[1] > 12 ? r : monthFirstRow;
      }
    }
    if (dayFirstRow >= 0 && monthFirstRow >= 0) {
      throw new TableException(
          where(Math.max(dayFirstRow, monthFirstRow))
              + ": \""
              + column.cells()[Math.max(dayFirstRow, monthFirstRow)]
              + "\" and \""
              + column.cells()[Math.min(dayFirstRow, monthFirstRow)]
              + "\" (row "
              + table.line(Math.min(dayFirstRow, monthFirstRow))
              + ") have day and month in different orders. Write all dates the same way, or give"
              + " --date-order dmy or mdy to see which row is wrong.");
    }
    if (dayFirstRow >= 0 || monthFirstRow >= 0) {
      return dayFirstRow >= 0;
    }
    if (column.cells()[0].matches("\\d+\\..*")) {
      return true;
    }
    boolean dayFirstRegular = regular(true);
    if (dayFirstRegular == regular(false)) {
      throw new TableException(
          where(0)
              + ": \""
              + column.cells()[0]
              + "\" and all other rows may be day/month or month/day. Give --date-order dmy or"
              + " mdy.");
    }
    notes.add(
        "Dates such as "
            + column.cells()[0]
            + " were read "
            + (dayFirstRegular ? "day" : "month")
            + " first, because only then are the rows equally spaced.");
    return dayFirstRegular;
  }

  /** Whether all rows are the same number of days, or of months, apart. */
  private boolean regular(boolean dayFirst) {
    String[] cells = column.cells();
    Stamp[] stamps = new Stamp[cells.length];
    try {
      for (int r = 0; r < cells.length; r++) {
        Optional<Stamp> stamp = TimeText.parse(cells[r], column.kind(), dayFirst);
        if (stamp.isEmpty()) {
          return false;
        }
        stamps[r] = stamp.get();
      }
    } catch (DateTimeException e) {
      return false;
    }
    boolean days = cells.length > 2;
    boolean months = cells.length > 2;
    for (int r = 2; r < cells.length; r++) {
      days &=
          stamps[r].millis() - stamps[r - 1].millis() == stamps[1].millis() - stamps[0].millis();
      months &=
          months(stamps[r - 1], stamps[r]) == months(stamps[0], stamps[1])
              && stamps[r].local().getDayOfMonth() == stamps[0].local().getDayOfMonth();
    }
    return (days && stamps[1].millis() > stamps[0].millis())
        || (months && months(stamps[0], stamps[1]) > 0);
  }

  private static long months(Stamp from, Stamp to) {
    return to.local().getYear() * 12L
        + to.local().getMonthValue()
        - from.local().getYear() * 12L
        - from.local().getMonthValue();
  }

  private Times byPattern(String pattern) {
    DateTimeFormatter formatter;
    try {
      formatter =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(withProlepticYear(pattern))
              .toFormatter(Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new TableException(
          "--time-format \""
              + pattern
              + "\" is no pattern ("
              + e.getMessage()
              + "). Use letters as in yyyy-MM-dd HH:mm:ss.",
          e);
    }
    Stamp[] stamps = new Stamp[table.rows()];
    for (int r = 0; r < stamps.length; r++) {
      try {
        stamps[r] = stamp(formatter.parse(column.cells()[r]));
      } catch (DateTimeException e) {
        throw new TableException(
            where(r)
                + ": \""
                + CsvTable.shortened(column.cells()[r])
                + "\" is not written as --time-format \""
                + pattern
                + "\" says.",
            e);
      }
    }
    refuseMixedOffsets(stamps);
    return new Times(stamps, new TimeStyle(Kind.NONE, pattern));
  }

  /** Strict resolving, which refuses February 30, wants year "u" where people write "y". */
  private static String withProlepticYear(String pattern) {
    StringBuilder result = new StringBuilder(pattern.length());
    boolean quoted = false;
    for (char c : pattern.toCharArray()) {
      quoted ^= c == '\'';
      result.append(c == 'y' && !quoted ? 'u' : c);
    }
    return result.toString();
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
}
