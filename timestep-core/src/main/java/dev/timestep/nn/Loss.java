package dev.timestep.nn;

import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How far predictions are from their targets, as a scalar: the mean over all elements that count.
 *
 * <p>For sequences ({@code [time, batch, n]}) with lengths, steps past a sequence's length do not
 * count, whatever they contain.
 */
@FunctionalInterface
public interface Loss {
  /**
   * The mean loss.
   *
   * @param prediction {@code [batch, n]} or time-major {@code [time, batch, n]}
   * @param target of the same layout; class indices drop the last axis
   * @param lengths real steps of each sequence, or null when all count
   */
  Variable apply(Variable prediction, Tensor target, @Nullable Lengths lengths);

  /**
   * What the mean is over: the number of real steps of sequences, of examples otherwise. Means of
   * several batches are combined by it. Override it in a loss that is the mean over something else,
   * for example over sequences; a factor that all batches share does not matter.
   *
   * @param prediction as in {@link #apply}
   * @param lengths as in {@link #apply}
   */
  default double weight(Variable prediction, @Nullable Lengths lengths) {
    return ElementLoss.counted(prediction.shape(), lengths);
  }
}
