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
 * drawing can change it. Where it is fixed over time, all steps of a sequence share one mask (Gal
 * and Ghahramani 2016).
 */
public final class DropoutOp implements Op {
  /** What drawing an element's number costs, in multiply-adds. */
  private static final int DRAW_COST = 8;

  private final Variable x;
  private final Variable y;
  private final double rate;

  /** Elements after which the mask starts again: all, or those of a step. */
  private final int period;

  /** 0 or 1 / (1 − p), one an element of a period. */
  private final float[] mask;

  private final Engine.RowWork dropping = this::drop;
  private long key;

  private DropoutOp(Variable x, double rate, int period) {
    Tape tape = x.tape();
    this.x = x;
    this.y = tape.output(x.shape(), x);
    this.rate = rate;
    this.period = period;
    this.mask = tape.take(period);
  }

  /** Drops elements of {@code x} with probability {@code rate}; x itself outside training. */
  public static Variable apply(Variable x, double rate) {
    return apply(x, rate, x.size());
  }

  /**
   * The same with one mask for all steps of a sequence: what is dropped at one step is dropped at
   * all.
   *
   * @param x [T, B, n]
   */
  public static Variable applyFixed(Variable x, double rate) {
    return apply(x, rate, x.size() / Math.max(1, x.shape().dim(0)));
  }

  private static Variable apply(Variable x, double rate, int period) {
    Tape tape = x.tape();
    if (!tape.isTraining() || rate == 0) {
      return x;
    }
    if (tape.kept() instanceof DropoutOp op
        && op.x == x
        && op.rate == rate
        && op.period == period) {
      tape.repeat(op);
      return op.y;
    }
    DropoutOp op = new DropoutOp(x, rate, period);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    key = x.tape().nextRandomKey();
    int repeats = period == 0 ? 0 : x.size() / period;
    x.tape().engine().forRows(period, DRAW_COST + repeats, dropping);
  }

  private void drop(int from, int to) {
    float keep = (float) (1 / (1 - rate));
    for (int at = from; at < to; at++) {
      mask[at] = CounterRandom.uniform(key, at) < rate ? 0f : keep;
    }
    for (int start = 0; start < x.size(); start += period) {
      int at = start + from;
      x.tape().kernels().elementwise().multiply(to - from, x.data(), at, mask, from, y.data(), at);
    }
  }

  @Override
  public void backward() {
    for (int at = 0; at < x.size(); at += period) {
      x.tape()
          .kernels()
          .elementwise()
          .multiplyAdd(period, y.gradient(), at, mask, 0, x.gradient(), at);
    }
  }
}
