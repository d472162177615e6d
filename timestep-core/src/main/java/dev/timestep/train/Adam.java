package dev.timestep.train;

import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Vanishing;
import java.util.List;

/**
 * Adam: running means of the gradient and of its square, corrected for their start at 0.
 *
 * <pre>
 * m ← β₁·m + (1 − β₁)·g
 * v ← β₂·v + (1 − β₂)·g²
 * w ← w − η · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>There is no weight decay here: an L2 penalty is divided by √v like the rest of the gradient
 * and so hardly acts where it should. {@link AdamW} decays weights as one expects.
 *
 * <p>A g whose (1 − β₂)·g² would be no normal float counts as 0 ({@link Vanishing#boundOfSquares}:
 * below 7e-18 with the usual β₂), an m below {@link Vanishing#BOUND} is 0, and so is a v below
 * {@link Float#MIN_NORMAL}. Beside an ε of 1e-8 none of these would be felt.
 *
 * <p>Source: Kingma and Ba 2015, with ε outside the root as in PyTorch and in Keras.
 *
 * @param learningRate η; 0.001 in the paper
 * @param beta1 β₁ in [0, 1); 0.9 by default
 * @param beta2 β₂ in [0, 1); 0.999 by default
 * @param epsilon ε; 1e-8 by default (Keras: 1e-7)
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {

  public Adam {
    check("Adam", learningRate, beta1, beta2, epsilon);
  }

  /** With the paper's β₁, β₂ and ε. */
  public Adam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8);
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
    return epsilon > 0;
  }

  @Override
  public void update(Kernels kernels, Range range, long step, double rate) {
    update(kernels, range, step, rate, beta1, beta2, epsilon, 0);
  }

  static void check(String who, double rate, double beta1, double beta2, double epsilon) {
    Settings.inRange(who, "a learning rate", rate, 0, Double.POSITIVE_INFINITY);
    Settings.inRange(who, "a beta1", beta1, 0, 1);
    Settings.inRange(who, "a beta2", beta2, 0, 1);
    Settings.inRange(who, "an epsilon", epsilon, 0, Double.POSITIVE_INFINITY);
  }

  /** The rule with both corrections folded into the step size and ε, as the kernel needs it. */
  static void update(
      Kernels kernels,
      Range range,
      long step,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double decay) {
    // The means decay by the floats, so the floats are what is corrected for: 1 − β₂ of the float
    // 0.999 is off by 1.3e-5, which would stay in every step.
    double rootCorrection = Math.sqrt(1 - Math.pow((float) beta2, step));
    double stepSize = rate * rootCorrection / (1 - Math.pow((float) beta1, step));
    int from = range.from();
    kernels
        .elementwise()
        .adam(
            range.count(),
            range.weights(),
            from,
            range.gradient(),
            from,
            range.slots()[0],
            from,
            range.slots()[1],
            from,
            (float) beta1,
            (float) beta2,
            (float) stepSize,
            // Not 0: a weight whose two means have ended stays, and is not 0 / 0.
            Math.max((float) (epsilon * rootCorrection), Float.MIN_NORMAL),
            (float) decay);
  }
}
