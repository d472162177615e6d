package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    String who = "A lookup in a table of " + table.shape().dim(0) + " rows";
    return gather(who, table, ids, skipId, null);
  }

  /**
   * {@link #gather(Variable, Variable, int)} for sequences.
   *
   * @param who looks up, for messages
   * @param ids [T, B]
   * @param lengths ids from a sequence's length on are not looked up and read as zeros; null when
   *     all are full
   */
  public static Variable gather(
      Object who, Variable table, Variable ids, int skipId, @Nullable Lengths lengths) {
    Tape tape = table.tape();
    if (tape.kept() instanceof Gather op
        && op.table == table
        && op.ids == ids
        && op.skipId == skipId) {
      op.lengths = lengths;
      tape.repeat(op);
      return op.y;
    }
    Gather op = new Gather(who, table, ids, skipId);
    op.lengths = lengths;
    tape.run(op, op.y);
    return op.y;
  }

  private static final class Gather implements Op {
    private final Object who;
    private final Variable table;
    private final Variable ids;
    private final int skipId;
    private final Variable y;
    private final int n;
    private @Nullable Lengths lengths;

    /** Which row each place reads; −1 for zeros. */
    private final int[] index;

    Gather(Object who, Variable table, Variable ids, int skipId) {
      this.who = who;
      this.table = table;
      this.ids = ids;
      this.skipId = skipId;
      this.n = table.shape().dim(1);
      this.index = new int[ids.size()];
      int[] sizes = Arrays.copyOf(ids.shape().toArray(), ids.shape().rank() + 1);
      sizes[sizes.length - 1] = n;
      this.y = table.tape().output(Shape.of(sizes), table);
    }

    @Override
    public void forward() {
      float[] from = table.data();
      float[] to = y.data();
      for (int at = 0; at < index.length; at++) {
        int row = row(at);
        index[at] = row;
        if (row < 0) {
          Arrays.fill(to, at * n, (at + 1) * n, 0f);
        } else {
          System.arraycopy(from, row * n, to, at * n, n);
        }
      }
    }

    private int row(int at) {
      if (lengths != null && at / lengths.batch() >= lengths.at(at % lengths.batch())) {
        return -1;
      }
      float id = ids.data()[at];
      int row = (int) id;
      int rows = table.shape().dim(0);
      if (row != id || row < 0 || row >= rows) {
        throw new IllegalArgumentException(
            who
                + " expects whole ids from 0 to "
                + (rows - 1)
                + "; received "
                + id
                + place(at)
                + ". Map unknown tokens to the id of the unknown token.");
      }
      return row == skipId ? -1 : row;
    }

    /** Counted from 0, as in a batch of sequences where the ids are [T, B]. */
    private String place(int at) {
      if (ids.shape().rank() != 2) {
        return " at position " + at;
      }
      int batch = ids.shape().dim(1);
      return " of example " + at % batch + ", step " + at / batch;
    }

    @Override
    public void backward() {
      Kernels kernels = table.tape().kernels();
      float[] dy = y.gradient();
      for (int at = 0; at < index.length; at++) {
        if (index[at] >= 0) {
          kernels
              .elementwise()
              .axpy(n, 1f, dy, at * n, table.gradientOfRow(index[at]), index[at] * n);
        }
      }
    }
  }

  /**
   * Row by row one of two: {@code y[b] = takeFirst[b] ? first[b] : second[b]}. What is not taken
   * cannot change the result or receive a gradient, not even when it is NaN.
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
    if (tape.kept() instanceof Select op && op.first == first && op.second == second) {
      op.takeFirst = takeFirst;
      tape.repeat(op);
      return op.y;
    }
    Select op = new Select(takeFirst, first, second);
    tape.run(op, op.y);
    return op.y;
  }

  private static final class Select implements Op {
    private final Variable first;
    private final Variable second;
    private final Variable y;
    private boolean[] takeFirst;

    Select(boolean[] takeFirst, Variable first, Variable second) {
      this.takeFirst = takeFirst;
      this.first = first;
      this.second = second;
      this.y = first.tape().output(first.shape(), first, second);
    }

    @Override
    public void forward() {
      int n = width();
      for (int b = 0; b < takeFirst.length; b++) {
        System.arraycopy((takeFirst[b] ? first : second).data(), b * n, y.data(), b * n, n);
      }
    }

    @Override
    public void backward() {
      Kernels kernels = y.tape().kernels();
      int n = width();
      for (int b = 0; b < takeFirst.length; b++) {
        Variable chosen = takeFirst[b] ? first : second;
        if (chosen.requiresGradient()) {
          kernels.elementwise().axpy(n, 1f, y.gradient(), b * n, chosen.gradient(), b * n);
        }
      }
    }

    private int width() {
      return takeFirst.length == 0 ? 0 : y.size() / takeFirst.length;
    }
  }

  /**
   * Rows of the last axis by number: {@code y[k, :] = x[rows[k], :]}, zeros where the number is −1.
   * Backward: dx[rows[k]] += dy[k], in order.
   *
   * @param x [.., n], whose rows are counted over all axes but the last
   * @param rows one number for each row of the result
   * @param sizes of the result without its last axis
   */
  public static Variable pick(Variable x, int[] rows, int... sizes) {
    Tape tape = x.tape();
    int[] all = Arrays.copyOf(sizes, sizes.length + 1);
    all[sizes.length] = x.shape().last();
    if (tape.kept() instanceof Pick op && op.x == x && op.y.shape().hasSizes(all)) {
      op.rows = rows;
      tape.repeat(op);
      return op.y;
    }
    Pick op = new Pick(x, rows, Shape.of(all));
    tape.run(op, op.y);
    return op.y;
  }

  private static final class Pick implements Op {
    private final Variable x;
    private final Variable y;
    private int[] rows;

    Pick(Variable x, int[] rows, Shape shape) {
      this.x = x;
      this.rows = rows;
      this.y = x.tape().output(shape, x);
    }

    @Override
    public void forward() {
      int n = x.shape().last();
      for (int at = 0; at < rows.length; at++) {
        if (rows[at] < 0) {
          Arrays.fill(y.data(), at * n, (at + 1) * n, 0f);
        } else {
          System.arraycopy(x.data(), rows[at] * n, y.data(), at * n, n);
        }
      }
    }

    @Override
    public void backward() {
      Kernels kernels = x.tape().kernels();
      int n = x.shape().last();
      for (int at = 0; at < rows.length; at++) {
        if (rows[at] >= 0) {
          kernels.elementwise().axpy(n, 1f, y.gradient(), at * n, x.gradient(), rows[at] * n);
        }
      }
    }
  }
}
