package dev.timestep.nn.cell;

import dev.timestep.autograd.Variable;
import java.util.List;
import java.util.stream.IntStream;

/** What a cell carries from one step to the next: a value that the caller owns. */
public interface CellState {
  /** What a part of the state is to those that change states from outside, such as zoneout. */
  enum Role {
    /** The output, or what goes on together with it. */
    OUTPUT,
    /** A memory beside the output, such as an LSTM's c. */
    MEMORY,
    /** A memory in units of e^m, m being the part that is the {@link #SCALE}. */
    SCALED,
    /** The logarithm by which all {@link #SCALED} parts are scaled, at most one in a state. */
    SCALE,
    /** What was read of the input and awaits its step; it is not a memory. */
    AHEAD
  }

  /** The part that the cell shows as its output, [batch, units]. */
  Variable output();

  /** All parts in a fixed order, each [batch, ·]; the output is the first. */
  List<Variable> variables();

  /** The names of the parts, in their order, as in a saved state; numbers by default. */
  default List<String> names() {
    return IntStream.range(0, variables().size()).mapToObj(Integer::toString).toList();
  }

  /**
   * What the parts are, in their order: by default the first is the output and each of the others a
   * memory of its own.
   */
  default List<Role> roles() {
    return IntStream.range(0, variables().size())
        .mapToObj(part -> part == 0 ? Role.OUTPUT : Role.MEMORY)
        .toList();
  }
}
