package dev.timestep.autograd;

/**
 * A place in an array from which rows of numbers follow each other: what a {@link RowKernel} reads
 * or writes. The place moves on from step to step; the object stays.
 */
public final class Rows {
  private final int width;
  private final boolean shared;
  private float[] data;
  private int at;

  private Rows(float[] data, int width, boolean shared) {
    this.data = data;
    this.width = width;
    this.shared = shared;
  }

  /**
   * Rows from the start of {@code data}.
   *
   * @param width numbers of a row
   */
  public static Rows of(float[] data, int width) {
    return new Rows(data, width, false);
  }

  /** One row that stands for all. */
  public static Rows shared(float[] data, int width) {
    return new Rows(data, width, true);
  }

  /** Goes to another place. */
  public void moveTo(float[] newData, int newAt) {
    data = newData;
    at = newAt;
  }

  /** Goes to a row of the array at hand. */
  public void moveTo(int row) {
    at = row * width;
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
    return shared ? at : at + row * width;
  }

  /** Numbers of a row. */
  public int width() {
    return width;
  }

  /** Whether one row stands for all. */
  public boolean isShared() {
    return shared;
  }
}
