package dev.timestep.nn;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent layer, or several on top of each other, whose states the caller may give and take: a
 * decoder starts from the final states of an encoder (Sutskever et al. 2014).
 *
 * <pre>
 * y, s = layer.runFrom(tape, x, s₀)        s₀, s: the state of each cell, or null for its own start
 * </pre>
 *
 * <p>The state after a sequence is the one at its own length, and the initial state for a length of
 * 0. Gradients flow through states as through any value.
 *
 * <pre>{@code
 * StateLayer.Continued read = encoder.runFrom(tape, past, null);
 * StateLayer.Continued written = decoder.runFrom(tape, future, read.states());
 * }</pre>
 *
 * <p>In a graph an edge does it: {@code GraphBuilder.startsFrom}.
 */
public sealed interface StateLayer extends Layer permits RecurrentLayer, RecurrentStack {
  /**
   * What a layer returns, and its states at the end.
   *
   * @param output as of {@link Layer#forward}
   * @param states of each of {@link StateLayer#cells}: its {@link CellState#variables}, each
   *     [batch, ·]
   */
  record Continued(Signal output, List<List<Variable>> states) {
    public Continued {
      states = List.copyOf(states);
    }
  }

  /** The cells whose states there are: from the bottom, forward in time before backward. */
  List<Cell<?>> cells();

  /**
   * Runs over {@code input} from given states.
   *
   * @param initial the state of each of {@link #cells} before its first step; null for their own
   * @throws IllegalArgumentException when a state has another shape than its cell's
   */
  Continued runFrom(Tape tape, Signal input, @Nullable List<List<Variable>> initial);
}
