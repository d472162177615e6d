package dev.timestep.train;

import dev.timestep.nn.Signal;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure of merit, added up over batches in double precision. Steps past a sequence's length do
 * not count.
 */
public interface Metric {
  /** A short name, for example {@code "mae"}. */
  String name();

  /**
   * Adds a batch.
   *
   * @param prediction {@code [batch, n]}, or {@code [batch, time, n]}
   * @param target of the same shape; class indices drop the last axis
   * @param lengths real steps of each sequence, or null when all count; only used where predictions
   *     have a time axis
   */
  void add(Tensor prediction, Tensor target, @Nullable Lengths lengths);

  /** The figure over all that was added; NaN when nothing was. */
  double value();

  /** Adds an output and the targets of its batch, which are batch-first, to each of the metrics. */
  static void addAll(List<Metric> metrics, Signal output, Tensor targets) {
    if (metrics.isEmpty()) {
      return;
    }
    Tensor prediction = output.toBatchFirst();
    Lengths lengths = output.isSequence() ? output.lengths() : null;
    metrics.forEach(metric -> metric.add(prediction, targets, lengths));
  }
}
