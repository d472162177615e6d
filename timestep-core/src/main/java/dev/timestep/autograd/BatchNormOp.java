package dev.timestep.autograd;

import dev.timestep.tensor.Lengths;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) of each feature over the real steps of all sequences
 * of a batch, N in all.
 *
 * <pre>
 * x̂ = (x − mean) / √(variance + ε)        y = γ ⊙ x̂ + β
 * dβ += Σ dy    dγ += Σ dy ⊙ x̂            with u = dy ⊙ γ, sums and means over the N real steps:
 * dx = (u − mean(u) − x̂ ⊙ mean(u ⊙ x̂)) / √(variance + ε)      with the statistics of the batch
 * dx = u / √(variance + ε)                                     with given ones
 * </pre>
 *
 * <p>Steps past a length count for nothing and come out as zeros. A feature is summed by one
 * thread, step by step in double precision, so the bits do not depend on how many there are.
 */
public final class BatchNormOp implements Op {
  private static final int COST = 8;

  private final Variable x;
  private final Variable gamma;
  private final Variable beta;
  private final float epsilon;
  private final boolean given;
  private final Variable y;
  private final int rows;
  private final int batch;
  private final int n;

  /** x̂ [rows, n]. */
  private final float[] normalized;

  private final double[] mean;
  private final double[] variance;
  private final double[] inverse;
  private final double[] meanU;
  private final double[] meanUx;
  private @Nullable Lengths lengths;
  private float @Nullable [] givenMean;
  private float @Nullable [] givenVariance;
  private long count;

  private BatchNormOp(
      Variable x, Variable gamma, Variable beta, float epsilon, boolean given, int batch) {
    Tape tape = x.tape();
    this.x = x;
    this.gamma = gamma;
    this.beta = beta;
    this.epsilon = epsilon;
    this.given = given;
    this.batch = batch;
    this.y = tape.output(x.shape(), x, gamma, beta);
    this.rows = x.shape().rows();
    this.n = x.shape().last();
    this.normalized = tape.take(rows * n);
    this.mean = new double[n];
    this.variance = new double[n];
    this.inverse = new double[n];
    this.meanU = new double[n];
    this.meanUx = new double[n];
  }

  /**
   * What a batch's normalisation found.
   *
   * @param y normalised, like x
   * @param count real steps N
   * @param mean of each feature
   * @param variance of each feature, divided by N
   */
  public record Result(Variable y, long count, double[] mean, double[] variance) {}

  /**
   * Normalises by the statistics of the batch.
   *
   * @param x [T, B, n] or [B, n]
   * @param lengths of sequences; null when all steps are real
   * @return whose arrays are good until the tape runs its next step
   */
  public static Result ofBatch(
      Variable x, Variable gamma, Variable beta, float epsilon, @Nullable Lengths lengths) {
    BatchNormOp op = find(x, gamma, beta, epsilon, false, lengths, null, null);
    return new Result(op.y, op.count, op.mean, op.variance);
  }

  /** Normalises by given statistics [n]; they are constants. */
  public static Variable of(
      Variable x,
      Variable gamma,
      Variable beta,
      float epsilon,
      @Nullable Lengths lengths,
      float[] mean,
      float[] variance) {
    return find(x, gamma, beta, epsilon, true, lengths, mean, variance).y;
  }

  private static BatchNormOp find(
      Variable x,
      Variable gamma,
      Variable beta,
      float epsilon,
      boolean given,
      @Nullable Lengths lengths,
      float @Nullable [] mean,
      float @Nullable [] variance) {
    Tape tape = x.tape();
    if (tape.kept() instanceof BatchNormOp op
        && op.x == x
        && op.gamma == gamma
        && op.beta == beta
        && op.epsilon == epsilon
        && op.given == given) {
      op.lengths = lengths;
      op.give(mean, variance);
      tape.repeat(op);
      return op;
    }
    int batch = x.shape().rank() == 3 ? x.shape().dim(1) : Math.max(1, x.shape().rows());
    BatchNormOp op = new BatchNormOp(x, gamma, beta, epsilon, given, batch);
    op.lengths = lengths;
    op.give(mean, variance);
    tape.run(op, op.y);
    return op;
  }

  private void give(float @Nullable [] newMean, float @Nullable [] newVariance) {
    givenMean = newMean;
    givenVariance = newVariance;
  }

  private boolean isReal(int row) {
    return lengths == null || row / batch < lengths.at(row % batch);
  }

  @Override
  public void forward() {
    count = lengths == null ? rows : lengths.total();
    x.tape().engine().forRows(n, (long) rows * COST, this::normalize);
  }

  private void normalize(int from, int to) {
    statistics(from, to);
    float[] in = x.data();
    float[] out = y.data();
    float[] gain = gamma.data();
    float[] offset = beta.data();
    for (int j = from; j < to; j++) {
      inverse[j] = 1 / Math.sqrt(variance[j] + epsilon);
    }
    for (int row = 0; row < rows; row++) {
      boolean real = isReal(row);
      for (int j = from; j < to; j++) {
        int at = row * n + j;
        normalized[at] = real ? (float) ((in[at] - mean[j]) * inverse[j]) : 0f;
        out[at] = real ? gain[j] * normalized[at] + offset[j] : 0f;
      }
    }
  }

  private void statistics(int from, int to) {
    float[] means = givenMean;
    float[] variances = givenVariance;
    if (means != null && variances != null) {
      for (int j = from; j < to; j++) {
        mean[j] = means[j];
        variance[j] = variances[j];
      }
      return;
    }
    float[] in = x.data();
    Arrays.fill(mean, from, to, 0);
    Arrays.fill(variance, from, to, 0);
    for (int row = 0; row < rows; row++) {
      for (int j = from; isReal(row) && j < to; j++) {
        mean[j] += in[row * n + j];
      }
    }
    for (int j = from; j < to; j++) {
      mean[j] /= Math.max(1, count);
    }
    for (int row = 0; row < rows; row++) {
      for (int j = from; isReal(row) && j < to; j++) {
        double d = in[row * n + j] - mean[j];
        variance[j] += d * d;
      }
    }
    for (int j = from; j < to; j++) {
      variance[j] /= Math.max(1, count);
    }
  }

  @Override
  public void backward() {
    y.gradient();
    for (Variable input : new Variable[] {x, gamma, beta}) {
      if (input.requiresGradient()) {
        input.gradient();
      }
    }
    x.tape().engine().forRows(n, (long) rows * COST, this::gradients);
  }

  private void gradients(int from, int to) {
    float[] dy = y.gradient();
    Arrays.fill(meanU, from, to, 0);
    Arrays.fill(meanUx, from, to, 0);
    for (int row = 0; row < rows; row++) {
      for (int j = from; isReal(row) && j < to; j++) {
        meanU[j] += dy[row * n + j];
        meanUx[j] += (double) dy[row * n + j] * normalized[row * n + j];
      }
    }
    for (int j = from; j < to; j++) {
      if (beta.requiresGradient()) {
        beta.gradient()[j] += (float) meanU[j];
      }
      if (gamma.requiresGradient()) {
        gamma.gradient()[j] += (float) meanUx[j];
      }
      // From sums of dy to means of u; nothing comes back through given statistics.
      double scale = given ? 0 : gamma.data()[j] / (double) Math.max(1, count);
      meanU[j] *= scale;
      meanUx[j] *= scale;
    }
    if (x.requiresGradient()) {
      inputGradient(from, to, dy, x.gradient());
    }
  }

  private void inputGradient(int from, int to, float[] dy, float[] dx) {
    float[] gain = gamma.data();
    for (int row = 0; row < rows; row++) {
      for (int j = from; isReal(row) && j < to; j++) {
        int at = row * n + j;
        double u = (double) dy[at] * gain[j];
        dx[at] += (float) ((u - meanU[j] - normalized[at] * meanUx[j]) * inverse[j]);
      }
    }
  }
}
