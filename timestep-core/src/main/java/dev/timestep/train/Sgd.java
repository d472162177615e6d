package dev.timestep.train;

import dev.timestep.kernel.Kernels;
import java.util.List;

/**
 * Stochastic gradient descent, with momentum and Nesterov's variant on request.
 *
 * <pre>
 * d = g + λ·w
 * without momentum   w ← w − η·d
 * with momentum μ    b ← μ·b + d,   w ← w − η·b
 * Nesterov           b ← μ·b + d,   w ← w − η·(d + μ·b)
 * </pre>
 *
 * <p>A number of b below {@link dev.timestep.kernel.Vanishing#BOUND} is 0, and so is a weight where
 * there is a decay.
 *
 * <p>Sources: Polyak 1964 (momentum); Nesterov 1983 in the form of Sutskever and others 2013, as in
 * PyTorch: the learning rate multiplies the buffer when it is applied, so a change of rate acts at
 * once.
 *
 * @param learningRate η
 * @param momentum μ in [0, 1); 0 by default
 * @param nesterov whether to look ahead; needs a momentum; false by default
 * @param weightDecay λ, an L2 penalty of ½λ‖w‖²; 0 by default
 */
public record Sgd(double learningRate, double momentum, boolean nesterov, double weightDecay)
    implements Optimizer {

  public Sgd {
    Settings.inRange("Sgd", "a learning rate", learningRate, 0, Double.POSITIVE_INFINITY);
    Settings.inRange("Sgd", "a momentum", momentum, 0, 1);
    Settings.inRange("Sgd", "a weight decay", weightDecay, 0, Double.POSITIVE_INFINITY);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException(
          "Sgd expects a momentum above 0 for Nesterov's variant; received 0. Use 0.9, or set"
              + " nesterov to false.");
    }
  }

  /** Plain gradient descent. */
  public Sgd(double learningRate) {
    this(learningRate, 0, false, 0);
  }

  /** Gradient descent with momentum. */
  public Sgd(double learningRate, double momentum) {
    this(learningRate, momentum, false, 0);
  }

  @Override
  public List<String> slots() {
    return momentum == 0 ? List.of() : List.of("momentum");
  }

  @Override
  public boolean leavesAtRest() {
    return weightDecay == 0;
  }

  @Override
  public void update(Kernels kernels, Range range, long step, double rate) {
    int from = range.from();
    int n = range.count();
    float[] w = range.weights();
    float[] g = range.gradient();
    if (momentum == 0) {
      shrink(kernels, range, rate);
      kernels.elementwise().axpy(n, (float) -rate, g, from, w, from);
      flushDecayed(kernels, range);
      return;
    }
    float[] b = range.slots()[0];
    kernels.elementwise().scale(n, (float) momentum, b, from);
    kernels.elementwise().axpy(n, 1f, g, from, b, from);
    if (weightDecay > 0) {
      kernels.elementwise().axpy(n, (float) weightDecay, w, from, b, from);
    }
    kernels.elementwise().flush(n, b, from);
    if (nesterov) {
      shrink(kernels, range, rate);
      kernels.elementwise().axpy(n, (float) -rate, g, from, w, from);
      kernels.elementwise().axpy(n, (float) (-rate * momentum), b, from, w, from);
    } else {
      kernels.elementwise().axpy(n, (float) -rate, b, from, w, from);
    }
    flushDecayed(kernels, range);
  }

  /** Weights that decay end at 0; others stay as they are, however small. */
  private void flushDecayed(Kernels kernels, Range range) {
    if (weightDecay > 0) {
      kernels.elementwise().flush(range.count(), range.weights(), range.from());
    }
  }

  /** w ← w − η·λ·w: the decay's share of −η·d. */
  private void shrink(Kernels kernels, Range range, double rate) {
    if (weightDecay > 0) {
      kernels
          .elementwise()
          .scale(range.count(), (float) (1 - rate * weightDecay), range.weights(), range.from());
    }
  }
}
