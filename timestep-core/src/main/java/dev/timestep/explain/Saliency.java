package dev.timestep.explain;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layer;
import dev.timestep.nn.Signal;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which steps and features moved one answer of a network: gradients of the answer by its inputs.
 *
 * <pre>
 * gradient × input        s = x ⊙ ∂y/∂x                             (Shrikumar et al. 2016)
 * integrated gradients    s = x ⊙ 1/n Σ_k ∂y/∂x at (k − ½)/n · x    (Sundararajan et al. 2017)
 * </pre>
 *
 * <p>Both measure from an input of zeros, which is the mean of scaled inputs. The second sums up to
 * y(x) − y(0) as n grows and sees past saturated gates; it costs n times the first.
 *
 * <pre>{@code
 * Tensor moved = Saliency.of(model, Engine.standard()).gradientTimesInput(inputs, null, new int[] {1});
 * }</pre>
 *
 * <p>Above 0: the value speaks for the answer. Below 0: against it. What stands past a length is
 * exactly 0. Dropout is off, and the gradients of the model's weights stay as they are.
 */
public final class Saliency {
  private final Layer model;
  private final Engine engine;

  private Saliency(Layer model, Engine engine) {
    this.model = model;
    this.engine = engine;
  }

  /**
   * The saliency of a model's answers.
   *
   * @param model that returns [batch, answers] for [batch, time, features]
   */
  public static Saliency of(Layer model, Engine engine) {
    return new Saliency(model, engine);
  }

  /**
   * Gradient × input.
   *
   * @param inputs [batch, time, features]
   * @param lengths real steps of each sequence; null when all are full
   * @param answers for each sequence which of its answers, from 0: the logit of the class that won
   * @return [batch, time, features]
   * @throws IllegalArgumentException when the shapes do not fit
   */
  public Tensor gradientTimesInput(Tensor inputs, @Nullable Lengths lengths, int... answers) {
    check(inputs, lengths, answers);
    Tensor x = timeMajor(inputs, lengths);
    return times(x, gradient(x, lengths, answers), lengths);
  }

  /**
   * Integrated gradients from an input of zeros.
   *
   * @param points n, 1 or more; 32 come close
   * @param inputs [batch, time, features]
   * @param lengths real steps of each sequence; null when all are full
   * @param answers for each sequence which of its answers, from 0
   * @return [batch, time, features]
   * @throws IllegalArgumentException when the shapes do not fit
   */
  public Tensor integratedGradients(
      int points, Tensor inputs, @Nullable Lengths lengths, int... answers) {
    if (points < 1) {
      throw new IllegalArgumentException(
          "Integrated gradients expect 1 point or more; received " + points + ".");
    }
    check(inputs, lengths, answers);
    Tensor x = timeMajor(inputs, lengths);
    double[] sum = new double[x.data().length];
    for (int k = 0; k < points; k++) {
      float share = (k + 0.5f) / points;
      Tensor between = x.copy();
      for (int at = 0; at < sum.length; at++) {
        between.data()[at] *= share;
      }
      float[] gradient = gradient(between, lengths, answers);
      for (int at = 0; at < sum.length; at++) {
        sum[at] += gradient[at];
      }
    }
    float[] mean = new float[sum.length];
    for (int at = 0; at < mean.length; at++) {
      mean[at] = (float) (sum[at] / points);
    }
    return times(x, mean, lengths);
  }

  private void check(Tensor inputs, @Nullable Lengths lengths, int... answers) {
    Shape shape = inputs.shape();
    if (shape.rank() != 3) {
      throw new IllegalArgumentException(
          "Saliency expects inputs [batch, time, features]; received "
              + shape
              + ". Token ids have no gradient.");
    }
    if (answers.length != shape.dim(0)) {
      throw new IllegalArgumentException(
          "Saliency expects the number of an answer for each of "
              + shape.dim(0)
              + " sequences; received "
              + answers.length
              + ".");
    }
    if (lengths != null) {
      lengths.check("Saliency", shape.dim(0), shape.dim(1));
    }
  }

  /** The inputs with zeros past each length, so that whatever stands there cannot matter. */
  private static Tensor timeMajor(Tensor inputs, @Nullable Lengths lengths) {
    Tensor x = inputs.swapBatchAndTime();
    return lengths == null ? x : cleared(x, lengths);
  }

  private static Tensor cleared(Tensor timeMajor, Lengths lengths) {
    int time = timeMajor.shape().dim(0);
    int batch = timeMajor.shape().dim(1);
    int width = timeMajor.shape().dim(2);
    for (int b = 0; b < batch; b++) {
      for (int t = lengths.at(b); t < time; t++) {
        int from = (t * batch + b) * width;
        Arrays.fill(timeMajor.data(), from, from + width, 0f);
      }
    }
    return timeMajor;
  }

  /** ∂y/∂x of each sequence's own answer, time-major. */
  private float[] gradient(Tensor x, @Nullable Lengths lengths, int... answers) {
    Tape tape = Tape.recording(engine);
    // As constants the weights take up no gradient: a caller may be in the midst of training them.
    model
        .parameters()
        .values()
        .forEach(weight -> tape.replace(weight, _ -> tape.constant(weight.value())));
    Variable input = tape.input(x);
    Variable y = model.forward(tape, new Signal(input, lengths)).value();
    tape.backward(y.multiply(tape.constant(chosen(y.shape(), answers))).sum());
    return input.hasGradient() ? input.gradient() : new float[x.data().length];
  }

  private static Tensor chosen(Shape y, int... answers) {
    if (y.rank() != 2) {
      throw new IllegalArgumentException(
          "Saliency expects a model that gives [batch, answers]; received one that gives "
              + (y.rank() == 3 ? "an answer for each step" : y)
              + ". Pool its steps first.");
    }
    Tensor chosen = Tensor.zeros(y.toArray());
    for (int b = 0; b < answers.length; b++) {
      if (answers[b] < 0 || answers[b] >= y.last()) {
        throw new IllegalArgumentException(
            "Saliency expects answers from 0 to "
                + (y.last() - 1)
                + "; received "
                + answers[b]
                + " for sequence "
                + b
                + ".");
      }
      chosen.set(1f, b, answers[b]);
    }
    return chosen;
  }

  private static Tensor times(Tensor x, float[] gradient, @Nullable Lengths lengths) {
    Tensor product = x.copy();
    for (int at = 0; at < product.data().length; at++) {
      product.data()[at] *= gradient[at];
    }
    return (lengths == null ? product : cleared(product, lengths)).swapBatchAndTime();
  }
}
