package dev.timestep.task.table.time;

import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.form.TimeField;
import dev.timestep.task.table.form.WrittenForm;
import dev.timestep.task.table.time.TimeNames.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Times whose parts are in several columns. They are joined, and written again, as ISO 8601. */
final class JoinedTimes {

  private static final List<Part> CALENDAR =
      List.of(Part.YEAR, Part.MONTH, Part.DAY, Part.HOUR, Part.MINUTE);
  private static final List<Part> DAYS_OF_YEAR =
      List.of(Part.YEAR, Part.DAY_OF_YEAR, Part.HOUR, Part.MINUTE);

  private static final Pattern MARKED = Pattern.compile("([MQW])(\\d{1,2})");

  /** A time of day that nobody takes for a number or an article. */
  private static final Pattern CLOCK =
      Pattern.compile("([01]?\\d|2[0-4]):[0-5]\\d(:[0-5]\\d)?(\\s?[AaPp]\\.?[Mm]\\.?)?");

  private JoinedTimes() {}

  /** Columns called year, month, day, hour and minute, or year and week or quarter. */
  static Optional<TimeCells> find(CellTable table) {
    Map<Part, Integer> columns = new EnumMap<>(Part.class);
    for (int c = 0; c < table.columns().size(); c++) {
      int column = c;
      TimeNames.part(table.columns().get(c))
          .map(part -> part == Part.MONTH && columns.containsKey(part) ? Part.MINUTE : part)
          .ifPresent(part -> columns.putIfAbsent(part, column));
    }
    List<Integer> found = inOrder(columns, CALENDAR);
    if (found.size() == 1) {
      found = inOrder(columns, DAYS_OF_YEAR);
    }
    for (Part part : List.of(Part.WEEK, Part.QUARTER)) {
      if (found.size() == 1 && columns.containsKey(part)) {
        found.add(columns.get(part));
      }
    }
    if (found.size() == 1) {
      markedPeriods(table).ifPresent(found::add);
    }
    return found.size() < 2
        ? Optional.empty()
        : Optional.of(join(table, found)).filter(TimeCells::isTime);
  }

  /** The columns of these parts, up to the first part that has none. */
  private static List<Integer> inOrder(Map<Part, Integer> columns, List<Part> parts) {
    List<Integer> found = new ArrayList<>();
    for (Part part : parts) {
      if (!columns.containsKey(part)) {
        break;
      }
      found.add(columns.get(part));
    }
    return found;
  }

  /** A column of months, quarters or weeks that say what they are: M01, Q01, W01. */
  private static Optional<Integer> markedPeriods(CellTable table) {
    for (int c = 0; c < table.columns().size(); c++) {
      boolean marked =
          TimeNames.isTime(table.columns().get(c))
              && TimeCells.sample(TimeCells.texts(table, c)).stream()
                  .allMatch(cell -> MARKED.matcher(cell).matches());
      if (marked) {
        return Optional.of(c);
      }
    }
    return Optional.empty();
  }

  /** Adds a column with the time of day to dates that repeat without one. */
  static Optional<TimeCells> withClock(CellTable table, TimeCells dates) {
    boolean clocked =
        dates.shape().forms().getFirst() instanceof WrittenForm form && form.has(TimeField.HOUR);
    if (clocked || dates.columns().size() > 1) {
      return Optional.empty();
    }
    if (!repeats(dates.cells())) {
      return Optional.empty();
    }
    Optional<Integer> named =
        firstColumn(
            table,
            dates,
            c ->
                TimeNames.isClock(table.columns().get(c))
                    && clockCell(table.text(0, c)).isPresent());
    return named
        .or(() -> firstColumn(table, dates, c -> isClock(table, c)))
        .map(c -> join(table, List.of(dates.columns().getFirst(), c)));
  }

  private static Optional<Integer> firstColumn(
      CellTable table, TimeCells dates, Predicate<Integer> test) {
    return IntStream.range(0, table.columns().size())
        .boxed()
        .filter(c -> !dates.columns().contains(c) && test.test(c))
        .findFirst();
  }

  /** Whether all cells are times of day, whatever the column is called: "von", "START TIME". */
  private static boolean isClock(CellTable table, int column) {
    return TimeCells.sample(TimeCells.texts(table, column)).stream()
        .allMatch(cell -> CLOCK.matcher(cell).matches());
  }

  private static boolean repeats(String[] cells) {
    return new HashSet<>(List.of(cells)).size() < cells.length;
  }

  /** One text for each row: a date and a clock, year-month-day hour:minute, or year-W10. */
  static TimeCells join(CellTable table, List<Integer> columns) {
    TimeCells first = TimeCells.of(table, columns.getFirst());
    if (columns.size() == 1) {
      return first;
    }
    boolean date = first.isTime() && !first.shape().key().matches("y|6");
    String[] joined = new String[table.rows()];
    for (int row = 0; row < joined.length; row++) {
      joined[row] = date ? dated(table, columns, row) : calendar(table, columns, row);
    }
    return TimeCells.of(columns, joined);
  }

  private static String dated(CellTable table, List<Integer> columns, int row) {
    StringBuilder text = new StringBuilder(table.text(row, columns.getFirst()).strip());
    for (int part = 1; part < columns.size(); part++) {
      String cell = table.text(row, columns.get(part)).strip();
      text.append(part == 1 ? " " + clockCell(cell).orElse(cell) : ":" + padded(cell));
    }
    return text.toString();
  }

  private static String calendar(CellTable table, List<Integer> columns, int row) {
    StringBuilder text = new StringBuilder(padded(table.text(row, columns.getFirst()).strip()));
    Part last = Part.YEAR;
    for (int part = 1; part < columns.size(); part++) {
      String name = table.columns().get(columns.get(part));
      Part usual = CALENDAR.get(Math.min(part, CALENDAR.size() - 1));
      Part named = TimeNames.part(name).orElse(usual);
      last = named == Part.MONTH && part == CALENDAR.size() - 1 ? Part.MINUTE : named;
      String cell = padded(table.text(row, columns.get(part)).strip());
      text.append(last == Part.HOUR ? " " : last == Part.MINUTE ? ":" : "-");
      text.append(written(cell, last));
    }
    return last == Part.HOUR ? text + ":00" : text.toString();
  }

  /** The part of a date as it stands in one text, with a mark where its number says too little. */
  private static String written(String cell, Part part) {
    Matcher marked = MARKED.matcher(cell);
    if (marked.matches()) {
      return marked.group(1).equals("Q")
          ? "Q" + Integer.parseInt(marked.group(2))
          : marked.group(1).equals("M") ? padded(marked.group(2)) : cell;
    }
    boolean number = !cell.isEmpty() && Character.isDigit(cell.charAt(0));
    return switch (part) {
      case WEEK -> number ? "W" + cell : cell;
      case QUARTER -> number ? "Q" + (cell.startsWith("0") ? cell.substring(1) : cell) : cell;
      case DAY_OF_YEAR -> "0".repeat(Math.max(0, 3 - cell.length())) + cell;
      default -> cell;
    };
  }

  private static String padded(String number) {
    String whole = number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    return whole.length() == 1 ? "0" + whole : whole;
  }

  /** A time of day: 7, 07:30, 07.30.00, 0730, 7:30 PM. */
  private static Optional<String> clockCell(String cell) {
    String text = cell.strip();
    String number = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    if (number.matches("\\d{1,2}")) {
      return Optional.of(padded(number) + ":00");
    }
    if (number.matches("\\d{3,4}")) {
      String four = number.length() == 3 ? "0" + number : number;
      return Optional.of(four.substring(0, 2) + ":" + four.substring(2));
    }
    String colons = text.replaceAll("(?<=\\d)\\.(?=\\d\\d)", ":");
    return colons.matches("\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?(\\s*\\S{1,2}\\.? ?[Mm]\\.?)?")
        ? Optional.of(colons)
        : Optional.empty();
  }
}
