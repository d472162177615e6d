package dev.timestep.nn;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import org.jspecify.annotations.Nullable;

/**
 * A cell that also runs a whole sequence as one op. It computes what stepping through {@link
 * Cell#step} computes, only faster.
 *
 * @param <S> what the cell carries from step to step
 */
public interface FusedCell<S extends CellState> extends Cell<S> {
  /**
   * Runs a whole sequence.
   *
   * @param x input [time, batch, features]
   * @param initial state before the first step, or null for {@link Cell#initialState}
   * @param lengths real steps of each sequence, or null when all are full
   * @param reverse from each sequence's last real step to its first
   */
  Unrolled<S> unroll(
      Tape tape, Variable x, @Nullable S initial, @Nullable Lengths lengths, boolean reverse);
}
