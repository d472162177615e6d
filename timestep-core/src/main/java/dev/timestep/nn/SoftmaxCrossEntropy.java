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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Softmax and cross-entropy in one: loss = ln Σ e^x − x[class], the mean over rows that count,
 * weighted by w, that of the row times that of its class.
 *
 * <p>Backward: dx = w · (softmax x − onehot(class)) / Σ w. The exponentials are computed again
 * there: with thousands of classes that takes no longer than storing them and reading them back.
 */
final class SoftmaxCrossEntropy implements Op {
  /** Multiply-adds that one exponential is worth, roughly. */
  private static final long COST = 16;

  private final Variable logits;
  private final Variable loss;
  private final int rows;
  private final int classes;
  private final @Nullable ClassWeights classWeights;

  /** How much each row counts. */
  private final float[] weights;

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
  private @Nullable Tensor sampleWeights;

  /** One by the sum of the weights. */
  private float share;

  private SoftmaxCrossEntropy(Variable logits, Tensor target, @Nullable ClassWeights classWeights) {
    Tape tape = logits.tape();
    this.logits = logits;
    this.target = target;
    this.classWeights = classWeights;
    this.rows = logits.shape().rows();
    this.classes = logits.shape().last();
    this.weights = new float[rows];
    this.max = tape.take(rows);
    this.total = tape.take(rows);
    this.loss = tape.output(Shape.of(), logits);
  }

  static Variable apply(
      @Nullable ClassWeights classWeights,
      Variable logits,
      Tensor target,
      @Nullable Lengths lengths,
      @Nullable Tensor sampleWeights) {
    Tape tape = logits.tape();
    if (tape.kept() instanceof SoftmaxCrossEntropy op
        && op.logits == logits
        && Objects.equals(op.classWeights, classWeights)
        && op.target.shape().equals(target.shape())) {
      op.target = target;
      op.lengths = lengths;
      op.sampleWeights = sampleWeights;
      tape.repeat(op);
      return op.loss;
    }
    checkTarget(logits.shape(), target);
    checkClasses(logits.shape(), classWeights);
    SoftmaxCrossEntropy op = new SoftmaxCrossEntropy(logits, target, classWeights);
    op.lengths = lengths;
    op.sampleWeights = sampleWeights;
    tape.run(op, op.loss);
    return op.loss;
  }

  /** Σ w over the rows, each weighed by its class too. */
  static double weight(
      ClassWeights classWeights,
      Shape logits,
      Tensor target,
      @Nullable Lengths lengths,
      @Nullable Tensor sampleWeights) {
    float[] weights = new float[logits.rows()];
    RowWeights.fill(logits, lengths, sampleWeights, weights);
    weighClasses(classWeights, target, logits.last(), weights);
    double total = 0;
    for (float weight : weights) {
      total += weight;
    }
    return total;
  }

  private static void weighClasses(
      ClassWeights classWeights, Tensor target, int classes, float[] weights) {
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] > 0) {
        weights[row] *= classWeights.of(label(target, row, classes));
      }
    }
  }

  @Override
  public void forward() {
    RowWeights.fill(logits.shape(), lengths, sampleWeights, weights);
    if (classWeights != null) {
      weighClasses(classWeights, target, classes, weights);
    }
    logits.tape().engine().forRows(rows, classes * COST, summing);
    float[] x = logits.data();
    double sum = 0;
    double all = 0;
    for (int row = 0; row < rows; row++) {
      if (weights[row] > 0) {
        int label = label(target, row, classes);
        sum +=
            weights[row] * (Math.log(total[row]) + ((double) max[row] - x[row * classes + label]));
        all += weights[row];
      }
    }
    loss.data()[0] = all == 0 ? 0f : (float) (sum / all);
    share = all == 0 ? 0f : (float) (1 / all);
  }

  private void sumRows(int from, int to) {
    Kernels kernels = logits.tape().kernels();
    float[] x = logits.data();
    for (int row = from; row < to; row++) {
      if (weights[row] > 0) {
        max[row] = kernels.reductions().max(classes, x, row * classes);
        total[row] = kernels.exponentials().sumExp(classes, max[row], x, row * classes);
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
      if (weights[row] > 0) {
        float own = scale * weights[row];
        kernels.exponentials().addScaledExp(classes, own / total[row], max[row], x, at, dx, at);
        dx[at + label(target, row, classes)] -= own;
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
      String expected = RowWeights.batchFirst(wanted, logits);
      throw new IllegalArgumentException(
          "Softmax cross-entropy over logits "
              + Recurrent.batchFirst(logits)
              + " expects class numbers "
              + expected
              + "; received targets "
              + RowWeights.batchFirst(target.shape(), logits)
              + ". "
              + advice(logits, target.shape(), wanted, expected));
    }
  }

  private static void checkClasses(Shape logits, @Nullable ClassWeights classWeights) {
    if (classWeights != null && classWeights.classes() != logits.last()) {
      throw new IllegalArgumentException(
          "Softmax cross-entropy over logits "
              + Recurrent.batchFirst(logits)
              + " expects "
              + logits.last()
              + " class weights; received "
              + classWeights.classes()
              + ". Give one weight for each unit of the last layer.");
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
              + ". "
              + labelAdvice(value, classes));
    }
    return label;
  }

  private static String labelAdvice(float value, int classes) {
    if (value == classes) {
      return "Number the classes from 0: subtract 1 if they are numbered from 1; if there is one"
          + " class more, give the last layer a unit for it.";
    }
    if (value != Math.rint(value)) {
      return "A class number is whole: check that the targets are classes and were not scaled; for"
          + " numbers use a loss such as mse.";
    }
    return "Number the classes from 0, and give the last layer a unit for each.";
  }
}
