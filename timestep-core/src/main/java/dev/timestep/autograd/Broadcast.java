package dev.timestep.autograd;

import dev.timestep.tensor.Shape;

/** NumPy's broadcasting rule: axes matched from the last, an axis of size 1 repeated. */
final class Broadcast {
  private Broadcast() {}

  /** The shape of the result; refuses shapes that do not fit. */
  static Shape shape(String op, Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] sizes = new int[rank];
    for (int fromLast = 1; fromLast <= rank; fromLast++) {
      int sizeA = fromLast <= a.rank() ? a.dim(-fromLast) : 1;
      int sizeB = fromLast <= b.rank() ? b.dim(-fromLast) : 1;
      if (sizeA != sizeB && sizeA != 1 && sizeB != 1) {
        throw new IllegalArgumentException(
            op
                + " expects shapes that are equal or broadcast (an axis of size 1 is repeated);"
                + " received "
                + a
                + " and "
                + b
                + ".");
      }
      sizes[rank - fromLast] = sizeA == 1 ? sizeB : sizeA;
    }
    return Shape.of(sizes);
  }

  /** For each element of {@code out}, the index of the element of {@code in} that it reads. */
  static int[] indices(Shape in, Shape out) {
    int rank = out.rank();
    int[] stride = new int[rank];
    int running = 1;
    for (int fromLast = 1; fromLast <= in.rank(); fromLast++) {
      int size = in.dim(-fromLast);
      stride[rank - fromLast] = size == 1 ? 0 : running;
      running *= size;
    }
    int[] indices = new int[out.size()];
    int[] counter = new int[rank];
    int at = 0;
    for (int element = 0; element < indices.length; element++) {
      indices[element] = at;
      for (int axis = rank - 1; axis >= 0; axis--) {
        at += stride[axis];
        if (++counter[axis] < out.dim(axis)) {
          break;
        }
        at -= stride[axis] * counter[axis];
        counter[axis] = 0;
      }
    }
    return indices;
  }

  /** Whether {@code small} repeats as whole rows of {@code large}: its sizes end large's sizes. */
  static boolean isSuffix(Shape small, Shape large) {
    if (small.rank() > large.rank()) {
      return false;
    }
    for (int fromLast = 1; fromLast <= small.rank(); fromLast++) {
      if (small.dim(-fromLast) != large.dim(-fromLast)) {
        return false;
      }
    }
    return true;
  }
}
