package dev.timestep.train;

import dev.timestep.kernel.Kernels;
import java.util.List;

/**
 * {@link Adam} with decoupled weight decay: w ← w − η·λ·w, then Adam's step. The decay does not
 * pass through the running means, so it pulls all weights alike, biases included. A weight below
 * {@link dev.timestep.kernel.Vanishing#BOUND} is 0 where there is a decay.
 *
 * <p>Source: Loshchilov and Hutter 2019, with η multiplying λ as in PyTorch.
 *
 * @param learningRate η
 * @param beta1 β₁ in [0, 1); 0.9 by default
 * @param beta2 β₂ in [0, 1); 0.999 by default
 * @param epsilon ε; 1e-8 by default
 * @param weightDecay λ; 0.01 by default, as in PyTorch
 */
public record AdamW(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  public AdamW {
    Adam.check("AdamW", learningRate, beta1, beta2, epsilon);
    Settings.inRange("AdamW", "a weight decay", weightDecay, 0, Double.POSITIVE_INFINITY);
  }

  /** With the defaults of PyTorch. */
  public AdamW(double learningRate) {
    this(learningRate, 0.01);
  }

  /** With the defaults of PyTorch and another weight decay. */
  public AdamW(double learningRate, double weightDecay) {
    this(learningRate, 0.9, 0.999, 1e-8, weightDecay);
  }

  @Override
  public List<String> slots() {
    return List.of("mean", "square");
  }

  @Override
  public double largestGradient() {
    return SQUARABLE;
  }

  @Override
  public boolean leavesAtRest() {
    return epsilon > 0 && weightDecay == 0;
  }

  @Override
  public void update(Kernels kernels, Range range, long step, double rate) {
    Adam.update(kernels, range, step, rate, beta1, beta2, epsilon, rate * weightDecay);
  }
}
