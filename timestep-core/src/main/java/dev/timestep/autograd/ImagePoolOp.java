package dev.timestep.autograd;

import dev.timestep.autograd.Patches.Axis;
import dev.timestep.tensor.Shape;

/**
 * Images in rows, pooled: [.., rows · columns · channels] to [.., rows′ · columns′ · channels], the
 * same for every row.
 */
public final class ImagePoolOp implements Op {
  private final Variable x;
  private final Pool pool;
  private final Axis rows;
  private final Axis columns;
  private final int channels;
  private final Variable y;
  private final int[] chosen;

  private ImagePoolOp(Variable x, Pool pool, Axis rows, Axis columns, int channels) {
    Shape shape = x.shape().withLast(rows.places() * columns.places() * channels);
    this.x = x;
    this.pool = pool;
    this.rows = rows;
    this.columns = columns;
    this.channels = channels;
    this.y = x.tape().output(shape, x);
    this.chosen = new int[y.size()];
  }

  /** The pooled images. */
  public static Variable apply(Variable x, Pool pool, Axis rows, Axis columns, int channels) {
    Tape tape = x.tape();
    if (tape.kept() instanceof ImagePoolOp op
        && op.x == x
        && op.pool == pool
        && op.rows.equals(rows)
        && op.columns.equals(columns)
        && op.channels == channels) {
      tape.repeat(op);
      return op.y;
    }
    ImagePoolOp op = new ImagePoolOp(x, pool, rows, columns, channels);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    x.tape().engine().forRows(x.shape().rows(), x.shape().last(), this::pool);
  }

  private void pool(int from, int to) {
    for (int image = from; image < to; image++) {
      pool.forward(
          rows,
          columns,
          channels,
          x.data(),
          image * x.shape().last(),
          channels,
          y.data(),
          image * y.shape().last(),
          channels,
          chosen);
    }
  }

  @Override
  public void backward() {
    x.gradient();
    y.gradient();
    x.tape().engine().forRows(x.shape().rows(), x.shape().last(), this::spread);
  }

  private void spread(int from, int to) {
    for (int image = from; image < to; image++) {
      pool.backward(
          x.tape().kernels(),
          rows,
          columns,
          channels,
          x.gradient(),
          image * x.shape().last(),
          channels,
          y.gradient(),
          image * y.shape().last(),
          channels,
          chosen);
    }
  }
}
