package dev.timestep.nn;

import dev.timestep.autograd.RowOps;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Mask;
import dev.timestep.tensor.Mask.Fill;
import org.jspecify.annotations.Nullable;

/**
 * The way back from the real steps of a mask to all steps. A masked step repeats the last output
 * that the layer computed before it: the output before it or, in a layer that reads backward, the
 * output after it.
 *
 * @param mask the real steps
 * @param zeros zeros at masked steps instead
 * @param lengths where the sequences ended before they were masked; zeros past them
 */
record Expansion(Mask mask, boolean zeros, @Nullable Lengths lengths) {

  /**
   * What a layer returns for compacted steps, at the places of the mask.
   *
   * @throws IllegalArgumentException when it makes more or fewer steps
   */
  Signal run(Tape tape, Layer layer, Signal compact) {
    return switch (layer) {
      case Bidirectional<?, ?> both -> both.forward(tape, compact, this);
      case RecurrentStack stack -> stack.forward(tape, compact, this);
      case Recurrent<?> one -> all(one.forward(tape, compact), one.readsBackward());
      case SkipLayer one -> all(one.forward(tape, compact), one.readsBackward());
      default -> all(layer.forward(tape, compact), false);
    };
  }

  private Signal all(Signal output, boolean backward) {
    return output.isSequence() ? output.with(at(output.value(), backward)) : output;
  }

  /** Outputs of compacted steps at the places of the mask. */
  Variable at(Variable outputs, boolean backward) {
    int time = mask.time();
    int batch = mask.batch();
    if (outputs.shape().dim(0) != time) {
      throw new IllegalArgumentException(
          "Masking expects a layer that answers each step or once per sequence; received one that"
              + " returns "
              + outputs.shape().dim(0)
              + " steps of "
              + time
              + ". Put it before or behind the masked layer, or use Padding.SAME and a stride of"
              + " 1.");
    }
    int[] rows = mask.expandRows(zeros ? Fill.ZEROS : backward ? Fill.AFTER : Fill.BEFORE);
    for (int at = 0; lengths != null && at < rows.length; at++) {
      if (at / batch >= lengths.at(at % batch)) {
        rows[at] = -1;
      }
    }
    return RowOps.pick(outputs, rows, time, batch);
  }
}
