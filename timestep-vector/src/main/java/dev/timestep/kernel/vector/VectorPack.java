package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.PANEL;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Packing for {@link VectorGemm}: panels of {@link Lanes#PANEL} columns, each [k × PANEL] and
 * contiguous, the last one padded with zeros.
 */
final class VectorPack {

  private VectorPack() {}

  /** {@code rows} rows from {@code first} on of a packed matrix of {@code k}. */
  static void packRows(
      int first,
      int rows,
      int k,
      int n,
      float[] b,
      int bOff,
      int ldb,
      float[] packed,
      int packedOff) {
    for (int j = 0; j < n; j += PANEL) {
      int width = Math.min(PANEL, n - j);
      int to = packedOff + j * k + first * PANEL;
      int from = bOff + j;
      if (width < PANEL) {
        Arrays.fill(packed, to, to + rows * PANEL, 0f);
        for (int p = 0; p < rows; p++) {
          System.arraycopy(b, from + p * ldb, packed, to + p * PANEL, width);
        }
      } else {
        panel(rows, b, from, ldb, packed, to);
      }
    }
  }

  /** Whole vectors: to copy so few floats, a call of {@code arraycopy} takes longer. */
  private static void panel(int k, float[] b, int bOff, int ldb, float[] packed, int packedOff) {
    int from = bOff;
    int to = packedOff;
    for (int p = 0; p < k; p++) {
      FloatVector low = FloatVector.fromArray(SPECIES, b, from);
      FloatVector high = FloatVector.fromArray(SPECIES, b, from + LENGTH);
      low.intoArray(packed, to);
      high.intoArray(packed, to + LENGTH);
      from += ldb;
      to += PANEL;
    }
  }

  static void packTransposed(
      int k, int n, float[] b, int bOff, int ldb, float[] packed, int packedOff) {
    for (int j = 0; j < n; j += PANEL) {
      int width = Math.min(PANEL, n - j);
      int to = packedOff + j * k;
      int from = bOff + j * ldb;
      if (width < PANEL) {
        Arrays.fill(packed, to, to + k * PANEL, 0f);
      }
      for (int p = 0; p < k; p++) {
        int at = from + p;
        for (int column = 0; column < width; column++) {
          packed[to + column] = b[at];
          at += ldb;
        }
        to += PANEL;
      }
    }
  }
}
