package dev.timestep.task.table.panel;

import dev.timestep.task.table.CellTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rows of one series of the head of a file: times that repeat from series to series do not
 * repeat there.
 */
record HeadSeries(CellTable head, int[] rowsOfHead) implements CellTable {

  /** Fewer rows than these show less than all rows of the head. */
  private static final int FEWEST = 3;

  /** The rows of the series that has most; all rows where each series has very few. */
  static CellTable longest(CellTable head, IdCells id) {
    Map<String, Integer> counts = new HashMap<>();
    for (int row = 0; row < head.rows(); row++) {
      counts.merge(id.written(head, row), 1, Integer::sum);
    }
    Map.Entry<String, Integer> most =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    if (most.getValue() < FEWEST) {
      return head;
    }
    return of(head, id, most.getKey());
  }

  /** The rows of a series. */
  static CellTable of(CellTable head, IdCells id, String series) {
    return new HeadSeries(
        head,
        IntStream.range(0, head.rows())
            .filter(row -> id.written(head, row).equals(series))
            .toArray());
  }

  @Override
  public String file() {
    return head.file();
  }

  @Override
  public List<String> columns() {
    return head.columns();
  }

  @Override
  public int column(String name, String setting) {
    return head.column(name, setting);
  }

  @Override
  public int rows() {
    return rowsOfHead.length;
  }

  @Override
  public int line(int row) {
    return head.line(rowsOfHead[row]);
  }

  @Override
  public String text(int row, int column) {
    return head.text(rowsOfHead[row], column);
  }

  @Override
  public boolean isMissing(int row, int column) {
    return head.isMissing(rowsOfHead[row], column);
  }

  @Override
  public boolean isNumber(String cell) {
    return head.isNumber(cell);
  }

  @Override
  public boolean isNumeric(int column) {
    return head.isNumeric(column);
  }

  @Override
  public double[] numbers(int column) {
    double[] all = head.numbers(column);
    return IntStream.of(rowsOfHead).mapToDouble(row -> all[row]).toArray();
  }
}
