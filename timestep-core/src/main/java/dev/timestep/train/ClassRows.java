package dev.timestep.train;

import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;

/**
 * The predicted and the actual class of each row: of scores {@code [.., classes]} the largest, of
 * equal ones the first; of one logit {@code [.., 1]} class 1 above 0.
 */
final class ClassRows {
  private ClassRows() {}

  static int predicted(Tensor prediction, int row) {
    int width = prediction.shape().last();
    float[] scores = prediction.data();
    if (width == 1) {
      return scores[row] > 0 ? 1 : 0;
    }
    int best = row * width;
    for (int at = best + 1; at < (row + 1) * width; at++) {
      best = scores[at] > scores[best] ? at : best;
    }
    return best - row * width;
  }

  /** The class of a row, which has to be one of those that are predicted. */
  static int actual(Tensor target, int row, int width) {
    float value = target.data()[row];
    int label = (int) value;
    int classes = Math.max(2, width);
    if (label != value || label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          (width == 1
                  ? "Metric accuracy with one logit expects targets 0 and 1"
                  : "A metric over "
                      + classes
                      + " classes expects class indices from 0 to "
                      + (classes - 1))
              + "; received "
              + value
              + " as number "
              + row
              + ", counted from 0. "
              + (width == 1
                  ? "Write the classes as 0 and 1, or give the last layer a unit for each class."
                  : "Number the classes from 0, and give the last layer a unit for each."));
    }
    return label;
  }

  /** Refuses targets that are not one class for each row of the predictions. */
  static void check(String metric, Shape prediction, Shape target) {
    Shape indices = Shape.of(Arrays.copyOf(prediction.toArray(), prediction.rank() - 1));
    boolean binary = prediction.last() == 1;
    if (target.equals(indices) || (binary && target.equals(prediction))) {
      return;
    }
    throw MetricChecks.refusal(
        metric,
        binary ? "targets 0 or 1, " + prediction + " or " + indices : "class indices " + indices,
        prediction,
        target,
        target.equals(prediction)
            ? " Give the number of the class rather than a row of 0 and 1; for several labels a"
                + " row use Metrics.binaryAccuracy(0)."
            : target.size() == indices.size()
                ? " Reshape them: targets.reshape(" + MetricChecks.sizes(indices) + ")."
                : " Give one target for each prediction.");
  }
}
