package dev.timestep.task.table;

/**
 * How the numbers of a column are written.
 *
 * @param decimal '.' or ','
 * @param basis what decided that
 * @param unit a sign of money, % or another unit that all cells carry; empty where there is none
 */
public record NumberForm(char decimal, Basis basis, String unit) {

  /** Numbers that were never texts. */
  public static final NumberForm PLAIN = new NumberForm('.', Basis.NONE, "");

  /** What decides about a decimal sign. */
  public enum Basis {
    /** The option {@code --decimal}. */
    OPTION,
    /** Cells of the column that allow only this sign. */
    COLUMN,
    /** Cells of other columns that allow only this sign. */
    FILE,
    /** The character between the cells: no decimal comma among commas. */
    DELIMITER,
    /** The file of the same kind that was read before: {@link ReadOptions#like}. */
    EARLIER_FILE,
    /** Nothing, and nothing had to: no number has a point or comma. */
    NONE
  }

  /** Whether the file itself shows the sign, so that it can be compared with that of another. */
  public boolean certain() {
    return basis == Basis.COLUMN || basis == Basis.FILE;
  }
}
