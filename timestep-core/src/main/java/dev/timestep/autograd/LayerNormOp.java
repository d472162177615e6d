package dev.timestep.autograd;

/**
 * Layer normalisation over the last axis (Ba, Kiros and Hinton 2016).
 *
 * <pre>
 * x̂ = (x − mean) / √(variance + ε)        y = γ ⊙ x̂ + β
 * dβ += Σ dy    dγ += Σ dy ⊙ x̂            with u = dy ⊙ γ:
 * dx = (u − mean(u) − x̂ ⊙ mean(u ⊙ x̂)) / √(variance + ε)
 * </pre>
 */
public final class LayerNormOp implements RowWise {
  private final Variable x;
  private final Variable gamma;
  private final Variable beta;
  private final Variable y;
  private final float epsilon;
  private final int rows;
  private final int n;

  /** x̂ [rows, n]. */
  private final float[] normalized;

  /** 1 / √(variance + ε), one per row. */
  private final float[] inverse;

  private LayerNormOp(Variable x, Variable gamma, Variable beta, float epsilon) {
    Tape tape = x.tape();
    this.x = x;
    this.gamma = gamma;
    this.beta = beta;
    this.epsilon = epsilon;
    this.y = tape.output(x.shape(), x, gamma, beta);
    this.rows = x.shape().rows();
    this.n = x.shape().last();
    this.normalized = tape.take(rows * n);
    this.inverse = tape.take(rows);
  }

  /**
   * Normalises the rows of {@code x}.
   *
   * @param gamma gain [n]
   * @param beta offset [n]
   * @param epsilon added to the variance
   */
  public static Variable apply(Variable x, Variable gamma, Variable beta, float epsilon) {
    Tape tape = x.tape();
    if (tape.kept() instanceof LayerNormOp op && op.isFor(x, gamma, beta, epsilon)) {
      tape.repeat(op);
      return op.y;
    }
    int n = x.shape().last();
    if (gamma.size() != n || beta.size() != n) {
      throw new IllegalArgumentException(
          "Layer normalisation of "
              + x.shape()
              + " expects a gain and an offset ["
              + n
              + "]; received "
              + gamma.shape()
              + " and "
              + beta.shape()
              + ".");
    }
    LayerNormOp op = new LayerNormOp(x, gamma, beta, epsilon);
    tape.run(op, op.y);
    return op.y;
  }

  private boolean isFor(Variable input, Variable gain, Variable offset, float added) {
    return x == input && gamma == gain && beta == offset && epsilon == added;
  }

  @Override
  public void forward() {
    float[] in = x.data();
    float[] out = y.data();
    for (int row = 0; row < rows; row++) {
      int from = row * n;
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += in[from + j];
      }
      double mean = sum / n;
      double squares = 0;
      for (int j = 0; j < n; j++) {
        double d = in[from + j] - mean;
        squares += d * d;
      }
      inverse[row] = (float) (1 / Math.sqrt(squares / n + epsilon));
      for (int j = 0; j < n; j++) {
        float unit = (float) (in[from + j] - mean) * inverse[row];
        normalized[from + j] = unit;
        out[from + j] = gamma.data()[j] * unit + beta.data()[j];
      }
    }
  }

  @Override
  public void backward() {
    float[] dy = y.gradient();
    for (int row = 0; row < rows; row++) {
      int from = row * n;
      for (int j = 0; j < n; j++) {
        if (beta.requiresGradient()) {
          beta.gradient()[j] += dy[from + j];
        }
        if (gamma.requiresGradient()) {
          gamma.gradient()[j] += dy[from + j] * normalized[from + j];
        }
      }
      if (x.requiresGradient()) {
        inputGradient(row, from, dy, x.gradient());
      }
    }
  }

  private void inputGradient(int row, int from, float[] dy, float[] dx) {
    double meanU = 0;
    double meanUx = 0;
    for (int j = 0; j < n; j++) {
      double u = (double) dy[from + j] * gamma.data()[j];
      meanU += u;
      meanUx += u * normalized[from + j];
    }
    meanU /= n;
    meanUx /= n;
    for (int j = 0; j < n; j++) {
      double u = (double) dy[from + j] * gamma.data()[j];
      dx[from + j] += (float) ((u - meanU - normalized[from + j] * meanUx) * inverse[row]);
    }
  }

  @Override
  public Variable[] inputs() {
    return new Variable[] {x, gamma, beta};
  }

  @Override
  public Variable output() {
    return y;
  }

  @Override
  public RowKernel rowKernel() {
    return new RowNorm(epsilon);
  }
}
