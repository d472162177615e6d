package dev.timestep.train;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The metrics. Each call makes a fresh one, which has counted nothing yet. */
public final class Metrics {
  private Metrics() {}

  /** Mean absolute error: mean of |p − t|. */
  public static Metric meanAbsoluteError() {
    return new Elementwise("mae", false) {
      @Override
      double term(double error) {
        return Math.abs(error);
      }
    };
  }

  /** Mean squared error: mean of (p − t)². */
  public static Metric meanSquaredError() {
    return new Squared("mse", false);
  }

  /** Root of the mean squared error. */
  public static Metric rootMeanSquaredError() {
    return new Squared("rmse", true);
  }

  /**
   * Share of rows whose class was predicted.
   *
   * <p>Of two classes or more: predictions are logits or probabilities {@code [.., classes]},
   * targets class indices without that axis; the largest score is the class, of equal ones the
   * first. Of a yes or no, as {@link dev.timestep.nn.Losses#binaryCrossEntropy} learns it:
   * predictions are logits {@code [.., 1]}, targets 0 or 1 with that axis or without it, and a
   * logit above 0 is a 1. For probabilities use {@link #binaryAccuracy} with the threshold 0.5.
   */
  public static Metric accuracy() {
    return new Accuracy();
  }

  /**
   * Share of numbers on the right side of a threshold: a prediction above it is a 1. Predictions
   * are {@code [.., n]}, targets 0 or 1 of the same shape; several labels of a row count by
   * themselves.
   *
   * @param threshold 0 for logits, 0.5 for probabilities
   */
  public static Metric binaryAccuracy(double threshold) {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "Metric binary accuracy expects a finite threshold; received "
              + threshold
              + ". Use 0 for logits and 0.5 for probabilities.");
    }
    return new BinaryAccuracy(threshold);
  }

  /**
   * Mean over the classes of the share of their rows that were predicted, the recall. It is as high
   * for a rare class as for a frequent one; classes without a row do not count. Predictions and
   * targets as for {@link #accuracy}.
   */
  public static Metric balancedAccuracy() {
    return new ClassMetric("balanced accuracy", ConfusionCounts::balancedAccuracy);
  }

  /**
   * Mean over the classes of F1 = 2·hits / (rows predicted + rows of the class), the harmonic mean
   * of precision and recall (van Rijsbergen 1979); classes that are neither predicted nor there do
   * not count. Predictions and targets as for {@link #accuracy}.
   */
  public static Metric macroF1() {
    return new ClassMetric("macro f1", ConfusionCounts::macroF1);
  }

  /**
   * F1 of one class; 0 when no row of it was predicted rightly. Predictions and targets as for
   * {@link #accuracy}.
   *
   * @param label the class, counted from 0; 1 is the yes of a yes or no
   */
  public static Metric f1(int label) {
    return new ClassMetric("f1", label, counts -> counts.f1(label));
  }

  /**
   * Share of the rows predicted as a class that are of it; 0 when none was predicted. Predictions
   * and targets as for {@link #accuracy}.
   *
   * @param label the class, counted from 0; 1 is the yes of a yes or no
   */
  public static Metric precision(int label) {
    return new ClassMetric("precision", label, counts -> counts.precision(label));
  }

  /**
   * Share of the rows of a class that were predicted as it; NaN when there is no such row.
   * Predictions and targets as for {@link #accuracy}.
   *
   * @param label the class, counted from 0; 1 is the yes of a yes or no
   */
  public static Metric recall(int label) {
    return new ClassMetric("recall", label, counts -> counts.recall(label));
  }

  private abstract static class Mean implements Metric {
    private final String name;
    private double sum;
    private long count;

    Mean(String name) {
      this.name = name;
    }

    /** The sum of the terms of one row. */
    abstract double row(Tensor prediction, Tensor target, int row, int width);

    /** Refuses targets that do not fit the predictions. */
    abstract void check(Shape prediction, Shape target);

    abstract int termsPerRow(int width);

    double finish(double mean) {
      return mean;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void add(Tensor prediction, Tensor target, @Nullable Lengths lengths) {
      Shape shape = prediction.shape();
      MetricChecks.rank(name, shape, target.shape());
      check(shape, target.shape());
      for (int row = 0; row < shape.rows(); row++) {
        if (MetricChecks.counts(shape, lengths, row)) {
          sum += row(prediction, target, row, shape.last());
          count += termsPerRow(shape.last());
        }
      }
    }

    @Override
    public double value() {
      return finish(sum / count);
    }
  }

  private abstract static class Elementwise extends Mean {
    private final boolean root;

    Elementwise(String name, boolean root) {
      super(name);
      this.root = root;
    }

    abstract double term(double error);

    @Override
    double row(Tensor prediction, Tensor target, int row, int width) {
      double sum = 0;
      for (int at = row * width; at < (row + 1) * width; at++) {
        sum += term((double) prediction.data()[at] - target.data()[at]);
      }
      return sum;
    }

    @Override
    void check(Shape prediction, Shape target) {
      if (!target.equals(prediction)) {
        throw MetricChecks.refusal(
            name(),
            "targets " + prediction + ", the shape of the predictions",
            prediction,
            target,
            target.size() == prediction.size()
                ? " Reshape them: targets.reshape(" + MetricChecks.sizes(prediction) + ")."
                : " Check the last layer's width and the number of target columns.");
      }
    }

    @Override
    int termsPerRow(int width) {
      return width;
    }

    @Override
    double finish(double mean) {
      return root ? Math.sqrt(mean) : mean;
    }
  }

  private static final class Squared extends Elementwise {
    Squared(String name, boolean root) {
      super(name, root);
    }

    @Override
    double term(double error) {
      return error * error;
    }
  }

  /** Whether a prediction lies on the side of a threshold that its target, 0 or 1, says. */
  private static boolean isRight(Tensor prediction, Tensor target, int at, double threshold) {
    float wanted = target.data()[at];
    if (wanted != 0 && wanted != 1) {
      throw new IllegalArgumentException(
          "Metric accuracy with one logit expects targets 0 and 1; received "
              + wanted
              + " as number "
              + at
              + ", counted from 0. Write the classes as 0 and 1, or give the last layer a unit for"
              + " each class.");
    }
    return prediction.data()[at] > threshold == (wanted == 1);
  }

  private static final class BinaryAccuracy extends Elementwise {
    private final double threshold;

    BinaryAccuracy(double threshold) {
      super("binary accuracy", false);
      this.threshold = threshold;
    }

    @Override
    double row(Tensor prediction, Tensor target, int row, int width) {
      double right = 0;
      for (int at = row * width; at < (row + 1) * width; at++) {
        right += isRight(prediction, target, at, threshold) ? 1 : 0;
      }
      return right;
    }

    @Override
    double term(double error) {
      throw new UnsupportedOperationException("a number is right or wrong");
    }
  }

  private static final class Accuracy extends Mean {
    Accuracy() {
      super("accuracy");
    }

    @Override
    double row(Tensor prediction, Tensor target, int row, int width) {
      return ClassRows.predicted(prediction, row) == ClassRows.actual(target, row, width) ? 1 : 0;
    }

    @Override
    void check(Shape prediction, Shape target) {
      ClassRows.check(name(), prediction, target);
    }

    @Override
    int termsPerRow(int width) {
      return 1;
    }
  }
}
