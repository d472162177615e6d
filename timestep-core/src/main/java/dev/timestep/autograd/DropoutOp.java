package dev.timestep.autograd;

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
public final class DropoutOp {
  private DropoutOp() {}

  /** Drops elements of {@code x} with probability {@code rate}; x itself outside training. */
  public static Variable apply(Variable x, double rate) {
    Tape tape = x.tape();
    if (!tape.isTraining() || rate == 0) {
      return x;
    }
    long key = tape.nextRandomKey();
    float keep = (float) (1 / (1 - rate));
    float[] mask = tape.take(x.size());
    for (int at = 0; at < x.size(); at++) {
      mask[at] = CounterRandom.uniform(key, at) < rate ? 0f : keep;
    }
    Variable y = tape.output(x.shape(), x);
    tape.kernels().multiply(x.size(), x.data(), 0, mask, 0, y.data(), 0);
    tape.record(
        () -> tape.kernels().multiplyAdd(x.size(), y.gradient(), 0, mask, 0, x.gradient(), 0), y);
    return y;
  }
}
