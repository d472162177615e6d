package dev.timestep.tensor;

import java.util.Arrays;

/**
 * The sizes of a tensor's axes, outermost first; {@code Shape.of()} is a scalar.
 *
 * <p>Immutable. Sizes may be 0 (an empty batch is a shape, even where a layer then refuses it).
 */
public final class Shape {
  private final int[] sizes;
  private final int size;

  private Shape(int[] sizes) {
    long product = 1;
    for (int axis : sizes) {
      if (axis < 0) {
        throw new IllegalArgumentException(
            "A shape has sizes of 0 or more; received " + Arrays.toString(sizes) + ".");
      }
      product *= axis;
      if (product > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException(
            "A tensor holds at most 2^31 - 17 numbers; received the shape "
                + Arrays.toString(sizes)
                + ". Use a smaller batch or shorter sequences.");
      }
    }
    this.sizes = sizes;
    this.size = (int) product;
  }

  /** The shape with these sizes. */
  public static Shape of(int... sizes) {
    return new Shape(sizes.clone());
  }

  /** Number of axes. */
  public int rank() {
    return sizes.length;
  }

  /** Size of one axis; negative axes count from the end, −1 being the last. */
  public int dim(int axis) {
    int at = axis < 0 ? axis + sizes.length : axis;
    if (at < 0 || at >= sizes.length) {
      throw new IndexOutOfBoundsException(
          "Axis " + axis + " requested of the shape " + this + ", which has " + rank() + " axes.");
    }
    return sizes[at];
  }

  /** Number of elements: the product of all sizes, 1 for a scalar. */
  public int size() {
    return size;
  }

  /** Size of the last axis, 1 for a scalar. */
  public int last() {
    return sizes.length == 0 ? 1 : sizes[sizes.length - 1];
  }

  /** Product of all sizes but the last: the number of rows when the tensor is read as a matrix. */
  public int rows() {
    int rows = 1;
    for (int axis = 0; axis < sizes.length - 1; axis++) {
      rows *= sizes[axis];
    }
    return rows;
  }

  /** The same shape with another last size. */
  public Shape withLast(int last) {
    if (sizes.length == 0) {
      throw new IllegalArgumentException("A scalar has no last axis to replace by " + last + ".");
    }
    int[] copy = sizes.clone();
    copy[copy.length - 1] = last;
    return new Shape(copy);
  }

  /** The same shape with one size replaced; negative axes count from the end. */
  public Shape with(int axis, int newSize) {
    dim(axis);
    int[] copy = sizes.clone();
    copy[axis < 0 ? axis + copy.length : axis] = newSize;
    return new Shape(copy);
  }

  /**
   * The shape with its first two axes exchanged, as of sequences that are brought from time-major
   * order to batch-first order or back.
   */
  public Shape swapped() {
    int[] copy = sizes.clone();
    copy[0] = dim(1);
    copy[1] = dim(0);
    return new Shape(copy);
  }

  /** Whether these are the sizes. */
  public boolean hasSizes(int... wanted) {
    return Arrays.equals(sizes, wanted);
  }

  /** The sizes, as a copy. */
  public int[] toArray() {
    return sizes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** For example {@code [32, 10, 9]}. */
  @Override
  public String toString() {
    return Arrays.toString(sizes);
  }
}
