package dev.timestep.nn;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean of an error over the elements of a prediction, summed in double precision in one order.
 */
final class ElementLoss {
  private ElementLoss() {}

  /** An error of one element, and its slope with respect to the prediction. */
  interface Error {
    double value(float prediction, float target, int column);

    float slope(float prediction, float target, int column);
  }

  static Variable apply(
      String name, Error error, Variable prediction, Tensor target, @Nullable Lengths lengths) {
    Shape shape = prediction.shape();
    if (!shape.equals(target.shape())) {
      throw new IllegalArgumentException(
          "The loss "
              + name
              + " expects targets of the predictions' shape "
              + Recurrent.batchFirst(shape)
              + "; received "
              + Recurrent.batchFirst(target.shape())
              + ". Check the last layer's width and the number of target columns.");
    }
    int n = shape.last();
    boolean[] counted = countedRows(shape, lengths);
    double sum = 0;
    long count = 0;
    for (int row = 0; row < counted.length; row++) {
      if (counted[row]) {
        for (int j = 0; j < n; j++) {
          int at = row * n + j;
          sum += error.value(prediction.data()[at], target.data()[at], j);
        }
        count += n;
      }
    }
    Tape tape = prediction.tape();
    Variable loss = tape.output(Shape.of(), prediction);
    loss.data()[0] = count == 0 ? 0f : (float) (sum / count);
    float share = count == 0 ? 0f : 1f / count;
    tape.record(
        () -> {
          float scale = loss.gradient()[0] * share;
          float[] gradient = prediction.gradient();
          for (int row = 0; row < counted.length; row++) {
            if (counted[row]) {
              for (int j = 0; j < n; j++) {
                int at = row * n + j;
                gradient[at] += scale * error.slope(prediction.data()[at], target.data()[at], j);
              }
            }
          }
        },
        loss);
    return loss;
  }

  /** Which rows of a value count: all, or the real steps of time-major sequences. */
  static boolean[] countedRows(Shape shape, @Nullable Lengths lengths) {
    if (lengths != null && shape.rank() == 3) {
      lengths.check("A loss over sequences", shape.dim(1), shape.dim(0));
    }
    boolean[] counted = new boolean[shape.rows()];
    int batch = shape.rank() == 3 ? shape.dim(1) : 0;
    for (int row = 0; row < counted.length; row++) {
      counted[row] = lengths == null || shape.rank() != 3 || row / batch < lengths.of(row % batch);
    }
    return counted;
  }
}
