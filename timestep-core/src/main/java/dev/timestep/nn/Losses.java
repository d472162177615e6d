package dev.timestep.nn;

import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The losses. Each is a mean over the elements that count, weighted if there are weights; see
 * {@link Loss} for what does. The page {@code docs/classification.md} lists the shapes of their
 * targets.
 */
public final class Losses {
  /** How targets are brought into the form of the predictions. */
  private interface TargetForm {
    Tensor fit(Tensor target, Shape prediction);
  }

  private static final TargetForm AS_GIVEN = (target, prediction) -> target;
  private static final String BINARY = "binary cross-entropy";

  private Losses() {}

  /** Mean squared error: (p − t)². */
  public static Loss mse() {
    return new Elementwise("mse", new SquaredError(), AS_GIVEN);
  }

  /** Mean absolute error: |p − t|; slope 0 where p = t. */
  public static Loss mae() {
    return new Elementwise("mae", new AbsoluteError(), AS_GIVEN);
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
    return new Elementwise("huber", new HuberError(delta), AS_GIVEN);
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
    return new Elementwise(
        "quantile",
        new PinballError(levels),
        (target, prediction) -> {
          if (prediction.last() != levels.length) {
            throw new IllegalArgumentException(
                "The quantile loss of "
                    + levels.length
                    + " quantiles expects predictions with a last"
                    + " axis of "
                    + levels.length
                    + "; received "
                    + prediction
                    + ".");
          }
          return repeatLast(target, prediction);
        });
  }

  /**
   * Binary cross-entropy from logits x and targets t in [0, 1]: ln(1 + e^x) − t·x. The last layer
   * is linear, such as {@code Layers.dense(1)}; targets have the shape of its output, {@code
   * [batch, 1]}, or of one logit also {@code [batch]}. With more than one logit each is a question
   * of its own.
   */
  public static Loss binaryCrossEntropy() {
    return new Elementwise(BINARY, new BinaryCrossEntropy(null), Losses::withLogitAxis);
  }

  /**
   * The same, each answer weighed by its class: the weighted mean Σ w·loss / Σ w.
   *
   * @param weights of the answers 0 and 1, in this order; targets are 0 or 1 and nothing between
   */
  public static Loss binaryCrossEntropy(ClassWeights weights) {
    if (weights.classes() != 2) {
      throw new IllegalArgumentException(
          "Binary cross-entropy expects the weights of two classes, of 0 and of 1; received "
              + weights.classes()
              + ". For more classes use softmaxCrossEntropy and a unit for each class.");
    }
    return new Elementwise(BINARY, new BinaryCrossEntropy(weights), Losses::withLogitAxis);
  }

  /**
   * Softmax cross-entropy from logits: ln Σ e^x − x[class], the mean over rows that count.
   *
   * <p>Predictions are logits {@code [.., classes]}; targets are class indices, counted from 0,
   * without that axis.
   */
  public static Loss softmaxCrossEntropy() {
    return new Softmax(null);
  }

  /**
   * The same, each row weighed by its class: the weighted mean Σ w·loss / Σ w.
   *
   * @param weights one for each class
   */
  public static Loss softmaxCrossEntropy(ClassWeights weights) {
    return new Softmax(weights);
  }

  private record Elementwise(String name, ElementLoss.Error error, TargetForm form)
      implements Loss {
    @Override
    public Variable apply(Variable prediction, Tensor target, @Nullable Lengths lengths) {
      return apply(prediction, target, lengths, null);
    }

    @Override
    public Variable apply(
        Variable prediction,
        Tensor target,
        @Nullable Lengths lengths,
        @Nullable Tensor sampleWeights) {
      Tensor fitted = form.fit(target, prediction.shape());
      return ElementLoss.apply(name, error, prediction, fitted, lengths, sampleWeights);
    }

    @Override
    public double weight(
        Variable prediction,
        Tensor target,
        @Nullable Lengths lengths,
        @Nullable Tensor sampleWeights) {
      if (error.classes() != null) {
        return ElementLoss.weight(
            error,
            prediction.shape(),
            form.fit(target, prediction.shape()),
            lengths,
            sampleWeights);
      }
      return Loss.super.weight(prediction, target, lengths, sampleWeights);
    }

    @Override
    public String describe() {
      return ClassWeights.describe(error.classes());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private record Softmax(@Nullable ClassWeights classes) implements Loss {
    @Override
    public Variable apply(Variable prediction, Tensor target, @Nullable Lengths lengths) {
      return apply(prediction, target, lengths, null);
    }

    @Override
    public Variable apply(
        Variable prediction,
        Tensor target,
        @Nullable Lengths lengths,
        @Nullable Tensor sampleWeights) {
      return SoftmaxCrossEntropy.apply(classes, prediction, target, lengths, sampleWeights);
    }

    @Override
    public double weight(
        Variable prediction,
        Tensor target,
        @Nullable Lengths lengths,
        @Nullable Tensor sampleWeights) {
      return classes == null
          ? Loss.super.weight(prediction, target, lengths, sampleWeights)
          : SoftmaxCrossEntropy.weight(classes, prediction.shape(), target, lengths, sampleWeights);
    }

    @Override
    public String describe() {
      return ClassWeights.describe(classes);
    }

    @Override
    public String toString() {
      return "softmax cross-entropy";
    }
  }

  /** Targets of one logit may come without its axis, which says nothing. */
  private static Tensor withLogitAxis(Tensor target, Shape prediction) {
    Shape shape = target.shape();
    boolean without =
        prediction.last() == 1
            && shape.rank() == prediction.rank() - 1
            && Arrays.equals(shape.toArray(), Arrays.copyOf(prediction.toArray(), shape.rank()));
    return without ? target.reshape(prediction.toArray()) : target;
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

  private record BinaryCrossEntropy(@Nullable ClassWeights classes) implements ElementLoss.Error {
    @Override
    public float weight(float t, int column) {
      if (classes == null || Float.isNaN(t)) {
        return 1f;
      }
      if (t != 0 && t != 1) {
        throw new IllegalArgumentException(
            "The loss binary cross-entropy with class weights expects targets 0 or 1; received "
                + t
                + " in column "
                + column
                + ", counted from 0. Write the classes as 0 and 1, or leave the class weights out"
                + " for targets between them.");
      }
      return classes.of((int) t);
    }

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
