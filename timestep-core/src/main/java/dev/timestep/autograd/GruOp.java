package dev.timestep.autograd;

import org.jspecify.annotations.Nullable;

/**
 * A whole GRU layer over a whole sequence in the form of cuDNN, PyTorch and Keras' default ({@code
 * reset_after}): the reset gate acts after the recurrent product.
 *
 * <pre>
 * r_t = σ(x_t·W_r + b_r + h_{t−1}·U_r + b′_r)     z_t = σ(x_t·W_z + b_z + h_{t−1}·U_z + b′_z)
 * q_t = h_{t−1}·U_n + b′_n                        n_t = tanh(x_t·W_n + b_n + r_t ⊙ q_t)
 * h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}
 * </pre>
 *
 * Backward, from the last step:
 *
 * <pre>
 * dn = dh_t ⊙ (1−z_t) ⊙ (1−n_t²)      dz = dh_t ⊙ (h_{t−1} − n_t) ⊙ z_t(1−z_t)
 * dq = dn ⊙ r_t                       dr = dn ⊙ q_t ⊙ r_t(1−r_t)
 * dh_{t−1} = dh_t ⊙ z_t + dr·U_rᵀ + dz·U_zᵀ + dq·U_nᵀ
 * </pre>
 *
 * Kept for backward: r, z, n, q and h, together 5·T·B·H floats. Gate order r z n, as in PyTorch.
 */
public final class GruOp extends Recurrence {
  private static final int R = 0;
  private static final int Z = 1;
  private static final int N = 2;
  private static final int GATES = 3;

  /** The block of the candidate's recurrent part. */
  private static final int Q = 3;

  private final @Nullable Variable recurrentBias;
  private final float @Nullable [] inputBias;
  private final float[] noBias;

  private GruOp(RecurrentInputs in, @Nullable Variable recurrentBias, int units) {
    super(in.x().tape(), in, GATES, GATES + 1, units, recurrentBias);
    this.recurrentBias = recurrentBias;
    this.inputBias = inputBias();
    this.noBias = tape.zeros(h);
  }

  /**
   * Runs the layer.
   *
   * @param in kernels [F, 3H] and [H, 3H], bias [3H]
   * @param recurrentBias b′ [3H], or null for none
   */
  public static RecurrentOutputs apply(RecurrentInputs in, @Nullable Variable recurrentBias) {
    return new GruOp(in, recurrentBias, in.recurrentKernel().shape().dim(0)).run(null);
  }

  /** What is added to the input products: b + b′ for r and z, b for n. */
  private float @Nullable [] inputBias() {
    if (recurrentBias == null) {
      return bias == null ? null : bias.data();
    }
    float[] sum = tape.zeros(GATES * h);
    kernels.axpy(2 * h, 1f, recurrentBias.data(), 0, sum, 0);
    if (bias != null) {
      kernels.axpy(GATES * h, 1f, bias.data(), 0, sum, 0);
    }
    return sum;
  }

  @Override
  void stepForward(Step step) {
    int rowsOfStep = step.a();
    project(step, R, R, inputBias, 0);
    recur(step, R, R);
    project(step, Z, Z, inputBias, h);
    recur(step, Z, Z);
    project(step, N, N, inputBias, 2 * h);
    float[] startQ = recurrentBias == null ? noBias : recurrentBias.data();
    kernels.broadcastRow(
        rowsOfStep, h, startQ, recurrentBias == null ? 0 : 2 * h, blocks, block(Q, step), h);
    recur(step, N, Q);
    kernels.gruForward(
        rowsOfStep * h,
        blocks,
        block(R, step),
        block(Z, step),
        block(N, step),
        block(Q, step),
        step.previous(),
        step.previousRow() * h,
        hs,
        step.row() * h);
  }

  @Override
  void stepBackward(Step step, float[] dh) {
    int at = step.p() * h;
    kernels.gruBackward(
        step.a() * h,
        blocks,
        block(R, step),
        block(Z, step),
        block(N, step),
        block(Q, step),
        step.previous(),
        step.previousRow() * h,
        dh,
        at);
    if (needsPrevious(step)) {
      recurBack(step, R, R, dh, at, true);
      recurBack(step, Z, Z, dh, at, true);
      recurBack(step, N, Q, dh, at, true);
    }
  }

  @Override
  void addGradientTasks(GradientTasks tasks) {
    for (int gate = 0; gate < GATES; gate++) {
      tasks.kernel(gate, gate);
      tasks.recurrent(gate, gate == N ? Q : gate);
      tasks.bias(bias, gate, gate);
      tasks.bias(recurrentBias, gate, gate == N ? Q : gate);
    }
  }
}
