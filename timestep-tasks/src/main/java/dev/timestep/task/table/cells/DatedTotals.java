package dev.timestep.task.table.cells;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refuses totals that carry a time: as a row they would be one more value of the series, many times
 * too large.
 */
final class DatedTotals {

  private DatedTotals() {}

  /**
   * Looks for words such as "Total" in all columns but those of times. Where they occur as often as
   * other texts that repeat, they are one series of several, and no mistake.
   *
   * @param skipped lines that are left out already
   * @throws TableException when a few rows are called totals
   */
  static void refuse(CsvTable table, ColumnKinds kinds, Set<Integer> skipped) {
    for (int c = 0; c < table.columns().size(); c++) {
      List<Integer> totals = totals(table, c);
      ColumnKinds.Kind kind = kinds.kinds().get(c);
      boolean mistake =
          kind == ColumnKinds.Kind.NUMBER
              || (kind == ColumnKinds.Kind.TEXT && !isSeries(table, c, totals.size()));
      if (!totals.isEmpty() && totals.size() < table.rows() && mistake) {
        throw refusal(table, c, totals, skipped);
      }
    }
  }

  private static List<Integer> totals(CsvTable table, int column) {
    List<Integer> totals = new ArrayList<>();
    for (int r = 0; r < table.rows(); r++) {
      if (isTotal(table.text(r, column))) {
        totals.add(r);
      }
    }
    return totals;
  }

  /** Two words at most: "Total eclipse of the sun" is a remark. */
  private static boolean isTotal(String cell) {
    return SummaryWords.isSummary(cell) && cell.strip().split("\\s+").length <= 2;
  }

  /** Whether the totals come at least half as often as another text of the column on average. */
  private static boolean isSeries(CsvTable table, int column, int totals) {
    Set<String> others = new HashSet<>();
    for (int r = 0; r < table.rows() && totals > 0; r++) {
      String cell = table.text(r, column);
      if (!isTotal(cell)) {
        others.add(cell.strip());
      }
    }
    int rest = table.rows() - totals;
    boolean labels = totals == 1 && rest > 1 && others.size() == rest;
    return 2 * totals * others.size() >= rest && !labels;
  }

  private static TableException refusal(
      CsvTable table, int column, List<Integer> totals, Set<Integer> skipped) {
    Set<Integer> lines = new HashSet<>(skipped);
    totals.forEach(row -> lines.add(table.line(row)));
    return new TableException(
        table.where(totals.getFirst(), column)
            + ": \""
            + Words.shortened(table.text(totals.getFirst(), column).strip())
            + "\" calls the row a total, but it looks like any other row"
            + (totals.size() > 1 ? " (" + totals.size() + " rows in all)" : "")
            + ". Leave it out with "
            + setting("skip-lines")
            + " "
            + LineNumbers.text(lines)
            + ", or name it otherwise if it is a row.");
  }
}
