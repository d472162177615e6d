package dev.timestep.nn.cell;

import dev.timestep.autograd.Variable;
import java.util.List;
import java.util.stream.IntStream;

/** What a cell carries from one step to the next: a value that the caller owns. */
public interface CellState {
  /** The part that the cell shows as its output, [batch, units]. */
  Variable output();

  /** All parts in a fixed order, each [batch, ·]; the output is the first. */
  List<Variable> variables();

  /** The names of the parts, in their order, as in a saved state; numbers by default. */
  default List<String> names() {
    return IntStream.range(0, variables().size()).mapToObj(Integer::toString).toList();
  }
}
