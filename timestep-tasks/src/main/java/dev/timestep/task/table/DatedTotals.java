package dev.timestep.task.table;

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
   * Looks for words such as "Total" in columns of text. Where they come about as often as other
   * texts that repeat, they are one series of several, and no mistake.
   *
   * @param skipped lines that are left out already
   * @throws TableException when a few rows are called totals
   */
  static void refuse(CsvTable table, ColumnKinds kinds, Set<Integer> skipped) {
    for (int c = 0; c < table.columns().size(); c++) {
      if (kinds.kinds().get(c) == ColumnKinds.Kind.TEXT) {
        refuse(table, c, skipped);
      }
    }
  }

  private static void refuse(CsvTable table, int column, Set<Integer> skipped) {
    List<Integer> totals = new ArrayList<>();
    Set<String> others = new HashSet<>();
    for (int r = 0; r < table.rows(); r++) {
      String cell = table.text(r, column);
      if (SummaryWords.isSummary(cell) && cell.strip().split("\\s+").length <= 2) {
        totals.add(r);
      } else {
        others.add(cell.strip());
      }
    }
    int rest = table.rows() - totals.size();
    boolean labels = totals.size() == 1 && rest > 1 && others.size() == rest;
    boolean series = 2 * totals.size() * others.size() >= rest && !labels;
    if (totals.isEmpty() || rest == 0 || series) {
      return;
    }
    Set<Integer> lines = new HashSet<>(skipped);
    totals.forEach(row -> lines.add(table.line(row)));
    throw new TableException(
        table.where(totals.getFirst(), column)
            + ": \""
            + CsvTable.shortened(table.text(totals.getFirst(), column).strip())
            + "\" calls the row a total, but it has the form of any other row"
            + (totals.size() > 1 ? " (" + totals.size() + " rows in all)" : "")
            + ". Leave it out with --skip-lines "
            + LineNumbers.text(lines)
            + ", or name it otherwise if it is a row.");
  }
}
