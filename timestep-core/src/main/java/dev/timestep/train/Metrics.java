package dev.timestep.train;

import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
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
   * Share of rows whose largest score is that of their class. Predictions are logits or
   * probabilities {@code [.., classes]}, targets class indices without that axis; of equal scores
   * the first counts as the largest.
   */
  public static Metric accuracy() {
    return new Accuracy();
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

    abstract Shape targetShape(Shape prediction);

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
      if (shape.rank() < 2 || !target.shape().equals(targetShape(shape))) {
        throw new IllegalArgumentException(
            "Metric "
                + name
                + " expects predictions [batch, n] or [batch, time, n] and targets that fit;"
                + " received "
                + shape
                + " and "
                + target.shape()
                + ".");
      }
      boolean steps = shape.rank() == 3 && lengths != null;
      for (int row = 0; row < shape.rows(); row++) {
        if (steps && lengths != null && row % shape.dim(1) >= lengths.at(row / shape.dim(1))) {
          continue;
        }
        sum += row(prediction, target, row, shape.last());
        count += termsPerRow(shape.last());
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
    Shape targetShape(Shape prediction) {
      return prediction;
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

  private static final class Accuracy extends Mean {
    Accuracy() {
      super("accuracy");
    }

    @Override
    double row(Tensor prediction, Tensor target, int row, int width) {
      int best = row * width;
      for (int at = best + 1; at < (row + 1) * width; at++) {
        best = prediction.data()[at] > prediction.data()[best] ? at : best;
      }
      return best - row * width == target.data()[row] ? 1 : 0;
    }

    @Override
    Shape targetShape(Shape prediction) {
      return Shape.of(Arrays.copyOf(prediction.toArray(), prediction.rank() - 1));
    }

    @Override
    int termsPerRow(int width) {
      return 1;
    }
  }
}
