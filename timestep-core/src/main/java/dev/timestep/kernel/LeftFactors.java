package dev.timestep.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Matrices A₀, A₁, … that are multiplied by the same B, each with a C of its own that takes its
 * Aᵀ·B up: what {@link ProductKernels#addTransposedProducts} is given, so that B is read and
 * rearranged once for all of them. In a recurrent layer B is the gradient of a gate, and the
 * inputs, the states before and, for the bias, {@link #setOnes ones} are held against it.
 *
 * <p>Made once; its arrays are set before each use, since inputs and gradients change theirs.
 */
public final class LeftFactors {
  private static final float[] ONE = {1f};

  private final int[] m;
  private final float[][] a;
  private final int[] aOff;
  private final int[] lda;
  private final float[][] c;
  private final int[] cOff;
  private final int[] ldc;
  private final int[] @Nullable [] rows;
  private final int[] firstRow;
  private int @Nullable [] rowsOfB;
  private int firstRowOfB;

  /** Room for some factors, all of them to be set. */
  public LeftFactors(int count) {
    this.m = new int[count];
    this.a = new float[count][];
    this.aOff = new int[count];
    this.lda = new int[count];
    this.c = new float[count][];
    this.cOff = new int[count];
    this.ldc = new int[count];
    this.rows = new int[count][];
    this.firstRow = new int[count];
  }

  /**
   * Says that row p of B lies in row {@code rows[first + p]} of its array.
   *
   * @param rows null where the rows follow one another
   */
  public void setRowsOfB(int @Nullable [] rows, int first) {
    this.rowsOfB = rows;
    this.firstRowOfB = first;
  }

  /** A factor A [k × m] and its C [m × n], whose first column belongs to the first one of B. */
  public void set(int factor, int m, float[] a, int aOff, int lda, float[] c, int cOff, int ldc) {
    this.m[factor] = m;
    this.a[factor] = a;
    this.aOff[factor] = aOff;
    this.lda[factor] = lda;
    this.c[factor] = c;
    this.cOff[factor] = cOff;
    this.ldc[factor] = ldc;
    this.rows[factor] = null;
  }

  /**
   * Says that row p of a factor lies in row {@code rows[first + p]} of its array; until it is set
   * again.
   *
   * @param rows null where the rows follow one another
   */
  public void setRows(int factor, int @Nullable [] rows, int first) {
    this.rows[factor] = rows;
    this.firstRow[factor] = first;
  }

  /** A factor that is one column of ones, [k × 1]: its C [n] takes up the column sums of B. */
  public void setOnes(int factor, float[] c, int cOff) {
    set(factor, 1, ONE, 0, 0, c, cOff, 0);
  }

  /** Where rows of B lie; null where they follow one another. */
  public int @Nullable [] rowsOfB() {
    return rowsOfB;
  }

  /** Where in {@link #rowsOfB} the first row stands. */
  public int firstRowOfB() {
    return firstRowOfB;
  }

  /** Where rows of a factor lie; null where they follow one another. */
  public int @Nullable [] rows(int factor) {
    return rows[factor];
  }

  /** Where in {@link #rows} the first row stands. */
  public int firstRow(int factor) {
    return firstRow[factor];
  }

  /** How many there are. */
  public int count() {
    return m.length;
  }

  /** Columns of a factor, rows of its C. */
  public int m(int factor) {
    return m[factor];
  }

  /** The array of a factor. */
  public float[] a(int factor) {
    return a[factor];
  }

  /** Where a factor begins in {@link #a}. */
  public int aOff(int factor) {
    return aOff[factor];
  }

  /** Floats from a row of a factor to the next; 0 if all rows are the same. */
  public int lda(int factor) {
    return lda[factor];
  }

  /** The array of a factor's C. */
  public float[] c(int factor) {
    return c[factor];
  }

  /** Where C begins in {@link #c}. */
  public int cOff(int factor) {
    return cOff[factor];
  }

  /** Floats from a row of C to the next. */
  public int ldc(int factor) {
    return ldc[factor];
  }
}
