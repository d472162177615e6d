package dev.timestep.nn.cell;

import dev.timestep.autograd.Variable;
import java.util.List;

/**
 * The state of an LSTM.
 *
 * @param h hidden state [batch, units]
 * @param c cell state [batch, units]
 */
public record LstmState(Variable h, Variable c) implements CellState {
  @Override
  public Variable output() {
    return h;
  }

  @Override
  public List<Variable> variables() {
    return List.of(h, c);
  }

  @Override
  public List<String> names() {
    return List.of("h", "c");
  }
}
