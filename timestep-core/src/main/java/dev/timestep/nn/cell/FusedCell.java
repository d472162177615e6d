package dev.timestep.nn.cell;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.RecurrentOutputs;
import dev.timestep.autograd.recurrent.RecurrentPlan;
import dev.timestep.tensor.Lengths;
import org.jspecify.annotations.Nullable;

/**
 * A cell that also runs a whole sequence as one op. It computes what stepping through {@link
 * Cell#step} computes, only faster.
 *
 * @param <S> what the cell carries from step to step
 */
public interface FusedCell<S extends CellState> extends Cell<S> {
  /** Whether its settings let it; otherwise its steps are made one op as those of any cell. */
  default boolean fuses() {
    return true;
  }

  /**
   * The op that is to run over a whole sequence.
   *
   * @param x input [time, batch, features]
   * @param initial state before the first step, or null for {@link Cell#initialState}
   * @param lengths real steps of each sequence, or null when all are full
   * @param reverse from each sequence's last real step to its first
   * @param directions how many such ops are to run side by side, 1 or 2
   */
  RecurrentPlan plan(
      Tape tape,
      Variable x,
      @Nullable S initial,
      @Nullable Lengths lengths,
      boolean reverse,
      int directions);

  /** What it returned, in terms of this cell's state. */
  Unrolled<S> unrolled(RecurrentOutputs outputs);

  /** Runs a whole sequence; the parameters are those of {@link #plan}. */
  default Unrolled<S> unroll(
      Tape tape, Variable x, @Nullable S initial, @Nullable Lengths lengths, boolean reverse) {
    return unrolled(plan(tape, x, initial, lengths, reverse, 1).run());
  }
}
