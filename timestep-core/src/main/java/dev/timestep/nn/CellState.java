package dev.timestep.nn;

import dev.timestep.autograd.Variable;
import java.util.List;

/** What a cell carries from one step to the next: a value that the caller owns. */
public interface CellState {
  /** The part that the cell shows as its output, [batch, units]. */
  Variable output();

  /** All parts in a fixed order, each [batch, ·]; the output is the first. */
  List<Variable> variables();
}
