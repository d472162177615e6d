package dev.timestep.task.table;

import dev.timestep.task.table.TimeText.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the time of each row stands: one column, or several whose cells are joined (a date and an
 * hour; year, month, day and hour).
 *
 * @param columns positions in the table, in the order in which the cells are joined
 * @param cells the text of each row
 * @param kind the form that most rows have
 * @param note how it was found; empty when the user named it
 */
record TimeColumn(List<Integer> columns, String[] cells, Kind kind, String note) {

  private static final int SAMPLE = 500;

  private static final Set<String> WORDS =
      Set.of(
          "date",
          "time",
          "datetime",
          "timestamp",
          "ts",
          "ds",
          "day",
          "month",
          "year",
          "week",
          "quarter",
          "period",
          "dteday",
          "epoch",
          "unix",
          "datum",
          "zeit",
          "日期",
          "时间");
  private static final Set<String> SECOND_WORDS =
      Set.of("timestamp", "ts", "epoch", "unix", "seconds", "second", "sec", "secs");
  private static final Set<String> CLOCK_WORDS = Set.of("time", "hour", "clock", "zeit", "uhrzeit");
  private static final List<String> DATE_PARTS = List.of("year", "month", "day", "hour", "minute");
  private static final Map<String, String> PART_NAMES = partNames();

  private static Map<String, String> partNames() {
    Map<String, String> names = new HashMap<>();
    DATE_PARTS.forEach(part -> names.put(part, part));
    names.put("yr", "year");
    names.put("mnth", "month");
    names.put("dy", "day");
    names.put("date_of_month", "day");
    names.put("day_of_month", "day");
    names.put("dayofmonth", "day");
    names.put("hr", "hour");
    names.put("min", "minute");
    return Map.copyOf(names);
  }

  /** The name that messages use, e.g. "date" or "year+month+day". */
  String label(CsvTable table) {
    return columns.stream().map(table.columns()::get).collect(Collectors.joining("+"));
  }

  /**
   * Finds the time of the rows: the column or columns that the user named, else the only or
   * best-named column of dates, else year, month and day columns, else epoch seconds.
   *
   * @return empty when there is none, or the user gave {@value ReadOptions#NO_TIME}
   */
  static Optional<TimeColumn> find(CsvTable table, ReadOptions options) {
    if (options.time().isPresent()) {
      String wanted = options.time().get().strip();
      return wanted.equals(ReadOptions.NO_TIME)
          ? Optional.empty()
          : Optional.of(named(table, wanted, options.timeFormat().isPresent()));
    }
    Optional<TimeColumn> dates = dates(table);
    if (dates.isPresent()) {
      return Optional.of(withClock(table, dates.get()));
    }
    Optional<TimeColumn> found = parts(table).or(() -> weeks(table)).or(() -> integers(table));
    if (found.isEmpty()) {
      refuseUnknownTimes(table);
    }
    return found;
  }

  private static TimeColumn named(CsvTable table, String wanted, boolean hasFormat) {
    List<Integer> columns = new ArrayList<>();
    boolean whole = table.columns().contains(wanted);
    for (String name : whole ? new String[] {wanted} : wanted.split("\\+")) {
      columns.add(position(table, name.strip()));
    }
    String[] cells = join(table, columns);
    Kind kind = majority(cells);
    TimeColumn column = new TimeColumn(columns, cells, kind, "");
    if (!hasFormat && (kind == Kind.NONE)) {
      throw new TableException(
          table.where(0, columns.getFirst())
              + ": --time names this column, but \""
              + CsvTable.shortened(cells[0])
              + "\" is not a time that is known here. Give its --time-format (such as \"dd/MM/yy"
              + " HH:mm\"), another --time column, or --time none for equally spaced rows.");
    }
    return column;
  }

  private static int position(CsvTable table, String name) {
    if (!table.columns().contains(name) && name.matches("\\d{1,4}")) {
      int number = Integer.parseInt(name);
      if (number >= 1 && number <= table.columns().size()) {
        return number - 1;
      }
    }
    return table.column(name, "--time");
  }

  /** The form of most cells, by {@value #SAMPLE} cells from all parts; NONE when no form leads. */
  private static Kind majority(String[] cells) {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    int looked = Math.min(cells.length, SAMPLE);
    for (int i = 0; i < looked; i++) {
      counts.merge(TimeText.kind(cells[(int) ((long) i * cells.length / looked)]), 1, Integer::sum);
    }
    Kind best = Kind.NONE;
    for (Map.Entry<Kind, Integer> entry : counts.entrySet()) {
      if (entry.getKey() != Kind.NONE && 2 * entry.getValue() > looked) {
        best = entry.getKey();
      }
    }
    return best;
  }

  private static Optional<TimeColumn> dates(CsvTable table) {
    List<TimeColumn> found = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      String[] cells = cells(table, c);
      Kind kind = majority(cells);
      boolean unmistakable =
          kind.compareTo(Kind.YEAR) < 0 && (kind != Kind.COMPACT || isNamed(table, c));
      if (unmistakable) {
        found.add(new TimeColumn(List.of(c), cells, kind, ""));
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    TimeColumn best =
        found.stream()
            .filter(column -> isNamed(table, column.columns().getFirst()))
            .findFirst()
            .orElse(found.getFirst());
    String others =
        found.stream()
            .filter(column -> !column.columns().equals(best.columns()))
            .map(column -> column.label(table))
            .collect(Collectors.joining(", "));
    String note =
        "Time is in column "
            + best.label(table)
            + (others.isEmpty() ? "." : " (" + others + " would do as well: choose with --time).");
    return Optional.of(new TimeColumn(best.columns(), best.cells(), best.kind(), note));
  }

  private static boolean isNamed(CsvTable table, int column) {
    String name = table.columns().get(column).toLowerCase(Locale.ROOT);
    return WORDS.contains(name) || name.contains("date") || name.contains("time");
  }

  private static String[] cells(CsvTable table, int column) {
    String[] cells = new String[table.rows()];
    for (int r = 0; r < cells.length; r++) {
      cells[r] = table.text(r, column).strip();
    }
    return cells;
  }

  /** Adds a column with the time of day to dates that repeat without one. */
  private static TimeColumn withClock(CsvTable table, TimeColumn dates) {
    boolean repeats = new HashSet<>(List.of(dates.cells())).size() < dates.cells().length;
    if (!repeats || dates.cells()[0].indexOf(':') >= 0) {
      return dates;
    }
    for (int c = 0; c < table.columns().size(); c++) {
      String name = table.columns().get(c).toLowerCase(Locale.ROOT);
      boolean clock = "hour".equals(PART_NAMES.get(name)) || CLOCK_WORDS.contains(name);
      if (clock && !dates.columns().contains(c) && clockCell(table.text(0, c)).isPresent()) {
        List<Integer> both = List.of(dates.columns().getFirst(), c);
        TimeColumn joined = new TimeColumn(both, join(table, both), dates.kind(), "");
        return joined.withNote("Time is in columns " + joined.label(table) + ".");
      }
    }
    return dates;
  }

  private TimeColumn withNote(String text) {
    return new TimeColumn(columns, cells, kind, text);
  }

  /** Columns called year, month, day, hour and minute, as many of them as are there. */
  private static Optional<TimeColumn> parts(CsvTable table) {
    List<Integer> columns = new ArrayList<>();
    for (String part : DATE_PARTS) {
      int position = -1;
      for (int c = 0; c < table.columns().size() && position < 0; c++) {
        String name = table.columns().get(c).toLowerCase(Locale.ROOT);
        position = part.equals(PART_NAMES.get(name)) ? c : -1;
      }
      if (position < 0) {
        break;
      }
      columns.add(position);
    }
    if (columns.size() < 2) {
      return Optional.empty();
    }
    String[] cells = join(table, columns);
    Kind kind = majority(cells);
    if (kind != Kind.YEAR_FIRST && kind != Kind.MONTH_NAME) {
      return Optional.empty();
    }
    TimeColumn joined = new TimeColumn(columns, cells, kind, "");
    return Optional.of(joined.withNote("Time is in columns " + joined.label(table) + "."));
  }

  /** Columns called year and week, read as weeks of ISO 8601. */
  private static Optional<TimeColumn> weeks(CsvTable table) {
    Optional<Integer> year = table.find("year");
    Optional<Integer> week = table.find("week").or(() -> table.find("isoweek"));
    if (year.isEmpty() || week.isEmpty()) {
      return Optional.empty();
    }
    String[] cells = cells(table, year.get());
    for (int r = 0; r < cells.length; r++) {
      cells[r] += "-W" + padded(table.text(r, week.get()).strip());
    }
    List<Integer> both = List.of(year.get(), week.get());
    return majority(cells) == Kind.WEEK
        ? Optional.of(
            new TimeColumn(both, cells, Kind.WEEK, "Time is in columns year+week (ISO weeks)."))
        : Optional.empty();
  }

  /** A column that is called a time and written in a way that is not known is no detail to drop. */
  private static void refuseUnknownTimes(CsvTable table) {
    for (int c = 0; c < table.columns().size(); c++) {
      String cell = table.text(0, c).strip();
      long digits = cell.chars().filter(Character::isDigit).count();
      boolean written = digits >= 2 && Character.isDigit(cell.charAt(0));
      if (isNamed(table, c) && written && !table.isNumber(cell)) {
        throw new TableException(
            table.where(0, c)
                + ": the column is called a time, but \""
                + CsvTable.shortened(cell)
                + "\" is no form of date that is known here. Give --time "
                + table.columns().get(c)
                + " with its --time-format (such as \"dd/MM/yy HH:mm\"), or --time none to take"
                + " the rows as equally spaced.");
      }
    }
  }

  /** Whole numbers that go up: years, packed dates, seconds or milliseconds since 1970. */
  private static Optional<TimeColumn> integers(CsvTable table) {
    for (int c = 0; c < table.columns().size(); c++) {
      boolean named = isNamed(table, c);
      if (!named && c > 0) {
        continue;
      }
      String[] cells = cells(table, c);
      Kind kind = majority(cells);
      String name = table.columns().get(c).toLowerCase(Locale.ROOT);
      boolean known =
          switch (kind) {
            case COMPACT, EPOCH_SECONDS, EPOCH_MILLIS, EPOCH_MICROS, EPOCH_NANOS -> true;
            case YEAR, COMPACT_MONTH -> named;
            case COUNT -> SECOND_WORDS.contains(name);
            default -> false;
          };
      if (known && mostlyRising(cells)) {
        String meaning =
            switch (kind) {
              case EPOCH_SECONDS -> " as seconds since 1970";
              case EPOCH_MILLIS -> " as milliseconds since 1970";
              case EPOCH_MICROS -> " as microseconds since 1970";
              case EPOCH_NANOS -> " as nanoseconds since 1970";
              case COUNT -> ", which counts seconds: hours and weekdays are relative to its 0";
              default -> "";
            };
        String note = "Time is in column " + table.columns().get(c) + meaning + ".";
        return Optional.of(new TimeColumn(List.of(c), cells, kind, note));
      }
    }
    return Optional.empty();
  }

  /** A column of the kind goes up from row to row; a measured quantity goes up and down. */
  private static boolean mostlyRising(String[] cells) {
    int rising = 0;
    for (int r = 1; r < cells.length; r++) {
      int byLength = Integer.compare(cells[r].length(), cells[r - 1].length());
      rising += byLength > 0 || (byLength == 0 && cells[r].compareTo(cells[r - 1]) > 0) ? 1 : 0;
    }
    return 10 * rising >= 9 * (cells.length - 1);
  }

  /** One text for each row: a date and a clock, or year-month-day hour:minute. */
  private static String[] join(CsvTable table, List<Integer> columns) {
    if (columns.size() == 1) {
      return cells(table, columns.getFirst());
    }
    String[] joined = new String[table.rows()];
    boolean startsWithDate = majority(cells(table, columns.getFirst())).compareTo(Kind.YEAR) < 0;
    for (int r = 0; r < joined.length; r++) {
      StringBuilder text = new StringBuilder(table.text(r, columns.getFirst()).strip());
      for (int part = 1; part < columns.size(); part++) {
        String cell = table.text(r, columns.get(part)).strip();
        if (startsWithDate) {
          text.append(part == 1 ? " " + clockCell(cell).orElse(cell) : ":" + padded(cell));
        } else {
          text.append(part < 3 ? "-" : part == 3 ? " " : ":").append(padded(cell));
        }
      }
      if (!startsWithDate && columns.size() == 2) {
        text.append("-1");
      }
      if (!startsWithDate && columns.size() == 4) {
        text.append(":00");
      }
      joined[r] = text.toString();
    }
    return joined;
  }

  private static String padded(String number) {
    String whole = number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    return whole.length() == 1 ? "0" + whole : whole;
  }

  /** A time of day: 7, 07:30, 07.30.00. */
  private static Optional<String> clockCell(String cell) {
    String text = cell.strip().replace('.', ':');
    if (text.matches("\\d{1,2}")) {
      return Optional.of(padded(text) + ":00");
    }
    return text.matches("\\d{1,2}:\\d{2}(:\\d{2})?(\\s*[AaPp][Mm])?")
        ? Optional.of(text)
        : Optional.empty();
  }
}
