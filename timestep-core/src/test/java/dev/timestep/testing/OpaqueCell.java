package dev.timestep.testing;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import java.util.List;
import java.util.SequencedMap;

/**
 * Hides that a cell's step is made of rows: it turns the input round and back, so that it cannot
 * run as one op and is stepped through.
 *
 * @param <S> what the cell carries from step to step
 */
public record OpaqueCell<S extends CellState>(Cell<S> inner) implements Cell<S> {
  @Override
  public String kind() {
    return inner.kind();
  }

  @Override
  public int features() {
    return inner.features();
  }

  @Override
  public int units() {
    return inner.units();
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return inner.parameters();
  }

  @Override
  public List<Parameter> recurrentWeights() {
    return inner.recurrentWeights();
  }

  @Override
  public S initialState(Tape tape, int batch) {
    return inner.initialState(tape, batch);
  }

  @Override
  public S stateOf(List<Variable> parts) {
    return inner.stateOf(parts);
  }

  @Override
  public Variable prepare(Tape tape, Variable x) {
    return inner.prepare(tape, x);
  }

  @Override
  public S step(Tape tape, Variable x, S state) {
    return inner.step(tape, x.transpose(0, 1).transpose(0, 1), state);
  }
}
