package dev.timestep.task.table;

import dev.timestep.task.table.TimeNames.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Times whose parts are in several columns. They are joined, and written again, as ISO 8601. */
final class JoinedTimes {

  private static final List<Part> CALENDAR =
      List.of(Part.YEAR, Part.MONTH, Part.DAY, Part.HOUR, Part.MINUTE);

  private JoinedTimes() {}

  /** Columns called year, month, day, hour and minute, or year and week or quarter. */
  static Optional<TimeCells> find(CsvTable table) {
    Map<Part, Integer> columns = new EnumMap<>(Part.class);
    for (int c = 0; c < table.columns().size(); c++) {
      int column = c;
      TimeNames.part(table.columns().get(c)).ifPresent(part -> columns.putIfAbsent(part, column));
    }
    List<Integer> found = new ArrayList<>();
    for (Part part : CALENDAR) {
      if (!columns.containsKey(part)) {
        break;
      }
      found.add(columns.get(part));
    }
    if (found.size() < 2 && columns.containsKey(Part.YEAR)) {
      for (Part part : List.of(Part.WEEK, Part.QUARTER)) {
        if (found.size() == 1 && columns.containsKey(part)) {
          found.add(columns.get(part));
        }
      }
    }
    return found.size() < 2
        ? Optional.empty()
        : Optional.of(join(table, found)).filter(TimeCells::isTime);
  }

  /** Adds a column with the time of day to dates that repeat without one. */
  static Optional<TimeCells> withClock(CsvTable table, TimeCells dates) {
    boolean clocked =
        dates.shape().forms().getFirst() instanceof WrittenForm form && form.has(TimeField.HOUR);
    if (clocked || dates.columns().size() > 1) {
      return Optional.empty();
    }
    for (int c = 0; c < table.columns().size(); c++) {
      boolean clock = TimeNames.isClock(table.columns().get(c)) && !dates.columns().contains(c);
      if (clock && clockCell(table.text(0, c)).isPresent() && repeats(dates.cells())) {
        return Optional.of(join(table, List.of(dates.columns().getFirst(), c)));
      }
    }
    return Optional.empty();
  }

  private static boolean repeats(String[] cells) {
    return new HashSet<>(List.of(cells)).size() < cells.length;
  }

  /** One text for each row: a date and a clock, year-month-day hour:minute, or year-W10. */
  static TimeCells join(CsvTable table, List<Integer> columns) {
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

  private static String dated(CsvTable table, List<Integer> columns, int row) {
    StringBuilder text = new StringBuilder(table.text(row, columns.getFirst()).strip());
    for (int part = 1; part < columns.size(); part++) {
      String cell = table.text(row, columns.get(part)).strip();
      text.append(part == 1 ? " " + clockCell(cell).orElse(cell) : ":" + padded(cell));
    }
    return text.toString();
  }

  private static String calendar(CsvTable table, List<Integer> columns, int row) {
    StringBuilder text = new StringBuilder(padded(table.text(row, columns.getFirst()).strip()));
    for (int part = 1; part < columns.size(); part++) {
      String cell = padded(table.text(row, columns.get(part)).strip());
      Part name = TimeNames.part(table.columns().get(columns.get(part))).orElse(Part.DAY);
      String mark = name == Part.WEEK ? "W" : name == Part.QUARTER ? "Q" : "";
      boolean marked = mark.isEmpty() || cell.isEmpty() || !Character.isDigit(cell.charAt(0));
      text.append(part < 3 ? "-" : part == 3 ? " " : ":").append(marked ? "" : mark);
      text.append(mark.equals("Q") && cell.startsWith("0") ? cell.substring(1) : cell);
    }
    return columns.size() == 4 ? text + ":00" : text.toString();
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
