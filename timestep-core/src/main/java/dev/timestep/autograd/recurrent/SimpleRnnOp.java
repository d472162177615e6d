package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Activation;
import java.util.Objects;

/**
 * A whole plain recurrent layer over a whole sequence (Elman 1990).
 *
 * <pre>
 * h_t = act(x_t·W + h_{t−1}·U + b)
 * </pre>
 *
 * Backward, from the last step: da = dh_t ⊙ act′, dh_{t−1} = da·Uᵀ. Both h and da are flushed: see
 * {@link dev.timestep.kernel.Vanishing}.
 *
 * <p>Kept for backward: h; with the gradients 2·T·B·H floats.
 */
public final class SimpleRnnOp extends Recurrence {
  private static final Build BUILD = new Build(1, 1, 1, true);
  private static final RecurrentPlan.Maker MAKER = SimpleRnnOp::new;

  private final Activation activation;

  private SimpleRnnOp(RecurrentPlan plan) {
    super(plan, BUILD);
    this.activation = Objects.requireNonNull(plan.activation());
  }

  /**
   * The layer, about to run.
   *
   * @param in kernels [F, H] and [H, H], bias [H]
   */
  public static RecurrentPlan plan(RecurrentInputs in, Activation activation) {
    return new RecurrentPlan(in, null, activation, MAKER);
  }

  @Override
  void stepForward(Part at) {
    combine(at, 0, 0);
    for (int run = 0; run < at.runs(); run++) {
      int to = state(at) + run * h;
      activation.forward(kernels, at.runLength(), blocks, block(0, at) + run * h, hs, to);
      kernels.elementwise().flush(at.runLength(), hs, to);
    }
  }

  @Override
  void gatesBackward(Part at, float[] dh) {
    for (int run = 0; run < at.runs(); run++) {
      int row = run * h;
      int to = block(0, at) + row;
      int n = at.runLength();
      activation.backward(kernels, n, hs, state(at) + row, dh, sequence(at) + row, blocks, to);
      kernels.elementwise().flush(n, blocks, to);
    }
  }

  @Override
  void statesBackward(Part at, float[] dh) {
    recurBack(at, 0, 0, dh, false);
  }

  @Override
  void addGradients(WeightGradients gradients) {
    gradients.kernel(0, 0);
    gradients.recurrent(0, 0);
    gradients.bias(bias, 0, 0);
  }
}
