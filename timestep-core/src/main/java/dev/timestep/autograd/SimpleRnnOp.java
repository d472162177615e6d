package dev.timestep.autograd;

/**
 * A whole plain recurrent layer over a whole sequence (Elman 1990).
 *
 * <pre>
 * h_t = act(x_t·W + h_{t−1}·U + b)
 * </pre>
 *
 * Backward, from the last step: da = dh_t ⊙ act′, dh_{t−1} = da·Uᵀ.
 *
 * <p>Kept for backward: h; with the gradients 2·T·B·H floats.
 */
public final class SimpleRnnOp extends Recurrence {
  private final Activation activation;

  private SimpleRnnOp(RecurrentInputs in, Activation activation, int units) {
    super(in.x().tape(), in, 1, 1, units);
    this.activation = activation;
  }

  /**
   * Runs the layer.
   *
   * @param in kernels [F, H] and [H, H], bias [H]
   */
  public static RecurrentOutputs apply(RecurrentInputs in, Activation activation) {
    return new SimpleRnnOp(in, activation, in.recurrentKernel().shape().dim(0)).run(null);
  }

  @Override
  void stepForward(Step step) {
    project(step, 0, 0, bias == null ? null : bias.data(), 0);
    recur(step, 0, 0);
    int n = step.a() * h;
    System.arraycopy(blocks, block(0, step), hs, step.row() * h, n);
    activation.forward(kernels, n, hs, step.row() * h);
  }

  @Override
  void stepBackward(Step step, float[] dh) {
    int at = step.p() * h;
    activation.slope(step.a() * h, hs, step.row() * h, dh, at, blocks, block(0, step));
    if (needsPrevious(step)) {
      recurBack(step, 0, 0, dh, at, false);
    }
  }

  @Override
  void addGradientTasks(GradientTasks tasks) {
    tasks.kernel(0, 0);
    tasks.recurrent(0, 0);
    tasks.bias(bias, 0, 0);
  }
}
