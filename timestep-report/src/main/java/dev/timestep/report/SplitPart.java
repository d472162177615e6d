package dev.timestep.report;

import dev.timestep.judge.Part;

/**
 * One part of the split: the rows whose values are forecast in it. A lookback may reach back over
 * its first row; a forecast never crosses its end.
 *
 * @param role what the part is for
 * @param firstRow its first row, zero-based
 * @param endRow the row after its last
 * @param windows windows whose whole horizon lies in the part
 */
public record SplitPart(Part role, int firstRow, int endRow, long windows) {
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
