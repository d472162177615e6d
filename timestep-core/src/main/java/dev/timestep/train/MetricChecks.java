package dev.timestep.train;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** What all metrics check in the same words. */
final class MetricChecks {
  private MetricChecks() {}

  /** Whether a row of predictions is no padding. */
  static boolean counts(Shape prediction, @Nullable Lengths lengths, int row) {
    return prediction.rank() != 3
        || lengths == null
        || row % prediction.dim(1) < lengths.at(row / prediction.dim(1));
  }

  static void rank(String metric, Shape prediction, Shape target) {
    if (prediction.rank() < 2) {
      throw refusal(metric, "predictions [batch, n] or [batch, time, n]", prediction, target, "");
    }
  }

  static IllegalArgumentException refusal(
      String metric, String expected, Shape prediction, Shape target, String fix) {
    return new IllegalArgumentException(
        "Metric "
            + metric
            + " expects "
            + expected
            + "; received predictions "
            + prediction
            + " and targets "
            + target
            + "."
            + fix);
  }

  static String sizes(Shape shape) {
    String all = shape.toString();
    return all.substring(1, all.length() - 1);
  }
}
