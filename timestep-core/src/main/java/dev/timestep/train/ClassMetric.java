package dev.timestep.train;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A figure of the confusion counts. */
final class ClassMetric implements Metric {
  private static final int NO_LABEL = -1;

  private final String name;
  private final int label;
  private final ToDoubleFunction<ConfusionCounts> figure;
  private @Nullable ConfusionCounts counts;

  ClassMetric(String name, ToDoubleFunction<ConfusionCounts> figure) {
    this.name = name;
    this.label = NO_LABEL;
    this.figure = figure;
  }

  /** A figure of one class, whose number is part of the name. */
  ClassMetric(String name, int label, ToDoubleFunction<ConfusionCounts> figure) {
    if (label < 0) {
      throw new IllegalArgumentException(
          "Metric " + name + " expects a class of 0 or more; received " + label + ".");
    }
    this.name = name + " of class " + label;
    this.label = label;
    this.figure = figure;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void add(Tensor prediction, Tensor target, @Nullable Lengths lengths) {
    Shape shape = prediction.shape();
    MetricChecks.rank(name, shape, target.shape());
    ClassRows.check(name, shape, target.shape());
    ConfusionCounts all = counts(Math.max(2, shape.last()));
    for (int row = 0; row < shape.rows(); row++) {
      if (MetricChecks.counts(shape, lengths, row)) {
        all.add(ClassRows.actual(target, row, shape.last()), ClassRows.predicted(prediction, row));
      }
    }
  }

  private ConfusionCounts counts(int classes) {
    if (label >= classes) {
      throw new IllegalArgumentException(
          "Metric "
              + name
              + " expects a class from 0 to "
              + (classes - 1)
              + ", those that are predicted; received "
              + label
              + ". Classes are counted from 0.");
    }
    if (counts == null) {
      counts = new ConfusionCounts(classes);
    }
    if (counts.classes() != classes) {
      throw new IllegalArgumentException(
          "Metric "
              + name
              + " expects predictions of "
              + counts.classes()
              + " classes, as before; received "
              + classes
              + ". Use a metric for each model.");
    }
    return counts;
  }

  @Override
  public double value() {
    return counts == null ? Double.NaN : figure.applyAsDouble(counts);
  }
}
