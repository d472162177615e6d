package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Variable;
import dev.timestep.kernel.CellKernels;
import java.util.Arrays;
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

  /** The candidate's two parts stay apart: the reset gate comes between them. */
  private static final Build BUILD = new Build(GATES, 2, GATES + 1, true);

  private static final RecurrentPlan.Maker MAKER = GruOp::new;

  /** The block of the candidate's recurrent part. */
  private static final int Q = 3;

  private final @Nullable Variable recurrentBias;
  private final float[] biasSum;
  private final CellKernels cells;

  private GruOp(RecurrentPlan plan) {
    super(plan, BUILD);
    this.cells = kernels.cells();
    this.recurrentBias = plan.more();
    this.biasSum = tape.take(GATES * h);
  }

  /**
   * The layer, about to run.
   *
   * @param in kernels [F, 3H] and [H, 3H], bias [3H]
   * @param recurrentBias b′ [3H], or null for none
   */
  public static RecurrentPlan plan(RecurrentInputs in, @Nullable Variable recurrentBias) {
    return new RecurrentPlan(in, recurrentBias, null, MAKER);
  }

  /** b + b′ for r and z, b for n. */
  @Override
  float @Nullable [] inputBias() {
    if (recurrentBias == null) {
      return super.inputBias();
    }
    System.arraycopy(recurrentBias.data(), 0, biasSum, 0, N * h);
    Arrays.fill(biasSum, N * h, GATES * h, 0f);
    if (bias != null) {
      kernels.elementwise().axpy(GATES * h, 1f, bias.data(), 0, biasSum, 0);
    }
    return biasSum;
  }

  @Override
  void stepForward(Part at) {
    combine(at, R, R);
    combine(at, Z, Z);
    project(at, N, N);
    recurApart(at, N, Q, recurrentBias == null ? null : recurrentBias.data());
    for (int run = 0; run < at.runs(); run++) {
      int row = run * h;
      cells.gruForward(
          at.runLength(),
          blocks,
          block(R, at) + row,
          block(Z, at) + row,
          block(N, at) + row,
          block(Q, at) + row,
          previous(at),
          previousState(at) + row,
          hs,
          state(at) + row);
    }
  }

  @Override
  void gatesBackward(Part at, float[] dh) {
    for (int run = 0; run < at.runs(); run++) {
      int row = run * h;
      cells.gruBackward(
          at.runLength(),
          blocks,
          block(R, at) + row,
          block(Z, at) + row,
          block(N, at) + row,
          block(Q, at) + row,
          previous(at),
          previousState(at) + row,
          dh,
          sequence(at) + row);
    }
  }

  @Override
  void statesBackward(Part at, float[] dh) {
    recurBack(at, R, R, dh, true);
    recurBack(at, Z, Z, dh, true);
    recurBack(at, N, Q, dh, true);
  }

  @Override
  void addGradients(WeightGradients gradients) {
    for (int gate = 0; gate < GATES; gate++) {
      gradients.kernel(gate, gate);
      gradients.recurrent(gate, gate == N ? Q : gate);
      gradients.bias(bias, gate, gate);
      gradients.bias(recurrentBias, gate, gate == N ? Q : gate);
    }
  }
}
