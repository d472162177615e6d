package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.PANEL;
import static dev.timestep.kernel.vector.Lanes.WIDE;

/**
 * The register tiles of this process's lane width.
 *
 * <p>A tile is C = old + A·B for a few rows of A times whole panels of B, each two vectors wide,
 * with all sums in registers while {@code k} runs. Every row takes its sum in the same order
 * whatever the height of its tile. Six rows take 12 of the 16 registers of AVX2 for sums, two for B
 * and the rest for elements of A; AVX-512 has 32 registers, and room for 12 to 14 rows.
 *
 * <p>The form matters more than it looks, because three things decide whether C2 keeps the sums in
 * registers (90 % of the peak) or spills one in every step (30 %):
 *
 * <ul>
 *   <li>Nothing but plain stores may follow the loop: no branch, no call. So a tile always adds
 *       something: C itself, a bias, or zeros.
 *   <li>C2 schedules loads first, all broadcasts before the first multiply-add, and then runs out
 *       of registers, unless it finds before the loop that registers are short. The {@code held}
 *       vectors, old values that cross the loop unused, make it find that. They are spilled
 *       themselves, outside of the loop, for nothing.
 *   <li>Every row of A that is read in place needs an address, and more than six are too many. Rows
 *       at a constant distance have one address together, so wide tiles read a copy of A.
 * </ul>
 *
 * <p>{@code docs/kernels.md} has the measurements. Unrolling the loop by hand or an array of sums
 * also spill.
 */
final class Tiles {

  /** Rows of the tallest tile of {@link VectorGemm}. */
  static final int ROWS = WIDE ? 12 : 6;

  /** Rows of the tallest tile of {@link VectorTransposedGemm}. */
  static final int STEP_ROWS = WIDE ? 14 : 5;

  /** Rows of the tallest of both. */
  static final int MOST_ROWS = Math.max(ROWS, STEP_ROWS);

  /** What the sums of a tile are added to where there is neither C nor a bias. */
  static final float[] ZEROS = new float[PANEL];

  /** The most panels that a tile has. */
  static final int MOST_PANELS = 4;

  private static final int PANELS_1 = MOST_PANELS;
  private static final int PANELS_FEW = 2;

  /** Up to so many rows a tile has several panels: one has too few sums to hide their latency. */
  private static final int FEW_ROWS = WIDE ? 4 : 2;

  private Tiles() {}

  /** How many panels a tile of so many rows takes at once, where there are as many. */
  static int panels(int rows) {
    return rows == 1 ? PANELS_1 : rows <= FEW_ROWS ? PANELS_FEW : 1;
  }

  /**
   * One panel of B.
   *
   * @param lda floats from a row of A to the next, {@link VectorScratch#ROW} for wide lanes
   * @param old what the sums are added to, {@code oldLd} floats from a row to the next
   */
  static void run(
      int rows,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    if (WIDE) {
      WideTiles.run(rows, k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
    } else {
      NarrowTiles.run(rows, k, a, aOff, lda, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
    }
  }

  /**
   * The first half of a panel, where no more columns are left.
   *
   * @param lda as for {@link #run}
   */
  static void runHalf(
      int rows,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    if (WIDE) {
      WideTiles.runHalf(rows, k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
    } else {
      NarrowTiles.runHalf(rows, k, a, aOff, lda, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
    }
  }

  /**
   * As many panels as {@link #panels} says.
   *
   * @param panel floats from a panel of B to the next
   * @param oldStep from a column of {@code old} to the next: 1 or 0
   */
  static void runPanels(
      int rows,
      int k,
      float[] a,
      int aOff,
      int lda,
      float[] b,
      int bOff,
      int panel,
      float[] old,
      int oldOff,
      int oldStep,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    if (WIDE) {
      WideTiles.runPanels(
          rows, k, a, aOff, b, bOff, panel, old, oldOff, oldStep, oldLd, c, cOff, ldc);
    } else {
      NarrowTiles.runPanels(
          rows, k, a, aOff, lda, b, bOff, panel, old, oldOff, oldStep, oldLd, c, cOff, ldc);
    }
  }

  /** One panel of B, where the elements of A in a step lie side by side. */
  static void runSteps(
      int rows,
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      float[] old,
      int oldOff,
      int oldLd,
      float[] c,
      int cOff,
      int ldc) {
    if (WIDE) {
      WideStepTiles.run(rows, k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
    } else {
      NarrowStepTiles.run(rows, k, a, aOff, b, bOff, old, oldOff, oldLd, c, cOff, ldc);
    }
  }
}
