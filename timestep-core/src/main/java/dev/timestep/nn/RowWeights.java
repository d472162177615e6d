package dev.timestep.nn;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How much each row of a prediction counts in a loss: 0 for padding, otherwise its weight. */
final class RowWeights {
  private RowWeights() {}

  /**
   * Fills in the weight of each row.
   *
   * @param shape of the prediction, {@code [batch, n]} or time-major {@code [time, batch, n]}
   * @param lengths real steps of each sequence, or null when all count
   * @param samples a weight for each sequence, {@code [batch]}, or for each of its steps, {@code
   *     [time, batch]}; null when all count alike
   */
  static void fill(
      Shape shape, @Nullable Lengths lengths, @Nullable Tensor samples, float[] weights) {
    Arrays.fill(weights, 1f);
    if (samples != null) {
      check(shape, samples.shape());
      int each = samples.data().length;
      for (int row = 0; row < weights.length; row++) {
        weights[row] = samples.data()[row % each];
      }
    }
    if (lengths != null && shape.rank() == 3) {
      lengths.check("A loss over sequences", shape.dim(1), shape.dim(0));
      int batch = shape.dim(1);
      for (int row = 0; row < weights.length; row++) {
        if (row / batch >= lengths.at(row % batch)) {
          weights[row] = 0f;
        }
      }
    }
    if (samples != null) {
      checkNumbers(weights);
    }
  }

  /** Σ of the weights of all rows. */
  static double total(Shape shape, @Nullable Lengths lengths, Tensor samples) {
    float[] weights = new float[shape.rows()];
    fill(shape, lengths, samples, weights);
    double total = 0;
    for (float weight : weights) {
      total += weight;
    }
    return total;
  }

  /** A target's shape as users have it: turned where the predictions are time-major sequences. */
  static String batchFirst(Shape target, Shape prediction) {
    return prediction.rank() == 3 && target.rank() >= 2
        ? target.swapped().toString()
        : target.toString();
  }

  private static void check(Shape prediction, Shape samples) {
    boolean sequences = prediction.rank() == 3;
    int batch = prediction.dim(sequences ? 1 : 0);
    boolean fits =
        samples.hasSizes(batch) || (sequences && samples.hasSizes(prediction.dim(0), batch));
    if (!fits) {
      throw new IllegalArgumentException(
          "A loss over predictions "
              + Recurrent.batchFirst(prediction)
              + " expects sample weights ["
              + batch
              + "]"
              + (sequences ? " or, one for each step, [" + batch + ", " + prediction.dim(0) : "")
              + (sequences ? "]" : "")
              + "; received "
              + batchFirst(samples, prediction)
              + (samples.rank() == 2 && !sequences
                  ? ". A model that returns one answer for each sequence has one weight for each."
                  : ". Give one weight for each sequence."));
    }
  }

  private static void checkNumbers(float[] weights) {
    for (int row = 0; row < weights.length; row++) {
      if (!(weights[row] >= 0 && weights[row] < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "A loss expects finite sample weights of 0 or more; received "
                + weights[row]
                + " at row "
                + row
                + " of the predictions, counted from 0. A case of weight 0 does not count.");
      }
    }
  }
}
