package dev.timestep.task.table.time;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.CellTable;
import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recognises a table that holds several series, one row for each series and time, by the column
 * that separates them.
 *
 * <p>Such a column has few values, each of them in several rows, and no value twice at one time.
 * Two columns together may do the same where none does alone (shop and article).
 */
final class SeriesColumn {

  /** A few rows may repeat: that is the next message's matter. */
  private static final double MOST_REPEATED = 0.02;

  /** Series are longer than this on average; a column of measured values has hardly any repeats. */
  private static final int FEWEST_ROWS = 3;

  private static final int SHOWN = 5;

  private final TimedRows rows;
  private final Stamp[] stamps;

  private final List<Candidate> candidates = new ArrayList<>();

  /** A column that may separate series: its position, its cells, and how many differ. */
  private record Candidate(int column, String[] cells, int values) {}

  private SeriesColumn(TimedRows rows, Stamp[] stamps) {
    this.rows = rows;
    this.stamps = stamps;
    CellTable table = rows.table();
    for (int column = 0; column < table.columns().size(); column++) {
      if (!rows.time().columns().contains(column)) {
        String[] cells = new String[table.rows()];
        Set<String> values = new HashSet<>();
        for (int row = 0; row < cells.length; row++) {
          cells[row] = table.text(row, column).strip();
          values.add(cells[row]);
        }
        boolean few = values.size() > 1 && FEWEST_ROWS * values.size() <= cells.length;
        if (few && !values.contains("") && !fractions(values)) {
          candidates.add(new Candidate(column, cells, values.size()));
        }
      }
    }
  }

  private static boolean fractions(Set<String> values) {
    return values.stream().anyMatch(value -> value.matches("[+-]?\\d*[.,]\\d*[1-9]\\d*"));
  }

  /**
   * The refusal of a table of several series.
   *
   * @param stamps the time of each row of the table, in the table's order
   * @return empty when less than half of the rows share their time with another, or no column
   *     separates the rows of one time
   */
  static Optional<TableException> refusal(TimedRows rows, Stamp[] stamps) {
    Map<Long, Integer> rowsByTime = new HashMap<>();
    for (Stamp stamp : stamps) {
      rowsByTime.merge(stamp.millis(), 1, Integer::sum);
    }
    int shared = rowsByTime.values().stream().filter(n -> n > 1).mapToInt(n -> n).sum();
    if (2 * shared < stamps.length) {
      return Optional.empty();
    }
    SeriesColumn finder = new SeriesColumn(rows, stamps);
    return finder.one().or(finder::two);
  }

  /** The column of fewest values that separates rows of one time; a text before a number. */
  private Optional<TableException> one() {
    return candidates.stream()
        .filter(candidate -> apart(candidate.cells()))
        .min(Comparator.comparingInt(this::rank))
        .map(this::refusal);
  }

  private int rank(Candidate candidate) {
    return 2 * candidate.values() + (rows.table().isNumeric(candidate.column()) ? 1 : 0);
  }

  private boolean apart(String[] cells) {
    Set<String> seen = new HashSet<>();
    int repeated = 0;
    for (int row = 0; row < cells.length; row++) {
      repeated += seen.add(stamps[row].millis() + " " + cells[row]) ? 0 : 1;
    }
    return repeated <= MOST_REPEATED * cells.length;
  }

  private TableException refusal(Candidate series) {
    CellTable table = rows.table();
    Map<String, Integer> counts = counts(series.cells());
    // The longest series: the first one may have too few rows to be trained on.
    String value =
        counts.entrySet().stream()
            .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
            .orElseThrow()
            .getKey();
    String name = table.columns().get(series.column());
    String start =
        table.file()
            + ": the table holds several series, one for each value of the column "
            + name
            + " ("
            + values(counts)
            + "). ";
    if (rows.options().where().isPresent()) {
      return new TableException(
          start
              + setting("where")
              + " takes one condition only and has "
              + rows.options().where().get().option()
              + " already. Save the rows of one series in a separate file.");
    }
    return new TableException(
        start
            + "Give "
            + setting("where")
            + " with one of them, such as "
            + setting("where")
            + " "
            + quoted(name + "=" + value)
            + "."
            + hours(name, counts.keySet()));
  }

  /** An hour that is written beside the date separates rows of one date as well. */
  private String hours(String name, Set<String> values) {
    for (int first = 0; first <= 1; first++) {
      Set<String> hours = new HashSet<>();
      for (int hour = first; hour < first + 24; hour++) {
        hours.add(String.valueOf(hour));
      }
      if (values.equals(hours) && rows.time().columns().size() == 1) {
        return " If it is the hour of the day, give "
            + setting("time")
            + " "
            + quoted(rows.time().label(rows.table()) + "+" + name)
            + ".";
      }
    }
    return "";
  }

  /** Two columns that separate rows of one time only together. */
  private Optional<TableException> two() {
    for (int i = 0; i < candidates.size(); i++) {
      for (int k = i + 1; k < candidates.size(); k++) {
        Candidate first = candidates.get(i);
        Candidate second = candidates.get(k);
        String[] both = new String[first.cells().length];
        for (int row = 0; row < both.length; row++) {
          both[row] = first.cells()[row] + "\n" + second.cells()[row];
        }
        int series = new HashSet<>(List.of(both)).size();
        if (FEWEST_ROWS * series <= both.length && apart(both)) {
          return Optional.of(pair(first, second, series));
        }
      }
    }
    return Optional.empty();
  }

  private TableException pair(Candidate first, Candidate second, int series) {
    List<String> names = rows.table().columns();
    return new TableException(
        rows.table().file()
            + ": the table holds "
            + CountText.grouped(series)
            + " series, one for each pair of the columns "
            + names.get(first.column())
            + " and "
            + names.get(second.column())
            + ". "
            + setting("where")
            + " takes one condition only. Save the rows of one series in a separate"
            + " file.");
  }

  private static Map<String, Integer> counts(String[] cells) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String cell : cells) {
      counts.merge(cell, 1, Integer::sum);
    }
    return counts;
  }

  private static String values(Map<String, Integer> counts) {
    String shown = counts.keySet().stream().limit(SHOWN).collect(Collectors.joining(", "));
    return counts.size() <= SHOWN
        ? shown
        : shown + String.format(Locale.ROOT, " and %,d more", counts.size() - SHOWN);
  }

  private static String quoted(String text) {
    return text.matches("[\\p{L}\\p{N}=._:/@%+-]+") ? text : "\"" + text + "\"";
  }
}
