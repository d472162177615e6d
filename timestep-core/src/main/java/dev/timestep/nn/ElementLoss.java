package dev.timestep.nn;

import dev.timestep.autograd.Op;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The mean of an error over the elements of a prediction, summed in double precision in one order.
 */
final class ElementLoss implements Op {
  /** An error of one element, and its slope with respect to the prediction. */
  interface Error {
    double value(float prediction, float target, int column);

    float slope(float prediction, float target, int column);
  }

  private final Error error;
  private final Variable prediction;
  private final Variable loss;
  private final boolean[] counted;
  private Tensor target;
  private @Nullable Lengths lengths;

  /** One by the number of elements that count. */
  private float share;

  private ElementLoss(Error error, Variable prediction, Tensor target) {
    this.error = error;
    this.prediction = prediction;
    this.target = target;
    this.counted = new boolean[prediction.shape().rows()];
    this.loss = prediction.tape().output(Shape.of(), prediction);
  }

  /**
   * The loss.
   *
   * @param name for messages
   * @param target of the prediction's shape
   */
  static Variable apply(
      String name, Error error, Variable prediction, Tensor target, @Nullable Lengths lengths) {
    Tape tape = prediction.tape();
    if (tape.kept() instanceof ElementLoss op
        && op.prediction == prediction
        && op.error.equals(error)
        && op.target.shape().equals(target.shape())) {
      op.target = target;
      op.lengths = lengths;
      tape.repeat(op);
      return op.loss;
    }
    Shape shape = prediction.shape();
    if (!shape.equals(target.shape())) {
      throw new IllegalArgumentException(
          "The loss "
              + name
              + " expects targets of the predictions' shape "
              + Recurrent.batchFirst(shape)
              + "; received "
              + batchFirst(target.shape(), shape)
              + (target.shape().size() == shape.size()
                  ? ". Reshape them: targets.reshape(" + sizes(Recurrent.batchFirst(shape)) + ")."
                  : ". Check the last layer's width and the number of target columns."));
    }
    ElementLoss op = new ElementLoss(error, prediction, target);
    op.lengths = lengths;
    tape.run(op, op.loss);
    return op.loss;
  }

  @Override
  public void forward() {
    countRows(prediction.shape(), lengths, counted);
    int n = prediction.shape().last();
    float[] predictions = prediction.data();
    float[] targets = target.data();
    double sum = 0;
    long count = 0;
    for (int row = 0; row < counted.length; row++) {
      if (counted[row]) {
        for (int j = 0; j < n; j++) {
          int at = row * n + j;
          sum += error.value(predictions[at], targets[at], j);
        }
        count += n;
      }
    }
    loss.data()[0] = count == 0 ? 0f : (float) (sum / count);
    share = count == 0 ? 0f : 1f / count;
  }

  @Override
  public void backward() {
    float scale = loss.gradient()[0] * share;
    int n = prediction.shape().last();
    float[] predictions = prediction.data();
    float[] targets = target.data();
    float[] gradient = prediction.gradient();
    for (int row = 0; row < counted.length; row++) {
      if (counted[row]) {
        for (int j = 0; j < n; j++) {
          int at = row * n + j;
          gradient[at] += scale * error.slope(predictions[at], targets[at], j);
        }
      }
    }
  }

  /** The sizes of {@code "[4, 7]"} as arguments. */
  static String sizes(String shape) {
    return shape.substring(1, shape.length() - 1);
  }

  /** A target's shape as users have it: turned where the predictions are time-major sequences. */
  static String batchFirst(Shape target, Shape prediction) {
    return prediction.rank() == 3 && target.rank() >= 2
        ? target.with(0, target.dim(1)).with(1, target.dim(0)).toString()
        : target.toString();
  }

  /** How many rows of a value count: all, or the real steps of time-major sequences. */
  static long counted(Shape shape, @Nullable Lengths lengths) {
    return lengths == null || shape.rank() != 3 ? shape.rows() : lengths.total();
  }

  /** Marks which rows of a value count: all, or the real steps of time-major sequences. */
  static void countRows(Shape shape, @Nullable Lengths lengths, boolean[] counted) {
    if (lengths == null || shape.rank() != 3) {
      Arrays.fill(counted, true);
      return;
    }
    lengths.check("A loss over sequences", shape.dim(1), shape.dim(0));
    int batch = shape.dim(1);
    for (int row = 0; row < counted.length; row++) {
      counted[row] = row / batch < lengths.at(row % batch);
    }
  }
}
