package dev.timestep.task.table.cells;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.NumberForm.Basis;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Words;
import dev.timestep.task.table.cells.Digits.Reading;
import dev.timestep.task.table.form.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says why a column cannot be read as numbers, and what helps.
 *
 * <p>A cell that holds a number in any writing is never called missing: a value must not be dropped
 * because it cannot be read.
 *
 * @param table that is read
 * @param column of it
 * @param decision about its decimal sign
 */
record CellRefusal(CsvTable table, int column, DecimalSigns.Decision decision) {

  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "-∞");

  private static final Set<String> BOOLEANS =
      Set.of(
          "true",
          "false",
          "yes",
          "no",
          "y",
          "n",
          "t",
          "f",
          "on",
          "off",
          "ja",
          "nein",
          "wahr",
          "falsch",
          "oui",
          "non",
          "vrai",
          "faux",
          "si",
          "sí",
          "verdadero",
          "falso",
          "是",
          "否");

  /** The decimal sign is open, or the file shows both. */
  TableException openSign() {
    if (decision.isContradiction() && decision.pointColumn() == column) {
      return new TableException(
          table.file()
              + ", column "
              + name(column)
              + ": "
              + row(decision.point(), column, '.')
              + ", "
              + row(decision.comma(), column, ',')
              + ". Write all numbers of the column in one way.");
    }
    int row = table.openRow(column);
    String cell = table.rawCell(row, column).strip();
    String digits = NumberCell.read(cell).map(NumberCell::digits).orElse(cell);
    String point = Digits.plain(digits, '.');
    String comma = Digits.plain(digits, ',');
    String others =
        decision.isContradiction()
            ? "; in column "
                + name(decision.pointColumn())
                + " "
                + row(decision.point(), decision.pointColumn(), '.')
                + ", in column "
                + name(decision.commaColumn())
                + " "
                + row(decision.comma(), decision.commaColumn(), ',')
            : doubt(cell);
    return new TableException(
        table.file()
            + ", row "
            + table.rawLine(row)
            + ", column "
            + name(column)
            + ": \""
            + cell
            + "\" may be "
            + point
            + " or "
            + comma
            + others
            + ". Give "
            + setting("decimal")
            + " . for "
            + point
            + ", or "
            + setting("decimal")
            + " , for "
            + comma
            + ".");
  }

  /** Why a column stays open although no two columns contradict each other. */
  private String doubt(String cell) {
    int small = table.smallRow(column);
    boolean comma = decision.comma() >= 0 && decision.commaColumn() != column;
    boolean point = decision.point() >= 0 && decision.pointColumn() != column;
    if (small < 0 || !(point || comma)) {
      return ", and no other cell of the file decides";
    }
    int at = point ? decision.pointColumn() : decision.commaColumn();
    return "; in column "
        + name(at)
        + " "
        + row(point ? decision.point() : decision.comma(), at, point ? '.' : ',')
        + ", but beside \""
        + table.rawCell(small, column).strip()
        + "\" (row "
        + table.rawLine(small)
        + ") the '"
        + (cell.indexOf(',') >= 0 ? ',' : '.')
        + "' may part thousands";
  }

  private String row(int row, int at, char sign) {
    return "row "
        + table.rawLine(row)
        + " has \""
        + Words.shortened(table.rawCell(row, at).strip())
        + (table.rawCell(row, at).indexOf(sign) >= 0
            ? "\" with '" + sign + "' as decimal sign"
            : "\" with '" + (sign == '.' ? ',' : '.') + "' between thousands");
  }

  /** The file shows another sign than the one that the model was trained on. */
  TableException otherThanEarlier(char earlier) {
    char own = decision.sign().orElseThrow();
    return new TableException(
        table.file()
            + ", column "
            + name(column)
            + ": its numbers have '"
            + own
            + "' as decimal sign; the file that the model was trained on has '"
            + earlier
            + "'. Give "
            + setting("decimal")
            + " "
            + own
            + " if that is right for this file.");
  }

  /** Two cells of the column carry different units, or one of them none. */
  TableException units(int one, int other) {
    int first = Math.min(one, other);
    int second = Math.max(one, other);
    return new TableException(
        table.file()
            + ", column "
            + name(column)
            + ": row "
            + table.line(first)
            + " has \""
            + table.text(first, column).strip()
            + "\", row "
            + table.line(second)
            + " has \""
            + table.text(second, column).strip()
            + "\". One column needs one unit: convert the numbers, and write all of them with the"
            + " unit or all without.");
  }

  /** The number is too large to be scaled. */
  TableException immense(int row) {
    return new TableException(
        table.where(row, column)
            + ": "
            + table.text(row, column).strip()
            + " is beyond 1e100; expected a number that can be scaled. Correct the cell or change"
            + " the unit of the column.");
  }

  /** The cell is not a number that can be read here. */
  TableException noNumber(int row) {
    String cell = table.text(row, column).strip();
    if (INFINITE.contains(cell.toLowerCase(Locale.ROOT))) {
      return new TableException(
          table.where(row, column)
              + ": \""
              + cell
              + "\" is infinite; expected a finite number. Correct the cell, or give "
              + setting("missing")
              + "="
              + cell
              + " to treat it as missing.");
    }
    String start =
        table.where(row, column) + ": expected a number; found \"" + Words.shortened(cell) + "\".";
    if (NumberCell.reading(cell) != Reading.NONE) {
      return new TableException(start + otherSign());
    }
    if (isAccountingZero(cell)) {
      return new TableException(
          start
              + " Spreadsheets write zero as \"-\" in formats for money. Write 0, or leave the cell"
              + " empty if the value is missing.");
    }
    return new TableException(start + text(cell));
  }

  /** The cell is a number with the other decimal sign; only an option can have led here. */
  private String otherSign() {
    char other = decision.sign().orElse('.') == '.' ? ',' : '.';
    boolean all = true;
    for (int r = 0; r < table.rows() && all; r++) {
      all = table.isMissing(r, column) || NumberCell.reading(table.text(r, column)).allows(other);
    }
    return all && decision.basis() == Basis.OPTION
        ? " Give "
            + setting("decimal")
            + " "
            + other
            + " in its place, or leave out "
            + setting("decimal")
            + "."
        : " Write all numbers of the column with one decimal sign.";
  }

  private static boolean isAccountingZero(String cell) {
    String bare = cell.replace("-", "").strip();
    return cell.indexOf('-') >= 0 && !bare.isEmpty() && Units.isMoney(bare);
  }

  /** Whether a digit stands before any letter: 5*, <0.5, 12/3, but not E05. */
  private static boolean startsLikeNumber(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      if (Character.isDigit(cell.charAt(i))) {
        return true;
      }
      if (Character.isLetter(cell.charAt(i))) {
        return false;
      }
    }
    return false;
  }

  /** What the column holds in place of numbers, or what to do about a single text. */
  private String text(String cell) {
    int texts = 0;
    int times = 0;
    int booleans = 0;
    int numbers = 0;
    for (int r = 0; r < table.rows(); r++) {
      String other = table.text(r, column).strip();
      if (!table.isMissing(r, column) && NumberCell.reading(other) == Reading.NONE) {
        texts++;
        times += TimeText.looksLikeTime(other) ? 1 : 0;
        booleans += BOOLEANS.contains(other.toLowerCase(Locale.ROOT)) ? 1 : 0;
        numbers += startsLikeNumber(other) ? 1 : 0;
      }
    }
    if (booleans == texts && 2 * texts > table.rows()) {
      return " This column holds yes-or-no values; write them as 1 and 0 to use them." + numeric();
    }
    if (times == texts && 2 * texts > table.rows()) {
      return " This column holds times." + numeric();
    }
    if (startsLikeNumber(cell) && (2 * texts <= table.rows() || 2 * numbers > texts)) {
      return " Write the cell as a plain number.";
    }
    return 2 * texts > table.rows() ? " This column holds text." + numeric() : advice(cell);
  }

  private String numeric() {
    List<String> numeric = new ArrayList<>();
    for (int c : table.numericColumns()) {
      numeric.add(name(c));
    }
    return numeric.isEmpty()
        ? " No column of the table holds numbers only."
        : " The numeric columns are: "
            + String.join(", ", numeric.subList(0, Math.min(20, numeric.size())))
            + (numeric.size() > 20 ? "…" : ".");
  }

  /** The option takes several texts with commas between, and the shell takes some signs itself. */
  private static String advice(String cell) {
    boolean plain = cell.chars().noneMatch(c -> ",\"'$`\\!\n\r".indexOf(c) >= 0);
    return plain
        ? " Correct the cell, or give "
            + setting("missing")
            + "=\""
            + cell
            + "\" if it marks a missing value."
        : " Correct the cell, or leave it empty if the value is missing.";
  }

  private String name(int at) {
    return table.columns().get(at);
  }
}
