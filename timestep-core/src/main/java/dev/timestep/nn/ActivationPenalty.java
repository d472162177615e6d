package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Settings;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes its input on and adds to the training loss a penalty on large and fast-changing
 * activations (Merity, McCann and Socher 2017).
 *
 * <pre>
 * α · mean(h_t²) + β · mean((h_{t+1} − h_t)²)
 * </pre>
 *
 * <p>The means are over the numbers of real steps; a value without a time axis has the first term
 * only. The paper takes α after dropout and β before it: two of these layers. Keras has the first
 * as {@code activity_regularizer}. The loss of a validation does not hold it.
 *
 * @param activation α, activation regularisation; 2 in the paper
 * @param temporal β, temporal activation regularisation; 1 in the paper
 */
public record ActivationPenalty(double activation, double temporal) implements Layer, LayerConfig {
  public ActivationPenalty {
    Settings.of("ActivationPenalty").finite("activation", activation).finite("temporal", temporal);
    if (!(activation >= 0 && temporal >= 0)) {
      throw new IllegalArgumentException(
          "ActivationPenalty expects two weights of 0 or more; received "
              + activation
              + " and "
              + temporal
              + ".");
    }
  }

  @Override
  public String kind() {
    return "activation_penalty";
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return new LinkedHashMap<>();
  }

  @Override
  public Streaming streaming() {
    return Streaming.stepwise(this);
  }

  @Override
  public Signal forward(Tape tape, Signal input) {
    Inputs.checkAny(this, input);
    Variable h = input.value();
    Lengths lengths = input.isSequence() ? input.lengths() : null;
    if (tape.isTraining() && activation > 0) {
      Variable square = meanSquare(h, lengths).multiply((float) activation);
      tape.penalize(square, ElementLoss.counted(h.shape(), lengths));
    }
    if (tape.isTraining() && temporal > 0 && input.isSequence()) {
      penalizeChange(tape, h, lengths);
    }
    return input;
  }

  private void penalizeChange(Tape tape, Variable h, @Nullable Lengths lengths) {
    int time = h.shape().dim(0);
    if (time < 2) {
      // Every batch has the same penalties: this one is a mean over nothing.
      tape.penalize(tape.constant(0f), 0);
    } else {
      Variable change = h.slice(0, 1, time).subtract(h.slice(0, 0, time - 1));
      Lengths shorter = lengths == null ? null : oneLess(lengths);
      Variable square = meanSquare(change, shorter).multiply((float) temporal);
      tape.penalize(square, ElementLoss.counted(change.shape(), shorter));
    }
  }

  private static Variable meanSquare(Variable x, @Nullable Lengths lengths) {
    return lengths == null
        ? x.square().mean()
        : Losses.mse().apply(x, Tensor.zeros(x.shape().toArray()), lengths);
  }

  private static Lengths oneLess(Lengths lengths) {
    return Lengths.of(IntStream.of(lengths.toArray()).map(n -> Math.max(0, n - 1)).toArray());
  }

  @Override
  public int outputFeatures(int features) {
    return features;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return this;
  }
}
