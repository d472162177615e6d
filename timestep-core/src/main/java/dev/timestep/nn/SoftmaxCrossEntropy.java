package dev.timestep.nn;

import dev.timestep.autograd.Op;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Softmax and cross-entropy in one: loss = ln Σ e^x − x[class], the mean over rows that count.
 *
 * <p>Backward: dx = (softmax x − onehot(class)) / rows. The exponentials are computed again there:
 * with thousands of classes that takes no longer than storing them and reading them back.
 */
final class SoftmaxCrossEntropy implements Op {
  /** Multiply-adds that one exponential is worth, roughly. */
  private static final long COST = 16;

  private final Variable logits;
  private final Variable loss;
  private final int rows;
  private final int classes;
  private final boolean[] counted;

  /** The largest logit of each row. */
  private final float[] max;

  /** Σ e^(x − max) of each row. */
  private final float[] total;

  private final Engine.RowWork summing = this::sumRows;
  private final Engine.RowWork gradient = this::gradientOfRows;
  private Tensor target;

  /** Whether nobody has added to the gradient of the logits before. */
  private boolean first;

  private @Nullable Lengths lengths;

  /** One by the number of rows that count. */
  private float share;

  private SoftmaxCrossEntropy(Variable logits, Tensor target) {
    Tape tape = logits.tape();
    this.logits = logits;
    this.target = target;
    this.rows = logits.shape().rows();
    this.classes = logits.shape().last();
    this.counted = new boolean[rows];
    this.max = tape.take(rows);
    this.total = tape.take(rows);
    this.loss = tape.output(Shape.of(), logits);
  }

  static Variable apply(Variable logits, Tensor target, @Nullable Lengths lengths) {
    Tape tape = logits.tape();
    if (tape.kept() instanceof SoftmaxCrossEntropy op
        && op.logits == logits
        && op.target.shape().equals(target.shape())) {
      op.target = target;
      op.lengths = lengths;
      tape.repeat(op);
      return op.loss;
    }
    checkTarget(logits.shape(), target);
    SoftmaxCrossEntropy op = new SoftmaxCrossEntropy(logits, target);
    op.lengths = lengths;
    tape.run(op, op.loss);
    return op.loss;
  }

  @Override
  public void forward() {
    ElementLoss.countRows(logits.shape(), lengths, counted);
    logits.tape().engine().forRows(rows, classes * COST, summing);
    float[] x = logits.data();
    double sum = 0;
    long count = 0;
    for (int row = 0; row < rows; row++) {
      if (counted[row]) {
        int label = label(target, row, classes);
        sum += Math.log(total[row]) + ((double) max[row] - x[row * classes + label]);
        count++;
      }
    }
    loss.data()[0] = count == 0 ? 0f : (float) (sum / count);
    share = count == 0 ? 0f : 1f / count;
  }

  private void sumRows(int from, int to) {
    Kernels kernels = logits.tape().kernels();
    float[] x = logits.data();
    for (int row = from; row < to; row++) {
      if (counted[row]) {
        max[row] = kernels.max(classes, x, row * classes);
        total[row] = kernels.sumExp(classes, max[row], x, row * classes);
      }
    }
  }

  @Override
  public void backward() {
    first = logits.startGradient();
    logits.tape().engine().forRows(rows, classes * COST, gradient);
  }

  private void gradientOfRows(int from, int to) {
    Kernels kernels = logits.tape().kernels();
    float scale = loss.gradient()[0] * share;
    float[] x = logits.data();
    float[] dx = logits.gradient();
    for (int row = from; row < to; row++) {
      int at = row * classes;
      if (first) {
        Arrays.fill(dx, at, at + classes, 0f);
      }
      if (counted[row]) {
        kernels.addScaledExp(classes, scale / total[row], max[row], x, at, dx, at);
        dx[at + label(target, row, classes)] -= scale;
      }
    }
  }

  private static void checkTarget(Shape logits, Tensor target) {
    if (logits.rank() == 0) {
      throw new IllegalArgumentException(
          "Softmax cross-entropy expects logits [.., classes]; received a scalar.");
    }
    if (logits.last() == 1) {
      throw new IllegalArgumentException(
          "Softmax cross-entropy expects logits of two classes or more; received "
              + Recurrent.batchFirst(logits)
              + ", of which a softmax is always 1. Give the last layer a unit for each class, or"
              + " use binaryCrossEntropy for a yes or no.");
    }
    Shape wanted = Shape.of(Arrays.copyOf(logits.toArray(), logits.rank() - 1));
    if (!target.shape().equals(wanted)) {
      String expected = ElementLoss.batchFirst(wanted, logits);
      throw new IllegalArgumentException(
          "Softmax cross-entropy over logits "
              + Recurrent.batchFirst(logits)
              + " expects class numbers "
              + expected
              + "; received targets "
              + ElementLoss.batchFirst(target.shape(), logits)
              + ". "
              + advice(logits, target.shape(), wanted, expected));
    }
  }

  private static String advice(Shape logits, Shape target, Shape wanted, String expected) {
    if (target.equals(logits)) {
      return "Give the number of each row's class rather than a one-hot row.";
    }
    if (target.size() == wanted.size()) {
      return "Reshape them: targets.reshape(" + ElementLoss.sizes(expected) + ").";
    }
    return "Give one class number for each row of logits; a model that returns one answer per"
        + " sequence has one per sequence, a model that answers every step has one per"
        + " step.";
  }

  private static int label(Tensor target, int row, int classes) {
    float value = target.data()[row];
    int label = (int) value;
    if (label != value || label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "Softmax cross-entropy over "
              + classes
              + " classes expects class indices from 0 to "
              + (classes - 1)
              + "; received "
              + value
              + " at row "
              + row
              + ". Number the classes from 0, and give the last layer a unit for each.");
    }
    return label;
  }
}
