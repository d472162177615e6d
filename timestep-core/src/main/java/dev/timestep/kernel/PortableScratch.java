package dev.timestep.kernel;

/**
 * Working rows of the portable kernels, one set per thread.
 *
 * <p>Why they exist: the JIT of JDK 25 turns a loop into vector instructions only if it can prove
 * that a store does not reach what a later iteration loads. With two arrays at two unknown offsets
 * it cannot prove that, and the loop stays scalar, four to ten times slower. With the same index
 * into every array it can. So the costly kernels copy a stretch of each operand to the start of a
 * row here, loop over index 0, 1, 2…, and copy the result back; the copies cost a tenth of what
 * they save.
 */
final class PortableScratch {

  /** Floats in a row. */
  static final int WIDTH = 512;

  /** Rows of B that one pass of a product takes up, and operands of a cell. */
  static final int OPERANDS = 8;

  /** Rows of C that share the copies of B's rows. */
  static final int SUMS = 16;

  private static final ThreadLocal<PortableScratch> OF_THREAD =
      ThreadLocal.withInitial(PortableScratch::new);

  final float[][] operand = new float[OPERANDS][WIDTH];
  final float[][] sum = new float[SUMS][WIDTH];

  private PortableScratch() {}

  static PortableScratch ofThread() {
    return OF_THREAD.get();
  }

  /** Copies a stretch of an operand to the start of a working row, and returns the row. */
  float[] take(int row, float[] x, int at, int n) {
    System.arraycopy(x, at, operand[row], 0, n);
    return operand[row];
  }
}
