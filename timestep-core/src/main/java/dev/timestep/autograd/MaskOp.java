package dev.timestep.autograd;

import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Shape;
import java.util.List;

/**
 * A sequence with columns of random masks beside it: what a cell reads that draws its noise for all
 * steps at once.
 *
 * <pre>
 * y[t, b] = [x[t, b], m₁[t, b], m₂[t, b], …]        dx[t, b] = dy[t, b, : F]
 * </pre>
 *
 * A number of a mask is a function of (seed, step, call, element), so no thread count and no order
 * of drawing can change it.
 */
public final class MaskOp implements Op {
  /** What drawing a number costs, in multiply-adds. */
  private static final int DRAW_COST = 8;

  /**
   * Columns of one mask.
   *
   * @param width how many
   * @param rate the probability of a 0
   * @param kept what a number is otherwise
   * @param fixed whether all steps of a sequence share one draw
   */
  public record Columns(int width, double rate, float kept, boolean fixed) {
    /** Inverted dropout, fixed over time: 0 with probability {@code rate}, else 1 / (1 − rate). */
    public static Columns dropout(int width, double rate) {
      return new Columns(width, rate, (float) (1 / (1 - rate)), true);
    }

    /** Anew at each step 1 with probability {@code rate}, else 0. */
    public static Columns choice(int width, double rate) {
      return new Columns(width, 1 - rate, 1f, false);
    }
  }

  private final Variable x;
  private final Variable y;
  private final List<Columns> columns;
  private final long[] keys;
  private final Engine.RowWork drawing = this::draw;

  private MaskOp(Variable x, List<Columns> columns) {
    int masks = columns.stream().mapToInt(Columns::width).sum();
    Shape shape = x.shape().withLast(x.shape().last() + masks);
    this.x = x;
    this.columns = List.copyOf(columns);
    this.keys = new long[columns.size()];
    this.y = x.tape().output(shape, x);
  }

  /**
   * {@code x} with masks beside it.
   *
   * @param x [T, B, F]
   * @return [T, B, F + the masks' widths]
   */
  public static Variable beside(Variable x, List<Columns> columns) {
    Tape tape = x.tape();
    if (tape.kept() instanceof MaskOp op && op.x == x && op.columns.equals(columns)) {
      tape.repeat(op);
      return op.y;
    }
    MaskOp op = new MaskOp(x, columns);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    for (int mask = 0; mask < keys.length; mask++) {
      keys[mask] = x.tape().nextRandomKey();
    }
    int width = y.shape().last();
    x.tape().engine().forRows(y.shape().rows(), (long) DRAW_COST * width, drawing);
  }

  private void draw(int from, int to) {
    int features = x.shape().last();
    int width = y.shape().last();
    int batch = y.shape().dim(1);
    float[] out = y.data();
    for (int row = from; row < to; row++) {
      System.arraycopy(x.data(), row * features, out, row * width, features);
      int at = row * width + features;
      for (int mask = 0; mask < keys.length; mask++) {
        Columns some = columns.get(mask);
        long counter = (long) (some.fixed ? row % batch : row) * some.width;
        for (int column = 0; column < some.width; column++) {
          float drawn = CounterRandom.uniform(keys[mask], counter + column);
          out[at + column] = drawn < some.rate ? 0f : some.kept;
        }
        at += some.width;
      }
    }
  }

  @Override
  public void backward() {
    int features = x.shape().last();
    int width = y.shape().last();
    float[] dx = x.gradient();
    float[] dy = y.gradient();
    for (int row = 0; row < x.shape().rows(); row++) {
      x.tape().kernels().elementwise().axpy(features, 1f, dy, row * width, dx, row * features);
    }
  }
}
