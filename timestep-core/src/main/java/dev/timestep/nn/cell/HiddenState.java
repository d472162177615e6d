package dev.timestep.nn.cell;

import dev.timestep.autograd.Variable;
import java.util.List;

/**
 * The state of a plain RNN or a GRU.
 *
 * @param h hidden state [batch, units]
 */
public record HiddenState(Variable h) implements CellState {
  @Override
  public Variable output() {
    return h;
  }

  @Override
  public List<Variable> variables() {
    return List.of(h);
  }

  @Override
  public List<String> names() {
    return List.of("h");
  }
}
