package dev.timestep.autograd;

import dev.timestep.tensor.Shape;
import java.util.Arrays;

/** Operations that choose rows: a table looked up by index, and a choice between two rows. */
public final class RowOps {
  private RowOps() {}

  /**
   * Rows of a table: {@code y[.., :] = table[ids[..], :]}. Backward: dtable[id] += dy of each place
   * that read it, in order.
   *
   * @param table [rows, n]
   * @param ids whole numbers from 0 to rows − 1, stored as floats
   * @param skipId an id whose row is read as zeros and gets no gradient (padding); −1 for none
   */
  public static Variable gather(Variable table, Variable ids, int skipId) {
    int rows = table.shape().dim(0);
    int n = table.shape().dim(1);
    int count = ids.size();
    int[] index = new int[count];
    for (int at = 0; at < count; at++) {
      float id = ids.data()[at];
      index[at] = (int) id;
      if (index[at] != id || index[at] < 0 || index[at] >= rows) {
        throw new IllegalArgumentException(
            "A lookup in a table of "
                + rows
                + " rows expects whole ids from 0 to "
                + (rows - 1)
                + "; received "
                + id
                + " at position "
                + at
                + ". Map unknown tokens to the id of the unknown token.");
      }
    }
    int[] sizes = Arrays.copyOf(ids.shape().toArray(), ids.shape().rank() + 1);
    sizes[sizes.length - 1] = n;
    Tape tape = table.tape();
    Variable y = tape.output(Shape.of(sizes), table);
    for (int at = 0; at < count; at++) {
      if (index[at] == skipId) {
        Arrays.fill(y.data(), at * n, (at + 1) * n, 0f);
      } else {
        System.arraycopy(table.data(), index[at] * n, y.data(), at * n, n);
      }
    }
    tape.record(
        () -> {
          for (int at = 0; at < count; at++) {
            if (index[at] != skipId) {
              tape.kernels().axpy(n, 1f, y.gradient(), at * n, table.gradient(), index[at] * n);
            }
          }
        },
        y);
    return y;
  }

  /**
   * Row by row one of two: {@code y[b] = takeFirst[b] ? first[b] : second[b]}. What is not taken
   * can not change the result or receive a gradient, not even when it is NaN.
   *
   * @param takeFirst one choice a row of the outermost axis
   */
  public static Variable select(boolean[] takeFirst, Variable first, Variable second) {
    if (!first.shape().equals(second.shape()) || first.shape().dim(0) != takeFirst.length) {
      throw new IllegalArgumentException(
          "select expects two variables of one shape and a choice for each of their rows; received "
              + first.shape()
              + ", "
              + second.shape()
              + " and "
              + takeFirst.length
              + " choices.");
    }
    Tape tape = first.tape();
    int n = takeFirst.length == 0 ? 0 : first.size() / takeFirst.length;
    Variable y = tape.output(first.shape(), first, second);
    for (int b = 0; b < takeFirst.length; b++) {
      System.arraycopy((takeFirst[b] ? first : second).data(), b * n, y.data(), b * n, n);
    }
    tape.record(
        () -> {
          for (int b = 0; b < takeFirst.length; b++) {
            Variable chosen = takeFirst[b] ? first : second;
            if (chosen.requiresGradient()) {
              tape.kernels().axpy(n, 1f, y.gradient(), b * n, chosen.gradient(), b * n);
            }
          }
        },
        y);
    return y;
  }
}
