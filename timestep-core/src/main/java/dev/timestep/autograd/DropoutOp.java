package dev.timestep.autograd;

import dev.timestep.kernel.Engine;

/**
 * Inverted dropout (Srivastava et al. 2014): each element is zeroed with probability p, the others
 * are divided by 1 − p.
 *
 * <pre>
 * y = x ⊙ m / (1 − p)        dx = dy ⊙ m / (1 − p)
 * </pre>
 *
 * The mask m is a function of (seed, step, call, element), so no thread count and no order of
 * drawing can change it.
 */
public final class DropoutOp implements Op {
  /** What drawing an element's number costs, in multiply-adds. */
  private static final int DRAW_COST = 8;

  private final Variable x;
  private final Variable y;
  private final double rate;

  /** 0 or 1 / (1 − p), one an element. */
  private final float[] mask;

  private final Engine.RowWork dropping = this::drop;
  private long key;

  private DropoutOp(Variable x, double rate) {
    Tape tape = x.tape();
    this.x = x;
    this.y = tape.output(x.shape(), x);
    this.rate = rate;
    this.mask = tape.take(x.size());
  }

  /** Drops elements of {@code x} with probability {@code rate}; x itself outside training. */
  public static Variable apply(Variable x, double rate) {
    Tape tape = x.tape();
    if (!tape.isTraining() || rate == 0) {
      return x;
    }
    if (tape.kept() instanceof DropoutOp op && op.x == x && op.rate == rate) {
      tape.repeat(op);
      return op.y;
    }
    DropoutOp op = new DropoutOp(x, rate);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    key = x.tape().nextRandomKey();
    x.tape().engine().forRows(x.size(), DRAW_COST, dropping);
  }

  private void drop(int from, int to) {
    float keep = (float) (1 / (1 - rate));
    for (int at = from; at < to; at++) {
      mask[at] = CounterRandom.uniform(key, at) < rate ? 0f : keep;
    }
    x.tape().kernels().multiply(to - from, x.data(), from, mask, from, y.data(), from);
  }

  @Override
  public void backward() {
    x.tape().kernels().multiplyAdd(x.size(), y.gradient(), 0, mask, 0, x.gradient(), 0);
  }
}
