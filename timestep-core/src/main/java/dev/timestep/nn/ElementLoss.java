package dev.timestep.nn;

import dev.timestep.autograd.Op;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean of an error over the elements of a prediction, summed in double precision: the elements
 * of a row in their order, then the rows in theirs, on any number of threads.
 */
final class ElementLoss implements Op {
  /** An error of one element, and its slope with respect to the prediction. */
  interface Error {
    double value(float prediction, float target, int column);

    float slope(float prediction, float target, int column);

    /** The weights of the classes that the targets are; null when all elements count alike. */
    default @Nullable ClassWeights classes() {
      return null;
    }

    /** How much the element counts; of two classes, for example, the rarer may count more. */
    default float weight(float target, int column) {
      return 1f;
    }
  }

  /** Multiply-adds that take as long as an element, roughly. */
  private static final int COST = 8;

  private final Error error;
  private final Variable prediction;
  private final Variable loss;

  /** How much each row counts. */
  private final float[] rows;

  /** Of the elements of each row: their errors and their weights. */
  private final double[] sums;

  private final double[] weights;
  private final Engine.RowWork addUp = this::addUp;
  private final Engine.RowWork slopes = this::slopes;

  private Tensor target;
  private @Nullable Lengths lengths;
  private @Nullable Tensor sampleWeights;

  /** One by the sum of the weights of the elements. */
  private float share;

  private ElementLoss(Error error, Variable prediction, Tensor target) {
    this.error = error;
    this.prediction = prediction;
    this.target = target;
    this.rows = new float[prediction.shape().rows()];
    this.sums = new double[rows.length];
    this.weights = new double[rows.length];
    this.loss = prediction.tape().output(Shape.of(), prediction);
  }

  /**
   * The loss.
   *
   * @param name for messages
   * @param target of the prediction's shape
   * @param sampleWeights as in {@link Loss#apply(Variable, Tensor, Lengths, Tensor)}
   */
  static Variable apply(
      String name,
      Error error,
      Variable prediction,
      Tensor target,
      @Nullable Lengths lengths,
      @Nullable Tensor sampleWeights) {
    Tape tape = prediction.tape();
    if (tape.kept() instanceof ElementLoss op
        && op.prediction == prediction
        && op.error.equals(error)
        && op.target.shape().equals(target.shape())) {
      op.target = target;
      op.lengths = lengths;
      op.sampleWeights = sampleWeights;
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
              + RowWeights.batchFirst(target.shape(), shape)
              + (target.shape().size() == shape.size()
                  ? ". Reshape them: targets.reshape(" + sizes(Recurrent.batchFirst(shape)) + ")."
                  : ". Check the last layer's width and the number of target columns."));
    }
    ElementLoss op = new ElementLoss(error, prediction, target);
    op.lengths = lengths;
    op.sampleWeights = sampleWeights;
    tape.run(op, op.loss);
    return op.loss;
  }

  @Override
  public void forward() {
    RowWeights.fill(prediction.shape(), lengths, sampleWeights, rows);
    forRows(addUp);
    double sum = 0;
    double total = 0;
    for (int row = 0; row < rows.length; row++) {
      sum += sums[row];
      total += weights[row];
    }
    loss.data()[0] = total == 0 ? 0f : (float) (sum / total);
    share = total == 0 ? 0f : (float) (1 / total);
  }

  private void forRows(Engine.RowWork work) {
    long cost = (long) COST * prediction.shape().last();
    prediction.tape().engine().forRows(rows.length, cost, work);
  }

  private void addUp(int from, int to) {
    int n = prediction.shape().last();
    float[] predictions = prediction.data();
    float[] targets = target.data();
    for (int row = from; row < to; row++) {
      double sum = 0;
      double total = 0;
      double counts = rows[row];
      int end = counts > 0 ? n : 0;
      for (int j = 0; j < end; j++) {
        int at = row * n + j;
        double weight = counts * error.weight(targets[at], j);
        sum += weight * error.value(predictions[at], targets[at], j);
        total += weight;
      }
      sums[row] = sum;
      weights[row] = total;
    }
  }

  @Override
  public void backward() {
    prediction.gradient();
    forRows(slopes);
  }

  private void slopes(int from, int to) {
    float scale = loss.gradient()[0] * share;
    int n = prediction.shape().last();
    float[] predictions = prediction.data();
    float[] targets = target.data();
    float[] gradient = prediction.gradient();
    for (int row = from; row < to; row++) {
      float counts = rows[row];
      int end = counts > 0 ? n : 0;
      for (int j = 0; j < end; j++) {
        int at = row * n + j;
        float weight = counts * error.weight(targets[at], j);
        gradient[at] += scale * weight * error.slope(predictions[at], targets[at], j);
      }
    }
  }

  /** Σ of the weights of all elements. */
  static double weight(
      Error error,
      Shape prediction,
      Tensor target,
      @Nullable Lengths lengths,
      @Nullable Tensor sampleWeights) {
    float[] rows = new float[prediction.rows()];
    RowWeights.fill(prediction, lengths, sampleWeights, rows);
    int n = prediction.last();
    double total = 0;
    for (int row = 0; row < rows.length; row++) {
      for (int j = 0; j < n && rows[row] > 0; j++) {
        total += (double) rows[row] * error.weight(target.data()[row * n + j], j);
      }
    }
    return total;
  }

  /** The sizes of {@code "[4, 7]"} as arguments. */
  static String sizes(String shape) {
    return shape.substring(1, shape.length() - 1);
  }

  /** How many rows of a value count: all, or the real steps of time-major sequences. */
  static long counted(Shape shape, @Nullable Lengths lengths) {
    return lengths == null || shape.rank() != 3 ? shape.rows() : lengths.total();
  }
}
