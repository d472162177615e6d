package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.List;
import java.util.Map;

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

  /** What the cell is called in messages, with its sizes. */
  default String who() {
    return "A cell";
  }

  /** Its parameters by name, for messages and texts. */
  default Map<String, Parameter> parameters() {
    return Map.of();
  }

  /** The names of the parts of its state, for messages and texts. */
  default List<String> states() {
    return List.of();
  }
}
