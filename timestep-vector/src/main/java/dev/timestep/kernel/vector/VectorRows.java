package dev.timestep.kernel.vector;

import static dev.timestep.kernel.vector.Lanes.LENGTH;
import static dev.timestep.kernel.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies of many short rows by whole vectors: a call of {@code arraycopy} for each takes several
 * times as long. Where vectors do not fit evenly, the last one overlaps the one before it.
 */
final class VectorRows {
  private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;
  private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;

  private VectorRows() {}

  static void copy(int m, int n, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    if (n >= LENGTH) {
      vectors(m, n, a, aOff, lda, c, cOff, ldc);
    } else if (LENGTH > 8 && n >= 8) {
      eights(m, n, a, aOff, lda, c, cOff, ldc);
    } else if (LENGTH > 4 && n >= 4) {
      fours(m, n, a, aOff, lda, c, cOff, ldc);
    } else {
      floats(m, n, a, aOff, lda, c, cOff, ldc);
    }
  }

  /** A few columns of vectors at a time: a loop over the vectors of a short row costs more. */
  private static void vectors(
      int m, int n, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    int j = 0;
    for (; j + 3 * LENGTH < n; j += 2 * LENGTH) {
      two(m, LENGTH, a, aOff + j, lda, c, cOff + j, ldc);
    }
    int last = n - LENGTH - j;
    if (last > LENGTH) {
      two(m, LENGTH, a, aOff + j, lda, c, cOff + j, ldc);
      one(m, a, aOff + j + last, lda, c, cOff + j + last, ldc);
    } else if (last > 0) {
      two(m, last, a, aOff + j, lda, c, cOff + j, ldc);
    } else {
      one(m, a, aOff + j, lda, c, cOff + j, ldc);
    }
  }

  private static void one(int m, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    int from = aOff;
    int to = cOff;
    for (int i = 0; i < m; i++) {
      FloatVector.fromArray(SPECIES, a, from).intoArray(c, to);
      from += lda;
      to += ldc;
    }
  }

  private static void two(
      int m, int second, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    int from = aOff;
    int to = cOff;
    for (int i = 0; i < m; i++) {
      FloatVector v = FloatVector.fromArray(SPECIES, a, from);
      FloatVector w = FloatVector.fromArray(SPECIES, a, from + second);
      v.intoArray(c, to);
      w.intoArray(c, to + second);
      from += lda;
      to += ldc;
    }
  }

  private static void eights(
      int m, int n, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    int from = aOff;
    int to = cOff;
    for (int i = 0; i < m; i++) {
      FloatVector.fromArray(EIGHT, a, from).intoArray(c, to);
      FloatVector.fromArray(EIGHT, a, from + n - 8).intoArray(c, to + n - 8);
      from += lda;
      to += ldc;
    }
  }

  private static void fours(
      int m, int n, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    int from = aOff;
    int to = cOff;
    for (int i = 0; i < m; i++) {
      FloatVector.fromArray(FOUR, a, from).intoArray(c, to);
      FloatVector.fromArray(FOUR, a, from + n - 4).intoArray(c, to + n - 4);
      from += lda;
      to += ldc;
    }
  }

  private static void floats(
      int m, int n, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    int from = aOff;
    int to = cOff;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        c[to + j] = a[from + j];
      }
      from += lda;
      to += ldc;
    }
  }
}
