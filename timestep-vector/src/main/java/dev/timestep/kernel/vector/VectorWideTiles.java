package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;
import static dev.timestep.kernel.vector.VectorTiles.PANEL;

import jdk.incubator.vector.FloatVector;

/**
 * The tiles of {@link VectorTiles} for one and for two rows of A, over several panels at once: one
 * panel alone would leave too few sums to hide the latency of a multiply-add. {@code panel} is the
 * distance from a panel to the next, {@code oldStep} that from a column of {@code old} to the next
 * (1 or 0).
 */
final class VectorWideTiles {

  /** Columns of a tile of one row. */
  static final int COLUMNS_1 = 4 * PANEL;

  /** Columns of a tile of two rows. */
  static final int COLUMNS_2 = 2 * PANEL;

  private VectorWideTiles() {}

  static void rows1(
      int k,
      float[] a,
      int aOff,
      float[] b,
      int bOff,
      int panel,
      float[] old,
      int oldOff,
      int oldStep,
      float[] c,
      int cOff) {
    int b1 = bOff + panel;
    int b2 = b1 + panel;
    int b3 = b2 + panel;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector t2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector t3 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = p * PANEL;
      FloatVector e = FloatVector.broadcast(SPECIES, a[aOff + p]);
      s0 = e.fma(FloatVector.fromArray(SPECIES, b, bOff + at), s0);
      t0 = e.fma(FloatVector.fromArray(SPECIES, b, bOff + at + LENGTH), t0);
      s1 = e.fma(FloatVector.fromArray(SPECIES, b, b1 + at), s1);
      t1 = e.fma(FloatVector.fromArray(SPECIES, b, b1 + at + LENGTH), t1);
      s2 = e.fma(FloatVector.fromArray(SPECIES, b, b2 + at), s2);
      t2 = e.fma(FloatVector.fromArray(SPECIES, b, b2 + at + LENGTH), t2);
      s3 = e.fma(FloatVector.fromArray(SPECIES, b, b3 + at), s3);
      t3 = e.fma(FloatVector.fromArray(SPECIES, b, b3 + at + LENGTH), t3);
    }
    int from = oldOff;
    int to = cOff;
    s0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    t0.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += PANEL * oldStep;
    to += PANEL;
    s1.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    t1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += PANEL * oldStep;
    to += PANEL;
    s2.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    t2.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += PANEL * oldStep;
    to += PANEL;
    s3.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    t3.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
  }

  static void rows2(
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
    int a1 = aOff + lda;
    int b1 = bOff + panel;
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector t0 = FloatVector.zero(SPECIES);
    FloatVector u0 = FloatVector.zero(SPECIES);
    FloatVector v0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = FloatVector.zero(SPECIES);
    FloatVector u1 = FloatVector.zero(SPECIES);
    FloatVector v1 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      int at = p * PANEL;
      FloatVector e0 = FloatVector.broadcast(SPECIES, a[aOff + p]);
      FloatVector e1 = FloatVector.broadcast(SPECIES, a[a1 + p]);
      FloatVector column = FloatVector.fromArray(SPECIES, b, bOff + at);
      s0 = e0.fma(column, s0);
      s1 = e1.fma(column, s1);
      column = FloatVector.fromArray(SPECIES, b, bOff + at + LENGTH);
      t0 = e0.fma(column, t0);
      t1 = e1.fma(column, t1);
      column = FloatVector.fromArray(SPECIES, b, b1 + at);
      u0 = e0.fma(column, u0);
      u1 = e1.fma(column, u1);
      column = FloatVector.fromArray(SPECIES, b, b1 + at + LENGTH);
      v0 = e0.fma(column, v0);
      v1 = e1.fma(column, v1);
    }
    int next = PANEL * oldStep;
    int from = oldOff;
    int to = cOff;
    s0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    t0.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += next;
    u0.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to + PANEL);
    v0.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + PANEL + LENGTH);
    from = oldOff + oldLd;
    to += ldc;
    s1.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to);
    t1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + LENGTH);
    from += next;
    u1.add(FloatVector.fromArray(SPECIES, old, from)).intoArray(c, to + PANEL);
    v1.add(FloatVector.fromArray(SPECIES, old, from + LENGTH)).intoArray(c, to + PANEL + LENGTH);
  }
}
