package dev.timestep.nn;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Softmax and cross-entropy in one: loss = ln Σ e^x − x[class], the mean over rows that count.
 *
 * <p>Backward: dx = (softmax x − onehot(class)) / rows. The exponentials are computed again there:
 * with thousands of classes that takes no longer than to write them down and read them back.
 */
final class SoftmaxCrossEntropy {
  /** Multiply-adds that one exponential is worth, roughly. */
  private static final long COST = 16;

  private SoftmaxCrossEntropy() {}

  static Variable apply(Variable logits, Tensor target, @Nullable Lengths lengths) {
    Shape shape = logits.shape();
    int rows = shape.rows();
    int classes = shape.last();
    checkTarget(shape, target);
    boolean[] counted = ElementLoss.countedRows(shape, lengths);
    Tape tape = logits.tape();
    float[] x = logits.data();
    float[] max = tape.take(rows);
    float[] total = tape.take(rows);
    tape.engine()
        .forRows(
            rows,
            classes * COST,
            (from, to) -> {
              for (int row = from; row < to; row++) {
                if (counted[row]) {
                  max[row] = tape.kernels().max(classes, x, row * classes);
                  total[row] = tape.kernels().sumExp(classes, max[row], x, row * classes);
                }
              }
            });
    double sum = 0;
    long count = 0;
    for (int row = 0; row < rows; row++) {
      if (counted[row]) {
        int label = label(target, row, classes);
        sum += Math.log(total[row]) + ((double) max[row] - x[row * classes + label]);
        count++;
      }
    }
    Variable loss = tape.output(Shape.of(), logits);
    loss.data()[0] = count == 0 ? 0f : (float) (sum / count);
    float share = count == 0 ? 0f : 1f / count;
    tape.record(
        () -> {
          float scale = loss.gradient()[0] * share;
          float[] dx = logits.gradient();
          tape.engine()
              .forRows(
                  rows,
                  classes * COST,
                  (from, to) -> {
                    for (int row = from; row < to; row++) {
                      if (counted[row]) {
                        int at = row * classes;
                        float alpha = scale / total[row];
                        tape.kernels().addScaledExp(classes, alpha, max[row], x, at, dx, at);
                        dx[at + label(target, row, classes)] -= scale;
                      }
                    }
                  });
        },
        loss);
    return loss;
  }

  private static void checkTarget(Shape logits, Tensor target) {
    if (logits.rank() == 0) {
      throw new IllegalArgumentException(
          "Softmax cross-entropy expects logits [.., classes]; received a scalar.");
    }
    int[] wanted = Arrays.copyOf(logits.toArray(), logits.rank() - 1);
    if (!target.shape().equals(Shape.of(wanted))) {
      throw new IllegalArgumentException(
          "Softmax cross-entropy over logits "
              + Recurrent.batchFirst(logits)
              + " expects class indices "
              + (wanted.length == 2 ? "[batch, time]" : Arrays.toString(wanted))
              + "; received the shape "
              + target.shape()
              + ". Targets are class numbers, not one-hot rows.");
    }
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
