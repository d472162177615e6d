package dev.timestep.task.table.cells;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.NumberForm;
import dev.timestep.task.table.NumberForm.Basis;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.cells.Digits.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A column read as numbers.
 *
 * @param form how they are written
 * @param values NaN where a cell is missing
 * @param notes what was decided about them, in sentences
 */
record NumberColumn(NumberForm form, double[] values, List<String> notes) {

  /** Beyond it, squares of differences overflow a double. */
  static final double LARGEST = 1e100;

  /**
   * Reads the column.
   *
   * @throws TableException when a cell is not a number, infinite or beyond 1e100, when two readings
   *     are possible, or when the cells carry different units
   */
  static NumberColumn read(CsvTable table, int column, DecimalSigns.Decision decision) {
    CellRefusal refusal = new CellRefusal(table, column, decision);
    char sign = decision.sign().orElseThrow(refusal::openSign);
    double[] values = new double[table.rows()];
    Arrays.fill(values, Double.NaN);
    String unit = "";
    int withUnit = -1;
    int without = -1;
    int bracketed = -1;
    for (int r = 0; r < values.length; r++) {
      String cell = table.text(r, column);
      if (table.isMissing(r, column)) {
        continue;
      }
      Optional<NumberCell> read = NumberCell.read(cell).filter(n -> n.reading().allows(sign));
      if (read.isEmpty()) {
        throw refusal.noNumber(r);
      }
      NumberCell number = read.get();
      values[r] = number.value(sign);
      if (!(Math.abs(values[r]) <= LARGEST)) {
        throw refusal.immense(r);
      }
      bracketed = number.bracketed() && bracketed < 0 ? r : bracketed;
      if (!number.unit().isEmpty() && withUnit < 0) {
        unit = number.unit();
        withUnit = r;
      }
      boolean other = !number.unit().isEmpty() && !number.unit().equals(unit);
      // Zero is zero in every unit.
      without = number.unit().isEmpty() && values[r] != 0 && without < 0 ? r : without;
      if (other || (withUnit >= 0 && without >= 0)) {
        throw refusal.units(withUnit, other ? r : without);
      }
    }
    NumberForm form = new NumberForm(sign, decision.basis(), unit);
    return new NumberColumn(
        form, values, notes(table, column, decision, form, withUnit, bracketed));
  }

  /** Whether every cell that is not missing is a number, all with one unit, and one is there. */
  static boolean isNumeric(CsvTable table, int column, DecimalSigns.Decision decision) {
    boolean any = false;
    Optional<String> unit = Optional.empty();
    for (int r = 0; r < table.rows(); r++) {
      String cell = table.text(r, column);
      if (table.isMissing(r, column)) {
        continue;
      }
      Reading reading = NumberCell.reading(cell);
      boolean fits = decision.sign().map(reading::allows).orElse(reading != Reading.NONE);
      if (!fits || decision.isContradiction() && decision.pointColumn() == column) {
        return false;
      }
      any = true;
      String own = isBare(cell) ? "" : NumberCell.read(cell).map(NumberCell::unit).orElse("");
      boolean zero = own.isEmpty() && cell.chars().noneMatch(c -> c >= '1' && c <= '9');
      if (!zero && unit.isPresent() && !unit.get().equals(own)) {
        return false;
      }
      unit = zero ? unit : Optional.of(own);
    }
    return any;
  }

  private static boolean isBare(String cell) {
    return !cell.isEmpty()
        && Digits.isDigit(cell.charAt(0))
        && Digits.isDigit(cell.charAt(cell.length() - 1));
  }

  private static List<String> notes(
      CsvTable table,
      int column,
      DecimalSigns.Decision decision,
      NumberForm form,
      int withUnit,
      int bracketed) {
    List<String> notes = new ArrayList<>();
    String name = table.columns().get(column);
    if (withUnit >= 0) {
      notes.add(
          form.unit().equals("%")
              ? "Column " + name + " holds percentages; the number before the % is read."
              : "Column "
                  + name
                  + ": the numbers are read without their unit "
                  + form.unit()
                  + ".");
    }
    if (bracketed >= 0) {
      notes.add(
          "Column "
              + name
              + ": numbers in parentheses are negative (row "
              + table.line(bracketed)
              + ", \""
              + table.text(bracketed, column).strip()
              + "\").");
    }
    if (form.basis() == Basis.FILE || form.basis() == Basis.DELIMITER) {
      sign(table, column, decision).ifPresent(notes::add);
    }
    return notes;
  }

  private static Optional<String> sign(CsvTable table, int column, DecimalSigns.Decision decision) {
    char sign = decision.sign().orElseThrow();
    char other = sign == '.' ? ',' : '.';
    if (sign == '.'
        && table.smallRow(column) < 0
        && table.openCell(column).filter(cell -> cell.indexOf('.') >= 0).isPresent()) {
      return Optional.empty();
    }
    boolean byFile = decision.basis() == Basis.FILE;
    int shown = sign == '.' ? decision.pointColumn() : decision.commaColumn();
    int shownRow = sign == '.' ? decision.point() : decision.comma();
    return table
        .openCell(column)
        .flatMap(
            cell ->
                NumberCell.read(cell)
                    .map(
                        number ->
                            "Column "
                                + table.columns().get(column)
                                + ": \""
                                + cell.strip()
                                + "\" is read as "
                                + Digits.plain(number.digits(), sign)
                                + (byFile
                                    ? ", because column "
                                        + table.columns().get(shown)
                                        + (table.rawCell(shownRow, shown).indexOf(sign) >= 0
                                            ? " has '" + sign + "' as decimal sign."
                                            : " has '" + other + "' between thousands.")
                                    : ", because of the character between the cells. Give "
                                        + setting("decimal")
                                        + " "
                                        + other
                                        + " if it means "
                                        + Digits.plain(number.digits(), other)
                                        + ".")));
  }
}
