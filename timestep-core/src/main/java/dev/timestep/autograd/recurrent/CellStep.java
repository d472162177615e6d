package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.List;

/** One step of a cell, written from the small operations of {@link Variable}. */
@FunctionalInterface
public interface CellStep {
  /**
   * The next state.
   *
   * @param x input [B, F]
   * @param state parts [B, ·], the output first
   */
  List<Variable> next(Tape tape, Variable x, List<Variable> state);
}
