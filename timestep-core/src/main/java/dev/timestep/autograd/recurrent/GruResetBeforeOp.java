package dev.timestep.autograd.recurrent;

import static dev.timestep.kernel.Vanishing.flushed;

/**
 * A whole GRU layer over a whole sequence in the form of Cho et al. 2014 (Keras' {@code
 * reset_after=False}): the reset gate acts on the state before the recurrent product.
 *
 * <pre>
 * r_t = σ(x_t·W_r + h_{t−1}·U_r + b_r)     z_t = σ(x_t·W_z + h_{t−1}·U_z + b_z)
 * s_t = r_t ⊙ h_{t−1}                      n_t = tanh(x_t·W_n + s_t·U_n + b_n)
 * h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}
 * </pre>
 *
 * Backward, from the last step:
 *
 * <pre>
 * dn = dh_t ⊙ (1−z_t) ⊙ (1−n_t²)           dz = dh_t ⊙ (h_{t−1} − n_t) ⊙ z_t(1−z_t)
 * ds = dn·U_nᵀ                             dr = ds ⊙ h_{t−1} ⊙ r_t(1−r_t)
 * dh_{t−1} = dh_t ⊙ z_t + ds ⊙ r_t + dr·U_rᵀ + dz·U_zᵀ
 * </pre>
 *
 * h and the gradients of a step are flushed: see {@link dev.timestep.kernel.Vanishing}.
 *
 * <p>Kept for backward: r, z, n, s and h, together 5·T·B·H floats. Gate order r z n.
 */
public final class GruResetBeforeOp extends Recurrence {
  private static final int R = 0;
  private static final int Z = 1;
  private static final int N = 2;
  private static final int GATES = 3;

  /** The block of the reset state s. */
  private static final int S = 3;

  /** Within a step the candidate needs all units' reset gates, so units cannot be cut. */
  private static final Build BUILD = new Build(GATES, 2, GATES + 1, false);

  private static final RecurrentPlan.Maker MAKER = GruResetBeforeOp::new;

  private final float[] ds;

  private GruResetBeforeOp(RecurrentPlan plan) {
    super(plan, BUILD);
    this.ds = tape.take(places.sequenceRows() * h);
  }

  /**
   * The layer, about to run.
   *
   * @param in kernels [F, 3H] and [H, 3H], bias [3H]
   */
  public static RecurrentPlan plan(RecurrentInputs in) {
    return new RecurrentPlan(in, null, null, MAKER);
  }

  @Override
  void stepForward(Part at) {
    int n = at.runLength();
    int r = block(R, at);
    int z = block(Z, at);
    int candidate = block(N, at);
    combine(at, R, R);
    kernels.activations().sigmoid(n, blocks, r, blocks, r);
    combine(at, Z, Z);
    kernels.activations().sigmoid(n, blocks, z, blocks, z);
    kernels
        .elementwise()
        .multiply(n, blocks, r, previous(at), previousState(at), blocks, block(S, at));
    project(at, N, N);
    recur(at, N, blocks, block(S, at), N);
    kernels.activations().tanh(n, blocks, candidate, blocks, candidate);
    blend(n, candidate, z, previous(at), previousState(at), state(at));
  }

  /** h = n + z·(hPrev − n). */
  private void blend(int count, int n, int z, float[] previous, int previousAt, int at) {
    for (int j = 0; j < count; j++) {
      float candidate = blocks[n + j];
      float change = previous[previousAt + j] - candidate;
      hs[at + j] = flushed(candidate + blocks[z + j] * change);
    }
  }

  @Override
  void gatesBackward(Part at, float[] dh) {
    candidateBackward(at, dh, at.runLength(), sequence(at), previousState(at));
    recurBack(at, N, N, ds, false);
    resetBackward(at, dh, at.runLength(), sequence(at), previousState(at));
  }

  @Override
  void statesBackward(Part at, float[] dh) {
    recurBack(at, R, R, dh, true);
    recurBack(at, Z, Z, dh, true);
  }

  private void candidateBackward(Part at, float[] dh, int count, int dhAt, int previousAt) {
    int z = block(Z, at);
    int n = block(N, at);
    float[] previous = previous(at);
    for (int j = 0; j < count; j++) {
      float update = blocks[z + j];
      float candidate = blocks[n + j];
      float gradient = flushed(dh[dhAt + j]);
      float change = previous[previousAt + j] - candidate;
      float slope = Math.fma(-candidate, candidate, 1f);
      blocks[n + j] = flushed(gradient * (1f - update) * slope);
      blocks[z + j] = flushed(gradient * change * update * (1f - update));
      dh[dhAt + j] = flushed(gradient * update);
    }
  }

  private void resetBackward(Part at, float[] dh, int count, int dhAt, int previousAt) {
    int r = block(R, at);
    float[] previous = previous(at);
    for (int j = 0; j < count; j++) {
      float reset = blocks[r + j];
      float gradient = flushed(ds[dhAt + j]);
      blocks[r + j] = flushed(gradient * previous[previousAt + j] * reset * (1f - reset));
      dh[dhAt + j] += gradient * reset;
    }
  }

  @Override
  void addGradients(WeightGradients gradients) {
    gradients.recurrent(R, R);
    gradients.recurrent(Z, Z);
    gradients.recurrentOwn(N, S, N);
    for (int gate = 0; gate < GATES; gate++) {
      gradients.kernel(gate, gate);
      gradients.bias(bias, gate, gate);
    }
  }
}
