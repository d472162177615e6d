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
 *
 * <p>With sample weights it is the weighted mean Σ w·loss / Σ w: a case of weight 2 counts as much
 * as the same case given twice, and one of weight 0 not at all. All losses of {@link Losses} take
 * them.
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
   * The weighted mean loss. A loss that does not override this takes no weights.
   *
   * @param prediction as above
   * @param target as above
   * @param lengths as above
   * @param sampleWeights one for each sequence, {@code [batch]}, or for each of its steps,
   *     time-major {@code [time, batch]}; each finite and 0 or more; null when all count alike
   */
  default Variable apply(
      Variable prediction,
      Tensor target,
      @Nullable Lengths lengths,
      @Nullable Tensor sampleWeights) {
    if (sampleWeights == null) {
      return apply(prediction, target, lengths);
    }
    throw new IllegalArgumentException(
        "The loss "
            + this
            + " does not take sample weights. Leave them out of the dataset, use a loss of Losses,"
            + " or override Loss.apply(prediction, target, lengths, sampleWeights).");
  }

  /**
   * What the mean is over: the number of real steps of sequences, of examples otherwise. Means of
   * several batches are combined by it. Override it in a loss that is the mean over something else,
   * for example over sequences; a factor that all batches share does not matter.
   *
   * @param prediction as in {@link #apply(Variable, Tensor, Lengths)}
   * @param lengths as there
   */
  default double weight(Variable prediction, @Nullable Lengths lengths) {
    return ElementLoss.counted(prediction.shape(), lengths);
  }

  /**
   * What the weighted mean is over: Σ w. Override it in a loss whose weights depend on the target.
   *
   * @param prediction as in {@link #apply(Variable, Tensor, Lengths, Tensor)}
   * @param target as there
   * @param lengths as there
   * @param sampleWeights as there
   */
  default double weight(
      Variable prediction,
      Tensor target,
      @Nullable Lengths lengths,
      @Nullable Tensor sampleWeights) {
    return sampleWeights == null
        ? weight(prediction, lengths)
        : RowWeights.total(prediction.shape(), lengths, sampleWeights);
  }

  /**
   * The settings of the loss that a checkpoint holds, in one line that is the same in every JVM:
   * training resumes only under the same ones. Empty by default.
   */
  default String describe() {
    return "";
  }
}
