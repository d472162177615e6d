package dev.timestep.tensor;

import java.util.Arrays;

/**
 * A dense, row-major block of 32-bit floats with a {@link Shape}: the form of all inputs and
 * results.
 *
 * <p>Sequences are batch-first here, {@code [batch, time, features]}; the engine turns them
 * time-major inside. Labels and token ids are stored as floats too, exact up to 16,777,216.
 *
 * <p>A tensor does not copy the array that it is made of, and {@link #data()} hands it out: sharing
 * is explicit, {@link #copy()} ends it.
 */
public final class Tensor {
  private final Shape shape;
  private final float[] data;

  private Tensor(Shape shape, float[] data) {
    if (data.length != shape.size()) {
      throw new IllegalArgumentException(
          "A tensor of shape "
              + shape
              + " needs "
              + shape.size()
              + " numbers; received "
              + data.length
              + ".");
    }
    this.shape = shape;
    this.data = data;
  }

  /** A tensor over {@code data}, not copied. */
  public static Tensor of(Shape shape, float[] data) {
    return new Tensor(shape, data);
  }

  /** A tensor over {@code data}, not copied, with these sizes. */
  public static Tensor of(float[] data, int... sizes) {
    return new Tensor(Shape.of(sizes), data);
  }

  /** A vector. */
  public static Tensor vector(float... values) {
    return new Tensor(Shape.of(values.length), values);
  }

  /** A scalar. */
  public static Tensor scalar(float value) {
    return new Tensor(Shape.of(), new float[] {value});
  }

  /** A matrix from rows of equal length. */
  public static Tensor matrix(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    float[] data = new float[rows.length * columns];
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw new IllegalArgumentException(
            "A matrix has rows of equal length; row 0 has "
                + columns
                + " numbers, row "
                + row
                + " has "
                + rows[row].length
                + ".");
      }
      System.arraycopy(rows[row], 0, data, row * columns, columns);
    }
    return of(data, rows.length, columns);
  }

  /** All zeros. */
  public static Tensor zeros(int... sizes) {
    Shape shape = Shape.of(sizes);
    return new Tensor(shape, TensorMemoryError.floats("A tensor", shape));
  }

  public Shape shape() {
    return shape;
  }

  /** The numbers themselves, row-major; writing to them changes the tensor. */
  public float[] data() {
    return data;
  }

  /** One number. */
  public float get(int... index) {
    return data[offset(index)];
  }

  /** Sets one number. */
  public void set(float value, int... index) {
    data[offset(index)] = value;
  }

  /** The only number of a tensor of size 1. */
  public float item() {
    if (data.length != 1) {
      throw new IllegalStateException(
          "item() reads a tensor of one number; this one has the shape " + shape + ".");
    }
    return data[0];
  }

  /** The same numbers under another shape of equal size; shares the array. */
  public Tensor reshape(int... sizes) {
    return new Tensor(Shape.of(sizes), data);
  }

  /** A tensor with an array of its own. */
  public Tensor copy() {
    float[] own = TensorMemoryError.floats("The copy of a tensor", shape);
    System.arraycopy(data, 0, own, 0, own.length);
    return new Tensor(shape, own);
  }

  /**
   * The first two axes exchanged: batch-first {@code [batch, time, …]} to time-major {@code [time,
   * batch, …]} and back.
   */
  public Tensor swapBatchAndTime() {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "Exchanging batch and time needs two axes or more; received the shape " + shape + ".");
    }
    int outer = shape.dim(0);
    int inner = shape.dim(1);
    int block = outer * inner == 0 ? 0 : data.length / (outer * inner);
    float[] swapped = TensorMemoryError.floats("Exchanging batch and time", shape);
    for (int i = 0; i < outer; i++) {
      for (int j = 0; j < inner; j++) {
        System.arraycopy(data, (i * inner + j) * block, swapped, (j * outer + i) * block, block);
      }
    }
    return new Tensor(shape.swapped(), swapped);
  }

  private int offset(int[] index) {
    if (index.length != shape.rank()) {
      throw new IndexOutOfBoundsException(
          "The shape "
              + shape
              + " takes "
              + shape.rank()
              + " indices; received "
              + Arrays.toString(index)
              + ".");
    }
    int offset = 0;
    for (int axis = 0; axis < index.length; axis++) {
      if (index[axis] < 0 || index[axis] >= shape.dim(axis)) {
        throw new IndexOutOfBoundsException(
            "Index " + Arrays.toString(index) + " lies outside the shape " + shape + ".");
      }
      offset = offset * shape.dim(axis) + index[axis];
    }
    return offset;
  }

  /** Equal shape and equal bits (so NaN equals NaN, and 0 differs from −0). */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && shape.equals(tensor.shape)
        && Arrays.equals(data, tensor.data);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return data.length <= 12
        ? "Tensor" + shape + Arrays.toString(data)
        : "Tensor" + shape + "[" + data[0] + ", " + data[1] + ", …]";
  }
}
