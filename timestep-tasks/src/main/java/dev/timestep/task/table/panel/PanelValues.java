package dev.timestep.task.table.panel;

import java.util.Arrays;
import java.util.Objects;

/**
 * The values of one column of one series, packed: decimals such as 2.99 take one, two or four bytes
 * each and come back exactly; only numbers of many digits are rounded, to floats, where that loses
 * less than a millionth of their deviation.
 *
 * <pre>{@code
 * PanelValues sales = series.values("sales");
 * double[] window = new double[28];
 * sales.copy(series.rows() - 28, series.rows(), window, 0);
 * }</pre>
 *
 * <p>Immutable once a {@link PanelTable} holds it.
 */
public final class PanelValues {

  private static final int BLOCK = 128;
  private static final int FIRST = 4;

  private ValueBlock[] blocks = {};
  private int sealed;
  private double[] open = new double[FIRST];
  private int used;
  private int missing;

  PanelValues() {}

  /** Packed values. */
  static PanelValues of(double[] values, int count) {
    PanelValues packed = new PanelValues();
    for (int i = 0; i < count; i++) {
      packed.add(values[i]);
    }
    packed.finish();
    return packed;
  }

  void add(double value) {
    if (used == open.length) {
      open = Arrays.copyOf(open, Math.min(BLOCK, 2 * used));
    }
    // Minus zero is no other value than zero.
    open[used++] = value + 0.0;
    missing += Double.isNaN(value) ? 1 : 0;
    if (used == BLOCK) {
      seal();
    }
  }

  private void seal() {
    if (sealed == blocks.length) {
      blocks = Arrays.copyOf(blocks, Math.max(4, 3 * sealed / 2));
    }
    blocks[sealed++] = ValueBlock.of(open, used);
    used = 0;
  }

  /** Packs what is left; nothing is added after that. */
  void finish() {
    size = size();
    if (used > 0) {
      seal();
    }
    open = new double[0];
    blocks = blocks.length == sealed ? blocks : Arrays.copyOf(blocks, sealed);
  }

  private int size = -1;

  /** Number of rows with a place for a value. */
  public int size() {
    return size >= 0 ? size : sealed * BLOCK + used;
  }

  /** The value in a row; NaN where it is missing. */
  public double get(int row) {
    Objects.checkIndex(row, size());
    return blocks[row / BLOCK].get(row % BLOCK);
  }

  /** Whether a row has no value. */
  public boolean missing(int row) {
    return Double.isNaN(get(row));
  }

  /** Rows without a value. */
  public int missingCells() {
    return missing;
  }

  /** Copies the values of the rows {@code from} to before {@code to}. */
  public void copy(int from, int to, double[] target, int at) {
    Objects.checkFromToIndex(from, to, size());
    for (int row = from; row < to; row++) {
      target[at + row - from] = blocks[row / BLOCK].get(row % BLOCK);
    }
  }

  /** The same in single precision, as networks compute. */
  public void copy(int from, int to, float[] target, int at) {
    Objects.checkFromToIndex(from, to, size());
    for (int row = from; row < to; row++) {
      target[at + row - from] = (float) blocks[row / BLOCK].get(row % BLOCK);
    }
  }

  /** A copy of all values. */
  public double[] all() {
    double[] values = new double[size()];
    copy(0, values.length, values, 0);
    return values;
  }

  /** The first rows alone. */
  PanelValues first(int rows) {
    return rows == size() ? this : of(all(), rows);
  }

  /** Bytes that the values take, without what stands around them. */
  public long bytes() {
    long bytes = 0;
    for (ValueBlock block : blocks) {
      bytes += block.bytes();
    }
    return bytes;
  }
}
