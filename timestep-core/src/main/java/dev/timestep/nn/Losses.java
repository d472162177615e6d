package dev.timestep.nn;

import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;

/** The losses. Each is a mean over the elements that count; see {@link Loss} for what does. */
public final class Losses {
  private Losses() {}

  /** Mean squared error: (p − t)². */
  public static Loss mse() {
    ElementLoss.Error error = new SquaredError();
    return (prediction, target, lengths) ->
        ElementLoss.apply("mse", error, prediction, target, lengths);
  }

  /** Mean absolute error: |p − t|; slope 0 where p = t. */
  public static Loss mae() {
    ElementLoss.Error error = new AbsoluteError();
    return (prediction, target, lengths) ->
        ElementLoss.apply("mae", error, prediction, target, lengths);
  }

  /**
   * Huber's loss (1964): ½e² where |e| ≤ δ, δ(|e| − ½δ) beyond, e = p − t.
   *
   * @param delta where the square turns into a line; PyTorch's and Keras' default is 1
   */
  public static Loss huber(float delta) {
    if (!(delta > 0)) {
      throw new IllegalArgumentException(
          "Huber's loss expects a delta above 0; received " + delta + ".");
    }
    ElementLoss.Error error = new HuberError(delta);
    return (prediction, target, lengths) ->
        ElementLoss.apply("huber", error, prediction, target, lengths);
  }

  /**
   * Quantile (pinball) loss (Koenker and Bassett 1978): max(q·e, (q − 1)·e) with e = t − p. The
   * mean over the quantiles.
   *
   * @param quantiles one for each element of the prediction's last axis; the target has a last axis
   *     of the same size, or of 1, which is then held against every quantile
   */
  public static Loss quantile(float... quantiles) {
    for (float q : quantiles) {
      if (!(q > 0 && q < 1)) {
        throw new IllegalArgumentException(
            "The quantile loss expects quantiles between 0 and 1; received " + q + ".");
      }
    }
    if (quantiles.length == 0) {
      throw new IllegalArgumentException("The quantile loss expects one quantile or more.");
    }
    float[] levels = quantiles.clone();
    ElementLoss.Error error = new PinballError(levels);
    return (prediction, target, lengths) -> {
      if (prediction.shape().last() != levels.length) {
        throw new IllegalArgumentException(
            "The quantile loss of "
                + levels.length
                + " quantiles expects predictions with a last"
                + " axis of "
                + levels.length
                + "; received "
                + prediction.shape()
                + ".");
      }
      Tensor wide = repeatLast(target, prediction.shape());
      return ElementLoss.apply("quantile", error, prediction, wide, lengths);
    };
  }

  /**
   * Binary cross-entropy from logits x and targets t in [0, 1]: ln(1 + e^x) − t·x. The last layer
   * is linear, such as {@code Layers.dense(1)}; targets have the shape of its output, [batch, 1].
   */
  public static Loss binaryCrossEntropy() {
    ElementLoss.Error error = new BinaryCrossEntropy();
    return (prediction, target, lengths) ->
        ElementLoss.apply("binary cross-entropy", error, prediction, target, lengths);
  }

  /**
   * Softmax cross-entropy from logits: ln Σ e^x − x[class], the mean over rows that count.
   *
   * <p>Predictions are logits [.., classes]; targets are class indices without that axis.
   */
  public static Loss softmaxCrossEntropy() {
    return SoftmaxCrossEntropy::apply;
  }

  private static Tensor repeatLast(Tensor target, Shape wanted) {
    if (target.shape().equals(wanted) || target.shape().last() != 1) {
      return target;
    }
    int n = wanted.last();
    Tensor wide = Tensor.zeros(target.shape().withLast(n).toArray());
    for (int at = 0; at < wide.data().length; at++) {
      wide.data()[at] = target.data()[at / n];
    }
    return wide;
  }

  private record SquaredError() implements ElementLoss.Error {
    @Override
    public double value(float p, float t, int column) {
      double e = (double) p - t;
      return e * e;
    }

    @Override
    public float slope(float p, float t, int column) {
      return 2f * (p - t);
    }
  }

  private record AbsoluteError() implements ElementLoss.Error {
    @Override
    public double value(float p, float t, int column) {
      return Math.abs((double) p - t);
    }

    @Override
    public float slope(float p, float t, int column) {
      return Math.signum(p - t);
    }
  }

  private record HuberError(float delta) implements ElementLoss.Error {
    @Override
    public double value(float p, float t, int column) {
      double e = Math.abs((double) p - t);
      return e <= delta ? 0.5 * e * e : delta * (e - 0.5 * delta);
    }

    @Override
    public float slope(float p, float t, int column) {
      return Math.clamp(p - t, -delta, delta);
    }
  }

  private record PinballError(float[] quantiles) implements ElementLoss.Error {
    @Override
    public double value(float p, float t, int column) {
      double e = (double) t - p;
      return Math.max(quantiles[column] * e, (quantiles[column] - 1) * e);
    }

    @Override
    public float slope(float p, float t, int column) {
      return t > p ? -quantiles[column] : t < p ? 1f - quantiles[column] : 0f;
    }
  }

  private record BinaryCrossEntropy() implements ElementLoss.Error {
    @Override
    public double value(float p, float t, int column) {
      // Outside of [0, 1] the loss has no lower bound. A NaN is left to the check of the loss.
      if (t < 0 || t > 1) {
        throw new IllegalArgumentException(
            "The loss binary cross-entropy expects targets from 0 to 1; received "
                + t
                + " in column "
                + column
                + ", counted from 0. Write the classes as 0 and 1; for class numbers beyond 1 use"
                + " softmaxCrossEntropy and a unit for each class.");
      }
      // max(x, 0) + ln(1 + e^−|x|) never overflows.
      return Math.max(p, 0) + Math.log1p(Math.exp(-Math.abs((double) p))) - (double) t * p;
    }

    @Override
    public float slope(float p, float t, int column) {
      return (float) (1 / (1 + Math.exp(-(double) p))) - t;
    }
  }
}
