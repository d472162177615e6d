package dev.timestep.report;

/**
 * One part of the split: the rows whose values are forecast in it. A lookback may reach back over
 * its first row; a forecast never crosses its end.
 *
 * @param role what the part is for
 * @param firstRow its first row, zero-based
 * @param endRow the row after its last
 * @param windows windows whose whole horizon lies in the part
 */
public record SplitPart(Role role, int firstRow, int endRow, long windows) {
  /** What a part of the split is for. */
  public enum Role {
    /** Fits the weights and the scaler. */
    TRAIN("train"),
    /** Chooses the epoch, and the ridge's penalty. */
    VALIDATION("validation"),
    /** Seen once, for the figures of the report. */
    TEST("test");

    private final String label;

    Role(String label) {
      this.label = label;
    }

    /** The lower-case word that the page shows. */
    public String label() {
      return label;
    }
  }

  /** Checks that the part has rows and a sane count of windows. */
  public SplitPart {
    Check.that(role != null, "SplitPart expects a role; received null.");
    Check.that(
        firstRow >= 0 && endRow > firstRow,
        "SplitPart(%s) expects 0 <= firstRow < endRow; received %d and %d.",
        role,
        firstRow,
        endRow);
    Check.that(windows >= 0, "SplitPart(%s) expects windows >= 0; received %d.", role, windows);
  }

  /** How many rows the part has. */
  public int rows() {
    return endRow - firstRow;
  }
}
