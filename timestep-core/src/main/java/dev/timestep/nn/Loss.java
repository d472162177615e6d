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
}
