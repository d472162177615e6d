package dev.timestep.autograd;

/**
 * A place in an array from which rows of numbers follow each other: what a {@link RowKernel} reads
 * or writes. The place moves on from step to step; the object stays.
 */
public final class Rows {
  private static final float[] NOWHERE = {};

  private final int width;

  /** From one row to the next; 0 where one row stands for all. */
  private final int stride;

  private float[] data;
  private int at;

  private Rows(float[] data, int width, int stride) {
    this.data = data;
    this.width = width;
    this.stride = stride;
  }

  /**
   * Rows from the start of {@code data}.
   *
   * @param width numbers of a row
   */
  public static Rows of(float[] data, int width) {
    return new Rows(data, width, width);
  }

  /** One row that stands for all. */
  public static Rows shared(float[] data, int width) {
    return new Rows(data, width, 0);
  }

  /**
   * Some columns of wider rows, nowhere yet.
   *
   * @param width how many columns
   * @param stride numbers of a wider row
   */
  public static Rows columns(int width, int stride) {
    return new Rows(NOWHERE, width, stride);
  }

  /** Goes to another place. */
  public void moveTo(float[] newData, int newAt) {
    data = newData;
    at = newAt;
  }

  /** Goes to a row of the array at hand. */
  public void moveTo(int row) {
    at = row * stride;
  }

  public float[] data() {
    return data;
  }

  /** Where the first row starts. */
  public int at() {
    return at;
  }

  /** Where row {@code row} from here starts. */
  public int at(int row) {
    return at + row * stride;
  }

  /** Numbers of a row. */
  public int width() {
    return width;
  }

  /** From one row to the next. */
  public int stride() {
    return stride;
  }

  /** Whether one row stands for all. */
  public boolean isShared() {
    return stride == 0 && width > 0;
  }

  /** Whether the rows follow each other with nothing between them. */
  public boolean isDense() {
    return stride == width;
  }
}
