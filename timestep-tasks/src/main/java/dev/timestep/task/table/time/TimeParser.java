package dev.timestep.task.table.time;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.TimeStyle;
import dev.timestep.task.table.Words;
import dev.timestep.task.table.form.TimeField;
import dev.timestep.task.table.form.TimeForm;
import dev.timestep.task.table.form.TimeFormats;
import dev.timestep.task.table.form.TimeShapes;
import dev.timestep.task.table.form.WrittenForm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the time of every row, once the column and the form of its cells are known. */
final class TimeParser {

  private final CellTable table;
  private final TimeColumn column;
  private final List<String> notes;

  /** Whether the rows are one series, whose order says how its times are read. */
  private final boolean series;

  private TimeParser(CellTable table, TimeColumn column, List<String> notes, boolean series) {
    this.table = table;
    this.column = column;
    this.notes = notes;
    this.series = series;
  }

  /** The times of all rows, and how to write more of them. */
  record Times(Stamp[] stamps, TimeStyle style, DateOrder order) {}

  /**
   * Parses every cell.
   *
   * @param notes gains what was decided from the rows; the order of the times is {@link
   *     DateOrder#AUTO} where all of them can be read in one way only
   * @throws TableException naming the first row whose cell is empty, no time, or no date that
   *     exists; or the readings that are possible, where nothing decides between them
   */
  static Times parse(CellTable table, TimeColumn column, ReadOptions options, List<String> notes) {
    return new TimeParser(table, column, notes, true).times(options);
  }

  /** The same for rows of several series, which may stand in any order. */
  static Times parseUnordered(
      CellTable table, TimeColumn column, ReadOptions options, List<String> notes) {
    return new TimeParser(table, column, notes, false).times(options);
  }

  private Times times(ReadOptions options) {
    refuseMissing();
    TimeAttempt chosen = chosen(options);
    refuseMixedOffsets(chosen.stamps());
    tellCentury(chosen);
    TimeStyle style =
        column
            .interval()
            .map(interval -> interval.style(chosen.form(), chosen.stamps()[0]))
            .orElse(chosen.form());
    boolean ordered = options.timeFormat().isEmpty() && column.shape().forms().size() > 1;
    return new Times(chosen.stamps(), style, ordered ? chosen.form().order() : DateOrder.AUTO);
  }

  private String where(int row) {
    return table.file() + ", row " + table.line(row) + ", column " + column.label(table);
  }

  private void refuseMissing() {
    for (int row = 0; row < table.rows(); row++) {
      if (table.isMissing(row, column.columns().getFirst())) {
        throw new TableException(
            where(row) + ": the time is missing. Fill it in or delete the row.");
      }
    }
  }

  private TimeAttempt chosen(ReadOptions options) {
    if (options.timeFormat().isPresent()) {
      String pattern = options.timeFormat().get();
      TimeAttempt attempt = attempt(TimeFormats.parse(pattern), "");
      if (!attempt.succeeded()) {
        throw attempt.reason().isEmpty()
            ? otherThanPattern(attempt.failed(), pattern)
            : impossible(attempt);
      }
      return attempt;
    }
    List<TimeForm> forms = inOrderAsked(options.dateOrder());
    List<TimeAttempt> attempts = new ArrayList<>();
    for (TimeForm form : forms) {
      attempts.add(attempt(form, column.shape().key()));
    }
    List<TimeAttempt> possible = attempts.stream().filter(TimeAttempt::succeeded).toList();
    if (possible.isEmpty()) {
      throw refusal(attempts);
    }
    DateOrder earlier =
        options.dateOrder() == DateOrder.AUTO && column.shape().forms().size() > 1
            ? options.like().map(TableReading::dateOrder).orElse(DateOrder.AUTO)
            : DateOrder.AUTO;
    TimeAttempt chosen = possible.size() == 1 ? possible.getFirst() : decided(possible, earlier);
    refuseOther(chosen, earlier);
    refuseDaysWithoutYear(chosen);
    if (series) {
      refuseSwapped(chosen);
    }
    return chosen;
  }

  private TimeAttempt attempt(TimeForm form, String key) {
    return TimeAttempt.of(form, key, column.cells(), LocalDate.now());
  }

  private List<TimeForm> inOrderAsked(DateOrder asked) {
    List<TimeForm> forms = column.shape().forms();
    if (asked == DateOrder.AUTO || forms.size() == 1) {
      return forms;
    }
    List<TimeForm> wanted = forms.stream().filter(form -> form.order() == asked).toList();
    if (wanted.isEmpty()) {
      throw new TableException(
          where(0)
              + ": \""
              + column.cells()[0]
              + "\" cannot be read in the order "
              + setting("date-order")
              + " "
              + asked.code()
              + ". Give "
              + setting("date-order")
              + " "
              + orders(forms)
              + ".");
    }
    return wanted;
  }

  private static String orders(List<TimeForm> forms) {
    return Words.or(forms.stream().map(form -> form.order().code()).distinct().toList());
  }

  /**
   * The order of dates that the model was trained on does not hold for a file that shows another.
   */
  private void refuseOther(TimeAttempt chosen, DateOrder earlier) {
    DateOrder own = chosen.form().order();
    if (earlier != DateOrder.AUTO && own != DateOrder.AUTO && own != earlier) {
      throw new TableException(
          where(0)
              + ": the dates are in the order "
              + own.code()
              + "; those of the file that the model was trained on are "
              + earlier.code()
              + ". Give "
              + setting("date-order")
              + " "
              + own.code()
              + " if that is right for this file.");
    }
  }

  /** Which of several possible forms all rows together, or an earlier file, speak for. */
  private TimeAttempt decided(List<TimeAttempt> possible, DateOrder earlier) {
    List<TimeAttempt> left =
        series
            ? narrowed(possible, TimeAttempt::inOrder, "are the rows in order of time")
            : possible;
    // Years come first in 2021-Mar-04, but nobody writes 21-Mar-04 for it.
    boolean named =
        column.shape().key().startsWith("nMn") || column.shape().key().matches("n\\WM\\Wn.*");
    boolean points = column.cells()[0].matches("\\d{1,2}\\.\\d{1,2}\\..*");
    if (named && left.getFirst().form().order() == DateOrder.DAY_FIRST) {
      return left.getFirst();
    }
    left =
        series ? narrowed(left, TimeAttempt::equallySpaced, "are the rows equally spaced") : left;
    LocalDate today = LocalDate.now();
    left = narrowed(left, attempt -> attempt.endsBy(today), "does no row lie in the future");
    if (left.size() > 1 && points) {
      left =
          left.stream().filter(attempt -> attempt.form().order() == DateOrder.DAY_FIRST).toList();
    }
    boolean known = earlier != DateOrder.AUTO;
    if (known && left.stream().anyMatch(attempt -> attempt.form().order() == earlier)) {
      left = left.stream().filter(attempt -> attempt.form().order() == earlier).toList();
    }
    List<TimeAttempt> open = left.isEmpty() ? possible : left;
    if (open.stream().allMatch(open.getFirst()::sameTimes)) {
      return open.getFirst();
    }
    throw ambiguous(open);
  }

  /** Those of which this is true, where it is true of some only. */
  private List<TimeAttempt> narrowed(
      List<TimeAttempt> attempts, Predicate<TimeAttempt> test, String words) {
    List<TimeAttempt> left = attempts.stream().filter(test).toList();
    if (left.isEmpty() || left.size() == attempts.size()) {
      return attempts;
    }
    if (left.size() == 1) {
      notes.add(
          "Dates such as "
              + column.cells()[0]
              + " were read as "
              + reading(left.getFirst(), 0)
              + ", because only then "
              + words
              + ".");
    }
    return left;
  }

  private static boolean sameTime(List<TimeAttempt> attempts, int row) {
    return attempts.stream().map(attempt -> attempt.stamps()[row]).distinct().count() == 1;
  }

  private static String reading(TimeAttempt attempt, int row) {
    DateOrder order = attempt.form().order();
    return attempt.stamps()[row].local().toLocalDate()
        + " ("
        + (order == DateOrder.AUTO ? attempt.form().pattern() : order.code())
        + ")";
  }

  private TableException ambiguous(List<TimeAttempt> attempts) {
    List<TimeForm> forms = attempts.stream().map(TimeAttempt::form).toList();
    long orders = forms.stream().map(TimeForm::order).distinct().count();
    boolean byOrder =
        orders == forms.size() && forms.stream().noneMatch(form -> form.order() == DateOrder.AUTO);
    String option =
        byOrder
            ? setting("date-order") + " " + orders(forms)
            : setting("time-format")
                + " "
                + Words.or(forms.stream().map(form -> '"' + form.pattern() + '"').toList());
    int row = 0;
    while (sameTime(attempts, row)) {
      row++;
    }
    int shown = row;
    return new TableException(
        where(shown)
            + ": \""
            + column.cells()[shown]
            + "\" may be "
            + Words.or(attempts.stream().map(attempt -> reading(attempt, shown)).toList())
            + ", and no other row decides. Give "
            + option
            + ".");
  }

  /** "Jan-05, Jan-12, Jan-19" are days of a year that is not named, rather than months. */
  private void refuseDaysWithoutYear(TimeAttempt chosen) {
    boolean monthAndYear =
        column.shape().key().matches("M\\W+n|n\\W+M") && column.cells().length > 2;
    if (monthAndYear && !(series && chosen.monthsInOrder())) {
      throw new TableException(
          where(0)
              + ": \""
              + column.cells()[0]
              + "\" may be month and year or month and day, and the rows are not a series of"
              + " months. If they are days, add the year. If they are months, give "
              + setting("time-format")
              + " \""
              + chosen.form().pattern()
              + "\", or "
              + setting("time")
              + " none to take the rows as equally spaced.");
    }
  }

  private void tellCentury(TimeAttempt chosen) {
    boolean asked = chosen.form() instanceof WrittenForm form && form.has(TimeField.SHORT_YEAR);
    if (asked) {
      List<Integer> years = new ArrayList<>();
      for (Stamp stamp : chosen.stamps()) {
        years.add(stamp.local().getYear());
      }
      int first = years.stream().mapToInt(Integer::intValue).min().orElseThrow();
      int last = years.stream().mapToInt(Integer::intValue).max().orElseThrow();
      notes.add(
          "The two-digit years of column "
              + column.label(table)
              + " were read as "
              + (first == last ? first : first + " to " + last)
              + ", the latest years that keep the rows in order and do not begin in the future.");
    }
  }

  private TableException refusal(List<TimeAttempt> attempts) {
    TimeAttempt furthest = attempts.getFirst();
    for (TimeAttempt attempt : attempts) {
      furthest = attempt.failed() > furthest.failed() ? attempt : furthest;
    }
    if (furthest.reason().isEmpty()) {
      return otherForm(furthest.failed());
    }
    int first = attempts.stream().mapToInt(TimeAttempt::failed).min().orElseThrow();
    boolean somehow = column.shape().exists(column.cells()[furthest.failed()]);
    return attempts.size() > 1 && first != furthest.failed() && somehow
        ? bothOrders(first, furthest.failed(), attempts)
        : impossible(furthest);
  }

  private TableException otherForm(int row) {
    String cell = column.cells()[row];
    boolean time = TimeShapes.of(cell).isPresent();
    if (column.shape().key().matches("M\\W*n|n\\W*M")) {
      return new TableException(
          where(row)
              + ": \""
              + cell
              + "\" gives no year. Add the year to the cells, or give "
              + setting("time")
              + " none to take the rows"
              + " as equally spaced.");
    }
    return new TableException(
        where(row)
            + ": expected a time written like \""
            + Words.shortened(likeMost(row))
            + "\"; found \""
            + Words.shortened(cell)
            + (time
                ? "\". Write all times the same way, or say where the time is with "
                    + setting("time")
                    + "."
                : "\". Correct the cell, or say where the time is with " + setting("time") + "."));
  }

  /** A cell that can be read, as an example. */
  private String likeMost(int failed) {
    for (int row = 0; row < column.cells().length; row++) {
      String cell = column.cells()[row];
      if (row != failed
          && column.shape().forms().stream().anyMatch(form -> form.read(cell).isPresent())) {
        return cell;
      }
    }
    return column.cells()[failed == 0 ? 1 : 0];
  }

  /**
   * Spreadsheets of another country turn 02/01/2021 round and leave 13/01/2021 as it is. Each cell
   * can be read in one order then, but only with the others turned back are the rows in order.
   */
  private void refuseSwapped(TimeAttempt chosen) {
    DateOrder order = chosen.form().order();
    boolean numbers = column.shape().forms().size() > 1;
    boolean swappable = order == DateOrder.DAY_FIRST || order == DateOrder.MONTH_FIRST;
    if (!numbers || !swappable || chosen.disorder() == 0) {
      return;
    }
    TimeAttempt turned = chosen.withDayAndMonthTurned();
    if (turned.disorder() > 0) {
      return;
    }
    int turnedRow = -1;
    int otherRow = -1;
    for (int row = 0; row < chosen.stamps().length; row++) {
      LocalDate date = chosen.stamps()[row].local().toLocalDate();
      boolean kept = date.getDayOfMonth() > 12;
      otherRow = otherRow < 0 && kept ? row : otherRow;
      turnedRow =
          turnedRow < 0 && !kept && date.getDayOfMonth() != date.getMonthValue() ? row : turnedRow;
    }
    throw new TableException(
        where(turnedRow)
            + ": \""
            + column.cells()[turnedRow]
            + "\" and \""
            + column.cells()[otherRow]
            + "\" (row "
            + table.line(otherRow)
            + ") have day and month in different orders: only then are the rows in order of time."
            + " Write all dates the same way.");
  }

  private TableException impossible(TimeAttempt attempt) {
    return new TableException(
        where(attempt.failed())
            + ": \""
            + Words.shortened(column.cells()[attempt.failed()])
            + "\" does not exist ("
            + attempt.reason()
            + "). Correct the cell.");
  }

  private TableException bothOrders(int first, int last, List<TimeAttempt> attempts) {
    return new TableException(
        where(last)
            + ": \""
            + column.cells()[last]
            + "\" and \""
            + column.cells()[first]
            + "\" (row "
            + table.line(first)
            + ") have day and month in different orders. Write all dates the same way, or give"
            + " "
            + setting("date-order")
            + " "
            + orders(attempts.stream().map(TimeAttempt::form).toList())
            + " to see which row is wrong.");
  }

  private TableException otherThanPattern(int row, String pattern) {
    return new TableException(
        where(row)
            + ": \""
            + Words.shortened(column.cells()[row])
            + "\" is not written as "
            + setting("time-format")
            + " \""
            + pattern
            + "\" says.");
  }

  private void refuseMixedOffsets(Stamp[] stamps) {
    for (int row = 1; row < stamps.length; row++) {
      if (stamps[row].offset().isPresent() != stamps[0].offset().isPresent()) {
        throw new TableException(
            where(row)
                + ": \""
                + column.cells()[row]
                + "\" and \""
                + column.cells()[0]
                + "\" (row "
                + table.line(0)
                + "): only one of them gives an offset from UTC. Write all times the same way.");
      }
    }
  }
}
