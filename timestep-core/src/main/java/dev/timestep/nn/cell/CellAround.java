package dev.timestep.nn.cell;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import java.util.List;
import java.util.SequencedMap;

/**
 * A cell around another one: all that it does not change is the inner cell's, its state and the
 * names of its parameters included.
 *
 * @param <S> what the cell carries from step to step
 */
public abstract class CellAround<S extends CellState> implements Cell<S> {
  private final Cell<S> inner;

  protected CellAround(Cell<S> inner) {
    this.inner = inner;
  }

  /** A state of one row, for its names and widths. */
  static <S extends CellState> S stateLike(Cell<S> cell) {
    return cell.initialState(Tape.inference(Engine.standard()), 1);
  }

  /** The cell inside. */
  public final Cell<S> inner() {
    return inner;
  }

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
  public int channels() {
    return inner.channels();
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
    return step(tape, x, state, state.output());
  }

  @Override
  public S step(Tape tape, Variable x, S state, Variable past) {
    return inner.step(tape, x, state, past);
  }

  @Override
  public String toString() {
    return inner.toString();
  }
}
