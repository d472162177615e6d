package dev.timestep.autograd;

/**
 * Dropout of whole words: all places that read one id are zeroed together, with probability p, the
 * others divided by 1 − p (Gal and Ghahramani 2016).
 *
 * <pre>
 * y[k, :] = x[k, :] · m[ids[k]] / (1 − p)        dx[k, :] = dy[k, :] · m[ids[k]] / (1 − p)
 * </pre>
 *
 * The mask m is a function of (seed, step, call, id).
 */
public final class WordDropOp implements Op {
  private final Variable x;
  private final Variable ids;
  private final Variable y;
  private final double rate;

  /** By row of x. */
  private final float[] factors;

  private WordDropOp(Variable x, Variable ids, double rate) {
    this.x = x;
    this.ids = ids;
    this.rate = rate;
    this.y = x.tape().output(x.shape(), x);
    this.factors = x.tape().take(ids.size());
  }

  /**
   * Drops words with probability {@code rate}; x itself outside training.
   *
   * @param x vectors of the ids [.., n]
   * @param ids [..]
   */
  public static Variable apply(Variable x, Variable ids, double rate) {
    Tape tape = x.tape();
    if (!tape.isTraining() || rate == 0) {
      return x;
    }
    if (tape.kept() instanceof WordDropOp op && op.x == x && op.ids == ids && op.rate == rate) {
      tape.repeat(op);
      return op.y;
    }
    WordDropOp op = new WordDropOp(x, ids, rate);
    tape.run(op, op.y);
    return op.y;
  }

  @Override
  public void forward() {
    long key = x.tape().nextRandomKey();
    float keep = (float) (1 / (1 - rate));
    int n = x.shape().last();
    for (int row = 0; row < ids.size(); row++) {
      long id = (long) ids.data()[row];
      factors[row] = CounterRandom.uniform(key, id) < rate ? 0f : keep;
      for (int at = row * n; at < (row + 1) * n; at++) {
        y.data()[at] = x.data()[at] * factors[row];
      }
    }
  }

  @Override
  public void backward() {
    int n = x.shape().last();
    for (int row = 0; row < ids.size(); row++) {
      x.tape()
          .kernels()
          .elementwise()
          .axpy(n, factors[row], y.gradient(), row * n, x.gradient(), row * n);
    }
  }
}
