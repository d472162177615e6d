package dev.timestep.task.table.time;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.Words;
import dev.timestep.task.table.form.TimeForm;
import dev.timestep.task.table.form.TimeFormats;
import dev.timestep.task.table.form.TimeInterval;
import dev.timestep.task.table.form.TimeShape;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the time of each row stands: one column, or several whose cells are joined (a date and an
 * hour; year, month, day and hour).
 *
 * @param content the texts, and the ways to read them
 * @param note how it was found; empty when the user named it
 */
public record TimeColumn(TimeCells content, String note) {

  public List<Integer> columns() {
    return content.columns();
  }

  /** The text of each row. */
  String[] cells() {
    return content.cells();
  }

  TimeShape shape() {
    return content.shape();
  }

  Optional<TimeInterval> interval() {
    return content.interval();
  }

  /** The name that messages use, e.g. "date" or "year+month+day". */
  public String label(CellTable table) {
    return label(table, content);
  }

  private static String label(CellTable table, TimeCells content) {
    return content.columns().stream().map(table.columns()::get).collect(Collectors.joining("+"));
  }

  /**
   * Finds the time of the rows: the column or columns that the user named, else the only or
   * best-named column of dates, else year, month and day columns, else numbers that are times.
   *
   * @return empty when there is none, or the user gave {@value ReadOptions#NO_TIME}
   * @throws TableException when a column is clearly a time but cannot be read
   */
  public static Optional<TimeColumn> find(CellTable table, ReadOptions options) {
    Optional<TimeForm> form = options.timeFormat().map(TimeFormats::parse);
    if (options.time().isPresent()) {
      String wanted = options.time().get().strip();
      return wanted.equals(ReadOptions.NO_TIME)
          ? Optional.empty()
          : Optional.of(named(table, wanted, form.isPresent()));
    }
    if (form.isPresent()) {
      return Optional.of(inFormat(table, form.get(), options.timeFormat().get()));
    }
    Optional<TimeColumn> found =
        asBefore(table, options)
            .or(() -> dates(table))
            .or(() -> JoinedTimes.find(table).map(cells -> joined(table, cells)))
            .or(() -> numbers(table));
    if (found.isEmpty()) {
      UnknownTimes.refuse(table);
    }
    return found;
  }

  /**
   * The column or columns that had the time in an earlier file of the same kind, if they are here.
   */
  private static Optional<TimeColumn> asBefore(CellTable table, ReadOptions options) {
    String label = options.like().flatMap(TableReading::time).orElse(ReadOptions.NO_TIME);
    boolean here =
        table.columns().contains(label)
            || List.of(label.split("\\+")).stream().allMatch(table.columns()::contains);
    if (label.equals(ReadOptions.NO_TIME) || !here) {
      return Optional.empty();
    }
    return Optional.of(named(table, label, false));
  }

  /** The same column or columns in other rows of the file. */
  static TimeColumn again(CellTable table, TimeColumn found, ReadOptions options) {
    return at(table, found.columns(), options.timeFormat().isPresent());
  }

  private static TimeColumn joined(CellTable table, TimeCells cells) {
    String weeks = cells.shape().key().startsWith("y-<w>") ? " (ISO weeks)" : "";
    return new TimeColumn(cells, "Time is in columns " + label(table, cells) + weeks + ".");
  }

  private static TimeColumn named(CellTable table, String wanted, boolean hasFormat) {
    return at(table, positions(table, wanted), hasFormat);
  }

  private static TimeColumn at(CellTable table, List<Integer> columns, boolean hasFormat) {
    TimeCells cells = JoinedTimes.join(table, columns);
    if (hasFormat) {
      return new TimeColumn(cells, "");
    }
    if (columns.size() == 1 && NumberTimes.areNumbers(cells)) {
      Optional<NumberTimes.Found> found =
          NumberTimes.find(cells, table.columns().get(columns.getFirst()), true);
      if (found.isPresent()) {
        return new TimeColumn(found.get().cells(), "");
      }
    }
    if (!cells.isTime()) {
      throw new TableException(
          table.where(0, columns.getFirst())
              + ": "
              + setting("time")
              + " names this column, but \""
              + Words.shortened(cells.cells()[0])
              + "\" is not a known form of time. Give its "
              + setting("time-format")
              + " (such as \"dd/MM/yy"
              + " HH:mm\"), another "
              + setting("time")
              + " column, or "
              + setting("time")
              + " none for equally spaced rows.");
    }
    return new TimeColumn(cells, "");
  }

  /**
   * The columns that a value of {@link ReadOptions#time} names.
   *
   * @param wanted a name or a number counted from 1; several joined by '+'
   * @throws TableException when one of them is not there
   */
  public static List<Integer> positions(CellTable table, String wanted) {
    boolean whole = table.columns().contains(wanted);
    String[] names = whole ? new String[] {wanted} : wanted.split("\\+");
    return Arrays.stream(names).map(name -> position(table, name.strip())).toList();
  }

  private static int position(CellTable table, String name) {
    if (!table.columns().contains(name) && name.matches("\\d{1,4}")) {
      int number = Integer.parseInt(name);
      if (number >= 1 && number <= table.columns().size()) {
        return number - 1;
      }
    }
    return table.column(name, "time");
  }

  /** The column that is written as the user says: one that is called a time before others. */
  private static TimeColumn inFormat(CellTable table, TimeForm form, String pattern) {
    Optional<TimeCells> best = Optional.empty();
    for (int c = 0; c < table.columns().size(); c++) {
      TimeCells cells =
          new TimeCells(
              List.of(c),
              TimeCells.texts(table, c),
              new TimeShape("", List.of()),
              Optional.empty());
      List<String> sample = TimeCells.sample(cells.cells());
      boolean fits = 2 * sample.stream().filter(cell -> reads(form, cell)).count() > sample.size();
      boolean better =
          best.isEmpty()
              || (TimeNames.isNamed(table.columns().get(c))
                  && !TimeNames.isNamed(table.columns().get(best.get().columns().getFirst())));
      best = fits && better ? Optional.of(cells) : best;
    }
    if (best.isEmpty()) {
      throw new TableException(
          table.file()
              + ": no column is written as "
              + setting("time-format")
              + " \""
              + pattern
              + "\" says. Name the column with "
              + setting("time")
              + " to see which row is not.");
    }
    return new TimeColumn(best.get(), "Time is in column " + label(table, best.get()) + ".");
  }

  private static boolean reads(TimeForm form, String cell) {
    try {
      return form.read(cell).isPresent();
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Optional<TimeColumn> dates(CellTable table) {
    List<TimeCells> found = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      TimeCells cells = TimeCells.of(table, c);
      String name = table.columns().get(c);
      if (!NumberTimes.areNumbers(cells)) {
        Optional.of(cells).filter(TimeCells::isTime).ifPresent(found::add);
      } else if (TimeNames.isNamed(name) && cells.shape().key().matches("[8ACF]")) {
        NumberTimes.find(cells, name, false)
            .map(NumberTimes.Found::cells)
            .filter(numbers -> numbers.shape().key().equals(cells.shape().key()))
            .ifPresent(found::add);
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    TimeCells best = found.getFirst();
    for (TimeCells cells : found.subList(1, found.size())) {
      best = better(table, cells, best) ? cells : best;
    }
    Optional<TimeCells> clocked = JoinedTimes.withClock(table, best);
    if (clocked.isPresent()) {
      return clocked.map(cells -> joined(table, cells));
    }
    TimeCells chosen = best;
    String others =
        found.stream()
            .filter(cells -> !cells.columns().equals(chosen.columns()))
            .map(cells -> label(table, cells))
            .collect(Collectors.joining(", "));
    String note =
        "Time is in column "
            + label(table, chosen)
            + (others.isEmpty()
                ? "."
                : " (" + others + " is possible too: choose with " + setting("time") + ").");
    return Optional.of(new TimeColumn(chosen, note));
  }

  /** A name that says time is better; of two such, one that separates far more rows. */
  private static boolean better(CellTable table, TimeCells cells, TimeCells best) {
    boolean named = TimeNames.isNamed(label(table, cells));
    boolean bestNamed = TimeNames.isNamed(label(table, best));
    return named == bestNamed ? distinct(cells) > 2 * distinct(best) : named;
  }

  private static int distinct(TimeCells cells) {
    return new HashSet<>(List.of(cells.cells())).size();
  }

  /** Whole numbers that go up or down: years, packed dates, days, seconds since 1970. */
  private static Optional<TimeColumn> numbers(CellTable table) {
    for (int c = 0; c < table.columns().size(); c++) {
      String name = table.columns().get(c);
      if (!TimeNames.isNamed(name) && c > 0) {
        continue;
      }
      TimeCells cells = TimeCells.of(table, c);
      Optional<NumberTimes.Found> found = NumberTimes.find(cells, name, false);
      if (found.isPresent()
          && (found.get().certain()
              || found.get().certainUnder(name)
              || NumberTimes.monotone(cells.cells(), true))) {
        String note = "Time is in column " + name + found.get().meaning() + ".";
        return Optional.of(new TimeColumn(found.get().cells(), note));
      }
    }
    return Optional.empty();
  }
}
