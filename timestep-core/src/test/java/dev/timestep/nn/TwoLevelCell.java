package dev.timestep.nn;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellState;
import dev.timestep.tensor.Tensor;
import dev.timestep.testing.ReferenceCell;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A cell as a user would write it, from small operations: a_t = tanh(x·W + a·U + b), h_t =
 * tanh(a_t·V + h·R + c). The inner state is one wider than the output, so nobody can take the one
 * for the other.
 */
final class TwoLevelCell implements Cell<TwoLevelCell.State> {
  record State(Variable h, Variable a) implements CellState {
    @Override
    public Variable output() {
      return h;
    }

    @Override
    public List<Variable> variables() {
      return List.of(h, a);
    }
  }

  private final int features;
  private final int units;
  private final SequencedMap<String, Parameter> parameters = new LinkedHashMap<>();

  TwoLevelCell(int features, int units) {
    this.features = features;
    this.units = units;
    int inner = units + 1;
    add("w", features, inner);
    add("u", inner, inner);
    add("b", inner);
    add("v", inner, units);
    add("r", units, units);
    add("c", units);
  }

  private void add(String name, int... sizes) {
    parameters.put(name, new Parameter(Tensor.zeros(sizes)));
  }

  static ReferenceCell reference() {
    return (w, x, state) -> {
      int inner = state[1].length;
      int units = state[0].length;
      double[] fromInput = ReferenceCell.times(x, w.get("w"), inner);
      double[] fromInner = ReferenceCell.times(state[1], w.get("u"), inner);
      double[] a = tanh(ReferenceCell.add(fromInput, fromInner, w.get("b")));
      double[] fromA = ReferenceCell.times(a, w.get("v"), units);
      double[] fromH = ReferenceCell.times(state[0], w.get("r"), units);
      return new double[][] {tanh(ReferenceCell.add(fromA, fromH, w.get("c"))), a};
    };
  }

  private static double[] tanh(double[] sum) {
    return Arrays.stream(sum).map(Math::tanh).toArray();
  }

  @Override
  public String kind() {
    return "two-level";
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return parameters;
  }

  @Override
  public List<Parameter> recurrentWeights() {
    return List.of(parameters.get("u"), parameters.get("r"));
  }

  @Override
  public State initialState(Tape tape, int batch) {
    return new State(
        tape.constant(Tensor.zeros(batch, units)), tape.constant(Tensor.zeros(batch, units + 1)));
  }

  @Override
  public State stateOf(List<Variable> parts) {
    return new State(parts.get(0), parts.get(1));
  }

  @Override
  public State step(Tape tape, Variable x, State state) {
    Variable a =
        x.matmul(weight(tape, "w"))
            .add(state.a().matmul(weight(tape, "u")))
            .add(weight(tape, "b"))
            .tanh();
    Variable h =
        a.matmul(weight(tape, "v"))
            .add(state.h().matmul(weight(tape, "r")))
            .add(weight(tape, "c"))
            .tanh();
    return new State(h, a);
  }

  private Variable weight(Tape tape, String name) {
    return tape.parameter(parameters.get(name));
  }
}
