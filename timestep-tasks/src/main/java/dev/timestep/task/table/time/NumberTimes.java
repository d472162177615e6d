package dev.timestep.task.table.time;

import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.form.Century;
import dev.timestep.task.table.form.CountForm;
import dev.timestep.task.table.form.TimeForm;
import dev.timestep.task.table.form.TimeShape;
import dev.timestep.task.table.form.TimeShapes;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Decides whether a column of plain numbers holds times, and which. */
final class NumberTimes {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,19}(?:[.,]\\d{1,18})?");

  /** A month after its year, with two digits, or before it. */
  private static final Pattern YEAR_MONTH =
      Pattern.compile("\\d{4}\\.(0[1-9]|1[0-2])|(0?[1-9]|1[0-2])\\.(1[5-9]|2[0-4])\\d\\d");

  /** 2018.1 may be January, or October where a program has dropped the last zero. */
  private static final Pattern ONE_DIGIT = Pattern.compile("\\d{4}\\.\\d");

  private static final Pattern DECIMAL_YEAR = Pattern.compile("(1[5-9]|2[0-4])\\d\\d[.,]\\d+");

  /** Days from 1954-10-03 to 2064-04-08: smaller and larger numbers under "Date" are counts. */
  private static final Pattern SERIAL = Pattern.compile("[2-5]\\d{4}(?:[.,]\\d+)?");

  private NumberTimes() {}

  /**
   * What the numbers are.
   *
   * @param meaning for the note; empty where the form says it
   */
  record Found(TimeCells cells, String meaning) {

    /** Whether the numbers speak for themselves; others have to go up or down from row to row. */
    boolean certain() {
      return cells.shape().key().matches("n|y\\.n|n\\.y|[678ACF]|SERIAL");
    }

    /**
     * Whether the numbers are times under a name that says nothing but time: years, and seconds
     * since 1970. They repeat, or begin again, in tables of several series.
     */
    boolean certainUnder(String name) {
      boolean since1970 = cells.shape().key().endsWith("SECONDS") && cells.cells()[0].length() >= 9;
      return TimeNames.isTime(name) && (cells.shape().key().equals("y") || since1970);
    }
  }

  /** Whether most cells are plain numbers, which may be no times at all. */
  static boolean areNumbers(TimeCells cells) {
    return most(cells, cell -> NUMBER.matcher(cell).matches());
  }

  /** Whether all cells may be serial day numbers of today's spreadsheets. */
  static boolean maySerial(TimeCells cells) {
    return TimeCells.sample(cells.cells()).stream()
        .allMatch(cell -> SERIAL.matcher(cell).matches());
  }

  /** Whether most cells are years with decimals, such as 2018.25. */
  static boolean areDecimalYears(TimeCells cells) {
    return most(cells, cell -> DECIMAL_YEAR.matcher(cell).matches());
  }

  /**
   * Finds the meaning of numbers.
   *
   * @param name of the column, which separates years and days from counts
   * @param asked whether the user named the column as the time
   */
  static Optional<Found> find(TimeCells cells, String name, boolean asked) {
    boolean named = asked || TimeNames.isTime(name);
    Optional<TimeShape> packed = packed(cells, name, named);
    if (packed.isPresent()) {
      return Optional.of(new Found(cells.withShape(packed.get()), ""));
    }
    if (named && maySerial(cells)) {
      boolean steady = monotone(cells.cells(), false);
      return steady || asked ? counted(cells, CountForm.Unit.SERIAL) : Optional.empty();
    }
    Optional<CountForm.Unit> unit = unit(cells);
    if (unit.isPresent()) {
      return counted(cells, unit.get());
    }
    if (most(cells, cell -> cell.matches("\\d+")) && (asked || TimeNames.countsSeconds(name))) {
      TimeShape shape = shape(CountForm.Unit.SECONDS);
      String meaning = ", which counts seconds: hours and weekdays are relative to its 0";
      return Optional.of(new Found(cells.withShape(shape), meaning));
    }
    return Optional.empty();
  }

  private static Optional<Found> counted(TimeCells cells, CountForm.Unit unit) {
    String first = cells.cells()[0];
    String example =
        CountForm.of(unit)
            .read(first)
            .map(reading -> reading.stamp(0).local().toLocalDate() + "")
            .orElse("");
    String meaning = unit == CountForm.Unit.SERIAL ? ": " + first + " is " + example : "";
    return Optional.of(new Found(cells.withShape(shape(unit)), " as " + unit.words() + meaning));
  }

  private static TimeShape shape(CountForm.Unit unit) {
    return new TimeShape(unit.name(), List.of(CountForm.of(unit)));
  }

  /** Packed dates; under a name also years, and months of six digits. */
  private static Optional<TimeShape> packed(TimeCells cells, String name, boolean named) {
    boolean years = named || TimeNames.isYear(name);
    if (years && most(cells, cell -> cell.matches("1[5-9]\\d\\d|2[0-4]\\d\\d"))) {
      return Optional.of(TimeShapes.year(4));
    }
    if (TimeNames.isYear(name) && most(cells, cell -> cell.matches("\\d{2}"))) {
      return Optional.of(TimeShapes.year(2));
    }
    if (named && most(cells, cell -> YEAR_MONTH.matcher(cell).matches())) {
      boolean cut =
          Arrays.stream(cells.cells()).anyMatch(cell -> ONE_DIGIT.matcher(cell).matches());
      return cut || !cells.isTime() ? Optional.empty() : Optional.of(cells.shape());
    }
    String key = cells.shape().key();
    boolean short6 = key.equals("6") && named;
    if (!short6 && !List.of("7", "8", "A", "C", "F").contains(key) || (key.equals("7") && !named)) {
      return Optional.empty();
    }
    List<TimeForm> forms = new ArrayList<>();
    for (TimeForm form : cells.shape().forms()) {
      int from = key.equals("8") || key.equals("7") ? 1500 : 1900;
      int to = key.equals("8") || key.equals("7") ? 2500 : 2100;
      boolean sure = !key.equals("8") || form.order() == DateOrder.YEAR_FIRST || named;
      boolean month = !short6 || !TimeNames.isMonth(name) || form.order() == DateOrder.AUTO;
      if (sure && month && most(cells, cell -> isBetween(form, cell, from, to))) {
        forms.add(form);
      }
    }
    return forms.isEmpty() ? Optional.empty() : Optional.of(new TimeShape(key, forms));
  }

  private static boolean isBetween(TimeForm form, String cell, int from, int to) {
    try {
      Optional<Stamp> stamp = form.read(cell).map(reading -> reading.stamp(Century.USUAL));
      return stamp.isPresent()
          && stamp.get().local().getYear() >= from
          && stamp.get().local().getYear() < to;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Optional<CountForm.Unit> unit(TimeCells cells) {
    if (most(cells, cell -> cell.matches("\\d{9,10}(\\.\\d{1,9})?"))) {
      return Optional.of(CountForm.Unit.SECONDS);
    }
    if (most(cells, cell -> cell.matches("\\d{12,13}"))) {
      return Optional.of(CountForm.Unit.MILLISECONDS);
    }
    if (most(cells, cell -> cell.matches("\\d{16}"))) {
      return Optional.of(CountForm.Unit.MICROSECONDS);
    }
    return most(cells, cell -> cell.matches("\\d{19}"))
        ? Optional.of(CountForm.Unit.NANOSECONDS)
        : Optional.empty();
  }

  private static boolean most(TimeCells cells, Predicate<String> test) {
    List<String> sample = TimeCells.sample(cells.cells());
    return 2 * sample.stream().filter(test).count() > sample.size();
  }

  /**
   * A column of times goes up, or down, from row to row; a measured quantity does both.
   *
   * @param strict whether equal rows count against it
   */
  static boolean monotone(String[] cells, boolean strict) {
    int rising = 0;
    int falling = 0;
    for (int row = 1; row < cells.length; row++) {
      int byLength = Integer.compare(whole(cells[row]), whole(cells[row - 1]));
      int step = byLength == 0 ? cells[row].compareTo(cells[row - 1]) : byLength;
      rising += step > 0 || (step == 0 && !strict) ? 1 : 0;
      falling += step < 0 || (step == 0 && !strict) ? 1 : 0;
    }
    return 10 * Math.max(rising, falling) >= 9 * (cells.length - 1);
  }

  /** Digits before the decimal sign. */
  private static int whole(String cell) {
    int point = cell.indexOf('.') < 0 ? cell.indexOf(',') : cell.indexOf('.');
    return point < 0 ? cell.length() : point;
  }
}
