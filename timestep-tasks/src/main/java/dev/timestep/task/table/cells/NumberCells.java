package dev.timestep.task.table.cells;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.NumberForm;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the cells of one column as numbers while they come by, as {@link CsvTable#numbers} reads
 * those of a table. What decides about them, the decimal sign and the unit, is known from a sample;
 * a later cell that contradicts it is refused.
 *
 * <p>Not for several threads.
 */
public final class NumberCells {

  /** Products of digits below this are exact. */
  private static final long EXACT = 1L << 53;

  private static final double[] POWERS = powers();

  /** As many rows as show what a cell contradicts. */
  private static final int MOST_SHOWN = 500;

  private final CsvTable head;
  private final int column;
  private final boolean marks;
  private char sign;
  private String unit;

  /** The line of the first cell whose value depends on the decimal sign; 0 for none. */
  private int marked;

  private String markedCell = "";

  NumberCells(CsvTable head, int column, NumberForm form) {
    this.head = head;
    this.column = column;
    this.marks = !head.missing().added().isEmpty();
    this.sign = form.decimal();
    this.unit = form.unit();
  }

  private static double[] powers() {
    double[] powers = new double[16];
    double power = 1;
    for (int i = 0; i < powers.length; i++) {
      powers[i] = power;
      power *= 10;
    }
    return powers;
  }

  /**
   * The number in a row; NaN where the cell is missing.
   *
   * @throws TableException when it is not a finite number, or written in another way than others
   */
  public double read(int line, String[] cells) {
    String cell = cells[column];
    if (!marks) {
      double plain = plain(line, cell);
      if (!Double.isNaN(plain)) {
        return plain;
      }
    }
    return head.isMissing(cell, column) ? Double.NaN : any(line, cells, cell);
  }

  /** Digits with a decimal sign among them at most; NaN for everything else. */
  private double plain(int line, String cell) {
    int length = cell.length();
    int at = length > 0 && cell.charAt(0) == '-' ? 1 : 0;
    int first = at;
    int point = -1;
    long digits = 0;
    for (; at < length; at++) {
      char c = cell.charAt(at);
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + (c - '0');
      } else if (c == sign && point < 0) {
        point = at;
      } else {
        return Double.NaN;
      }
    }
    int decimals = point < 0 ? 0 : length - point - 1;
    boolean written = point < 0 ? length > first : point > first && decimals > 0;
    boolean exact = length - first <= POWERS.length && digits < EXACT;
    if (!written || !exact || !unit.isEmpty() && digits != 0) {
      return Double.NaN;
    }
    if (point >= 0 && marked == 0) {
      marked = line;
      markedCell = cell;
    }
    double value = digits / POWERS[decimals];
    return first > 0 ? -value : value;
  }

  /** Numbers in any other writing. */
  private double any(int line, String[] cells, String cell) {
    Optional<NumberCell> found = NumberCell.read(cell).filter(n -> n.reading().allows(sign));
    boolean zero =
        found.isPresent() && found.get().unit().isEmpty() && found.get().value(sign) == 0;
    boolean fits = found.isPresent() && (zero || found.get().unit().equals(unit));
    if (!fits || !(Math.abs(found.get().value(sign)) <= NumberColumn.LARGEST)) {
      adopt(line, cells, cell);
      NumberCell number = NumberCell.read(cell).orElseThrow();
      return number.value(sign);
    }
    if (marked == 0 && found.get().reading() != Digits.Reading.ANY) {
      marked = line;
      markedCell = cell;
    }
    return found.get().value(sign);
  }

  /**
   * A cell that does not fit what is known: the rows of the head and this one together either give
   * another form, where nothing before depended on it, or are refused in the words of any table.
   */
  private void adopt(int line, String[] cells, String cell) {
    List<CsvRow> rows = new ArrayList<>(fitting());
    rows.add(new CsvRow(line, cells));
    NumberForm form = head.ofRows(rows).form(column);
    if (form.decimal() != sign && marked > 0) {
      throw new TableException(
          where(line)
              + ": \""
              + Words.shortened(cell.strip())
              + "\" has '"
              + form.decimal()
              + "' as decimal sign, but \""
              + markedCell.strip()
              + "\" (row "
              + marked
              + ") was read with '"
              + sign
              + "'. Write all numbers of the column in one way, or give "
              + setting("decimal")
              + " "
              + form.decimal()
              + " if row "
              + marked
              + " has marks of thousands.");
    }
    NumberCell number =
        NumberCell.read(cell)
            .filter(n -> n.reading().allows(form.decimal()) && n.unit().equals(form.unit()))
            .orElseThrow(
                () ->
                    new TableException(
                        where(line)
                            + ": expected a number as in the rows before"
                            + (unit.isEmpty() ? "" : " (unit " + unit + ")")
                            + "; found \""
                            + Words.shortened(cell.strip())
                            + "\". One column needs one unit and one decimal sign."));
    sign = form.decimal();
    unit = number.unit();
  }

  /** Rows of the head that are as this column is known to be. */
  private List<CsvRow> fitting() {
    return head.lines().stream()
        .filter(row -> fits(row.cells()[column]))
        .limit(MOST_SHOWN)
        .toList();
  }

  private boolean fits(String cell) {
    return !head.isMissing(cell, column)
        && NumberCell.read(cell)
            .filter(n -> n.reading().allows(sign))
            .filter(n -> n.unit().equals(unit) || n.unit().isEmpty() && n.value(sign) == 0)
            .isPresent();
  }

  private String where(int line) {
    return head.file() + ", row " + line + ", column " + head.columns().get(column);
  }
}
