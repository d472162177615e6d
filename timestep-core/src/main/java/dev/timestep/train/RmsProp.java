package dev.timestep.train;

import static dev.timestep.kernel.Vanishing.BOUND;
import static dev.timestep.kernel.Vanishing.flushed;

import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Vanishing;
import java.util.List;

/**
 * RMSProp: each weight's gradient is divided by the root of its own running mean square.
 *
 * <pre>
 * v ← α·v + (1 − α)·g²
 * without momentum   w ← w − η·g / (√v + ε)
 * with momentum μ    b ← μ·b + g / (√v + ε),   w ← w − η·b
 * </pre>
 *
 * <p>ε stands outside the root, as in PyTorch. Keras has √(v + ε) with ε = 1e-7, and α = 0.9, η =
 * 1e-3 by default; the two differ where gradients are small, below 1e-3 or so.
 *
 * <p>A g whose (1 − α)·g² would be no normal float counts as 0 ({@link Vanishing#boundOfSquares}:
 * below 3.5e-18 with the usual α), a v below {@link Float#MIN_NORMAL} is 0, and so is a b below
 * {@link Vanishing#BOUND}.
 *
 * <p>Source: Tieleman and Hinton, Lecture 6.5 of <i>Neural Networks for Machine Learning</i>, 2012.
 *
 * @param learningRate η; PyTorch's default is 0.01, Keras' is 0.001
 * @param smoothing α in [0, 1); 0.99 by default
 * @param epsilon ε; 1e-8 by default
 * @param momentum μ in [0, 1); 0 by default
 */
public record RmsProp(double learningRate, double smoothing, double epsilon, double momentum)
    implements Optimizer {

  public RmsProp {
    Settings.inRange("RmsProp", "a learning rate", learningRate, 0, Double.POSITIVE_INFINITY);
    Settings.inRange("RmsProp", "a smoothing", smoothing, 0, 1);
    Settings.inRange("RmsProp", "an epsilon", epsilon, 0, Double.POSITIVE_INFINITY);
    Settings.inRange("RmsProp", "a momentum", momentum, 0, 1);
  }

  /** With the defaults of PyTorch. */
  public RmsProp(double learningRate) {
    this(learningRate, 0.99, 1e-8, 0);
  }

  @Override
  public List<String> slots() {
    return momentum == 0 ? List.of("square") : List.of("square", "momentum");
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
    float[] w = range.weights();
    float[] g = range.gradient();
    float[] v = range.slots()[0];
    float alpha = (float) smoothing;
    float rest = (float) (1 - smoothing);
    float smallest = Vanishing.boundOfSquares(rest);
    // Not 0: a weight whose means have ended stays, and is not 0 / 0.
    float eps = Math.max((float) epsilon, Float.MIN_NORMAL);
    float eta = (float) rate;
    int to = range.from() + range.count();
    if (momentum == 0) {
      for (int at = range.from(); at < to; at++) {
        float gt = flushed(g[at], smallest);
        v[at] = flushed(alpha * v[at] + rest * gt * gt, Float.MIN_NORMAL);
        w[at] -= eta * gt / ((float) Math.sqrt(v[at]) + eps);
      }
      return;
    }
    float mu = (float) momentum;
    float[] b = range.slots()[1];
    for (int at = range.from(); at < to; at++) {
      float gt = flushed(g[at], smallest);
      v[at] = flushed(alpha * v[at] + rest * gt * gt, Float.MIN_NORMAL);
      b[at] = flushed(mu * b[at] + gt / ((float) Math.sqrt(v[at]) + eps), BOUND);
      w[at] -= eta * b[at];
    }
  }
}
