package dev.timestep.task.table.time;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Words;
import dev.timestep.task.table.form.CountForm;
import dev.timestep.task.table.form.TimeField;
import dev.timestep.task.table.form.TimeShapes;
import dev.timestep.task.table.form.TimeWords;
import dev.timestep.task.table.time.TimeNames.Part;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Refuses tables in which a column is clearly a time, by its name or by its cells, but cannot be
 * read: rows without times have no season, and that must not happen silently.
 */
final class UnknownTimes {

  private static final String NONE = setting("time") + " none to take the rows as equally spaced.";

  private static final Pattern CLOCK =
      Pattern.compile("\\d{1,2}[:h.]\\d{2}([:.]\\d{2})?(\\s?[AaPp]\\.?[Mm]\\.?)?");

  /** A large number that a spreadsheet has shortened: 1.60946E+12. */
  private static final Pattern ROUNDED = Pattern.compile("\\d[.,]\\d+[eE]\\+?\\d+");

  /** Groups of digits with one kind of separator: 1400-01-05, 5/13/1400. */
  private static final Pattern GROUPS =
      Pattern.compile("\\d{1,4}([-/.])\\d{1,2}\\1\\d{1,4}([ T-].*)?|\\d{4}:\\d\\d:\\d\\d.*");

  /** A year and a word for a part of it, or years and months in Chinese. */
  private static final Pattern PART_OF_YEAR =
      Pattern.compile("(?iu)\\d{4}.*(quart|trimest|semest)|(quart|trimest|semest).*\\d{4}|\\d[年月]");

  private UnknownTimes() {}

  /**
   * Looks at all columns, when no time was found.
   *
   * @throws TableException when one of them is a time
   */
  static void refuse(CellTable table) {
    for (int column = 0; column < table.columns().size(); column++) {
      refuse(table, column);
    }
  }

  private static void refuse(CellTable table, int column) {
    String name = table.columns().get(column);
    TimeCells cells = TimeCells.of(table, column);
    boolean named = TimeNames.isNamed(name);
    List<String> sample =
        TimeCells.sample(cells.cells()).stream().filter(cell -> !cell.isEmpty()).toList();
    if (sample.isEmpty()) {
      return;
    }
    if (TimeNames.isTime(name) && share(sample, cell -> ROUNDED.matcher(cell).matches()) > 0.5) {
      throw rounded(table, column);
    }
    if (NumberTimes.areNumbers(cells)) {
      refuseDecimalYears(table, column, cells);
      refuseRepeatedParts(table, column);
      refuseSerials(table, column, cells, TimeNames.isDate(name));
      return;
    }
    if (sample.stream().allMatch(table::isNumber)) {
      return;
    }
    boolean unknown =
        named
            ? share(sample, cell -> digits(cell) > 0) > 0.5
            : share(sample, UnknownTimes::looksLikeTime) > 0.75;
    boolean words =
        TimeNames.isTime(name) && share(sample, cell -> namedField(cell).isPresent()) > 0.5;
    if (!unknown && !words) {
      return;
    }
    int row = firstOf(table, column);
    String cell = table.text(row, column).strip();
    throw new TableException(
        table.where(row, column)
            + ": the column is "
            + (named ? "called a time" : "written like a time")
            + ", but \""
            + Words.shortened(cell)
            + "\" "
            + reason(cell)
            + advice(cell, name));
  }

  private static double share(List<String> sample, Predicate<String> test) {
    return (double) sample.stream().filter(test).count() / sample.size();
  }

  private static Optional<TimeField> namedField(String cell) {
    for (TimeField field : List.of(TimeField.MONTH, TimeField.WEEKDAY)) {
      if (TimeWords.length(field, cell, 0) > 0) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  private static int firstOf(CellTable table, int column) {
    int row = 0;
    while (table.text(row, column).isBlank()) {
      row++;
    }
    return row;
  }

  private static String reason(String cell) {
    return isClock(cell)
        ? "gives a time of day and no date"
        : lacksYear(cell) ? "gives no year" : "is not a known form of date";
  }

  private static String advice(String cell, String name) {
    if (isClock(cell)) {
      return ". If another column holds the date, join both with "
          + setting("time")
          + " DATE+"
          + name
          + "; or give "
          + NONE;
    }
    return lacksYear(cell)
        ? ". Add the year to the cells, or give " + NONE
        : ". Give "
            + setting("time")
            + " "
            + name
            + " with its "
            + setting("time-format")
            + " (such as \"dd/MM/yy HH:mm\"), or "
            + NONE;
  }

  private static boolean isClock(String cell) {
    return CLOCK.matcher(cell).matches();
  }

  private static boolean lacksYear(String cell) {
    return namedField(cell).isPresent() && digits(cell) <= 2;
  }

  /** A name of a month or weekday beside digits, or groups of digits as in dates. */
  private static boolean looksLikeTime(String cell) {
    if (GROUPS.matcher(cell).matches() || TimeShapes.of(cell).isPresent()) {
      return true;
    }
    if (digits(cell) == 0 || cell.length() > 40) {
      return false;
    }
    boolean part = PART_OF_YEAR.matcher(cell).find();
    for (int at = 0; at < cell.length() && !part; at++) {
      boolean start =
          Character.isLetter(cell.charAt(at))
              && (at == 0 || !Character.isLetter(cell.charAt(at - 1)));
      part =
          start
              && (TimeWords.length(TimeField.MONTH, cell, at) >= 3
                  || TimeWords.length(TimeField.WEEKDAY, cell, at) >= 3);
    }
    return part;
  }

  private static TableException rounded(CellTable table, int column) {
    return new TableException(
        table.where(firstOf(table, column), column)
            + ": the column is called a time, but \""
            + table.text(firstOf(table, column), column).strip()
            + "\" has lost its last digits, as where a spreadsheet saves a large number. Save the"
            + " column as text or as dates, or give "
            + NONE);
  }

  /** 2018.25 is a quarter of a year, and 2018.1 a tenth of it, January or October. */
  private static void refuseDecimalYears(CellTable table, int column, TimeCells cells) {
    String name = table.columns().get(column);
    boolean named = TimeNames.isNamed(name) || TimeNames.isYear(name);
    if (named && NumberTimes.areDecimalYears(cells)) {
      throw new TableException(
          table.where(0, column)
              + ": \""
              + cells.cells()[0]
              + "\" may be a year with decimals, or a year and a month. Write the times as dates,"
              + " such as 2018-03, or give "
              + NONE);
    }
  }

  /** Months that go from 1 to 12 again and again, or hours or quarters, without a year or date. */
  private static void refuseRepeatedParts(CellTable table, int column) {
    String name = table.columns().get(column);
    int most =
        switch (TimeNames.part(name).orElse(Part.YEAR)) {
          case QUARTER -> 4;
          case MONTH -> 12;
          case HOUR -> 24;
          default -> 0;
        };
    if (most == 0 || table.rows() <= most) {
      return;
    }
    double[] numbers = table.numbers(column);
    for (int row = 1; row < numbers.length; row++) {
      double step = numbers[row] - numbers[row - 1];
      if (step != 1 && step != 1 - most) {
        return;
      }
    }
    throw new TableException(
        table.where(0, column)
            + ": the column is called a time, but it gives no "
            + (most == 24 ? "date" : "year")
            + ". Add a column with it, or give "
            + NONE);
  }

  private static long digits(String cell) {
    return cell.chars().filter(Character::isDigit).count();
  }

  /**
   * Numbers such as 44562 under a name such as Date, in no order: days of a spreadsheet, or not.
   */
  private static void refuseSerials(CellTable table, int column, TimeCells cells, boolean named) {
    String cell = cells.cells()[0];
    if (named && !NumberTimes.maySerial(cells) && cell.matches("\\d{5,}")) {
      throw new TableException(
          table.where(0, column)
              + ": the column is called a time, but \""
              + cell
              + "\" is not a known form of date"
              + advice(cell, table.columns().get(column)));
    }
    if (!named || !NumberTimes.maySerial(cells)) {
      return;
    }
    throw new TableException(
        table.where(0, column)
            + ": the column is called a time, and \""
            + Words.shortened(cell)
            + "\" may be the serial day number of a spreadsheet or a plain number; the rows are in"
            + " no order that decides. Give "
            + setting("time")
            + " "
            + table.columns().get(column)
            + " "
            + setting("time-format")
            + " "
            + CountForm.SERIAL_PATTERN
            + " if it is, or "
            + setting("time")
            + " none to take the rows as equally spaced.");
  }
}
