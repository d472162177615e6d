package dev.timestep.autograd;

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
 * Kept for backward: r, z, n, s and h, together 5·T·B·H floats. Gate order r z n.
 */
public final class GruResetBeforeOp extends Recurrence {
  private static final int R = 0;
  private static final int Z = 1;
  private static final int N = 2;
  private static final int GATES = 3;

  /** The block of the reset state s. */
  private static final int S = 3;

  private float[] ds = new float[0];

  private GruResetBeforeOp(RecurrentInputs in, int units) {
    super(in.x().tape(), in, GATES, GATES + 1, units);
  }

  /**
   * Runs the layer.
   *
   * @param in kernels [F, 3H] and [H, 3H], bias [3H]
   */
  public static RecurrentOutputs apply(RecurrentInputs in) {
    return new GruResetBeforeOp(in, in.recurrentKernel().shape().dim(0)).run(null);
  }

  @Override
  void stepForward(Step step) {
    float[] b = bias == null ? null : bias.data();
    int n = step.a() * h;
    int previousAt = step.previousRow() * h;
    for (int gate = 0; gate < GATES; gate++) {
      project(step, gate, gate, b, gate * h);
    }
    recur(step, R, R);
    kernels.sigmoid(n, blocks, block(R, step), blocks, block(R, step));
    recur(step, Z, Z);
    kernels.sigmoid(n, blocks, block(Z, step), blocks, block(Z, step));
    kernels.multiply(
        n, blocks, block(R, step), step.previous(), previousAt, blocks, block(S, step));
    recur(step, N, blocks, block(S, step), N);
    kernels.tanh(n, blocks, block(N, step), blocks, block(N, step));
    blend(n, block(N, step), block(Z, step), step.previous(), previousAt, step.row() * h);
  }

  /** h = n + z·(hPrev − n). */
  private void blend(int count, int n, int z, float[] previous, int previousAt, int at) {
    for (int j = 0; j < count; j++) {
      float candidate = blocks[n + j];
      hs[at + j] = candidate + blocks[z + j] * (previous[previousAt + j] - candidate);
    }
  }

  @Override
  void startBackward() {
    ds = tape.take(layout.batch() * h);
  }

  @Override
  void stepBackward(Step step, float[] dh) {
    int count = step.a() * h;
    int at = step.p() * h;
    int previousAt = step.previousRow() * h;
    candidateBackward(step, dh, count, at, previousAt);
    recurBack(step, N, N, ds, at, false);
    resetBackward(step, dh, count, at, previousAt);
    if (needsPrevious(step)) {
      recurBack(step, R, R, dh, at, true);
      recurBack(step, Z, Z, dh, at, true);
    }
  }

  private void candidateBackward(Step step, float[] dh, int count, int at, int previousAt) {
    int z = block(Z, step);
    int n = block(N, step);
    float[] previous = step.previous();
    for (int j = 0; j < count; j++) {
      float update = blocks[z + j];
      float candidate = blocks[n + j];
      float gradient = dh[at + j];
      blocks[n + j] = gradient * (1f - update) * (1f - candidate * candidate);
      blocks[z + j] = gradient * (previous[previousAt + j] - candidate) * update * (1f - update);
      dh[at + j] = gradient * update;
    }
  }

  private void resetBackward(Step step, float[] dh, int count, int at, int previousAt) {
    int r = block(R, step);
    float[] previous = step.previous();
    for (int j = 0; j < count; j++) {
      float reset = blocks[r + j];
      float gradient = ds[at + j];
      blocks[r + j] = gradient * previous[previousAt + j] * reset * (1f - reset);
      dh[at + j] += gradient * reset;
    }
  }

  @Override
  void addGradientTasks(GradientTasks tasks) {
    tasks.recurrent(R, R);
    tasks.recurrent(Z, Z);
    tasks.recurrent(N, blocks, block(S), N);
    for (int gate = 0; gate < GATES; gate++) {
      tasks.kernel(gate, gate);
      tasks.bias(bias, gate, gate);
    }
  }
}
