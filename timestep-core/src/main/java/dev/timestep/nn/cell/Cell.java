package dev.timestep.nn.cell;

import dev.timestep.autograd.Module;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.Recurrent;
import java.util.List;

/**
 * One step of recurrence: from an input and a state to the next state. A cell of one's own is one
 * class with this interface, written from the small operations of {@link Variable}; {@link
 * Recurrent} then gives it sequences, lengths, direction and initial states.
 *
 * @param <S> what the cell carries from step to step
 */
public interface Cell<S extends CellState> extends Module {
  /** A short name, for example {@code "lstm"}. */
  String kind();

  /** Width of the input. */
  int features();

  /** Width of the output. */
  int units();

  /** The state before the first step: zeros, unless the cell learns it. */
  S initialState(Tape tape, int batch);

  /** The state made of these parts, in the order of {@link CellState#variables()}. */
  S stateOf(List<Variable> parts);

  /**
   * One step.
   *
   * @param x input [batch, features]
   */
  S step(Tape tape, Variable x, S state);
}
