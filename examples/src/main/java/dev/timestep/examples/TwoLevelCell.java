package dev.timestep.examples;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.nn.cell.Cell;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/**
 * A cell of your own, with two levels that both remember: a recurrent input layer a under a hidden
 * layer h.
 *
 * <pre>
 * a_t = tanh(x_t·W + a_{t−1}·U + b)
 * h_t = tanh(a_t·V + h_{t−1}·R + c)
 * </pre>
 *
 * <p>You write only the forward step, with small operations. The tape computes gradients, and
 * {@code Recurrent} adds sequences, lengths, direction and initial states.
 *
 * <p>What is different from the published versions: both levels are part of the state, so both are
 * carried from step to step, given and returned; and h reads the a of the same step, not of the
 * step before.
 */
public final class TwoLevelCell implements Cell<TwoLevelCell.State> {

  /**
   * The state of the cell.
   *
   * @param h hidden layer [batch, units]: the output
   * @param a input layer [batch, units]
   */
  public record State(Variable h, Variable a) implements CellState {
    @Override
    public Variable output() {
      return h;
    }

    @Override
    public List<Variable> variables() {
      return List.of(h, a);
    }
  }

  /**
   * Puts the cell into a {@code Sequential}: {@code RecurrentConfig.of(new Config(32))}.
   *
   * @param units width of each level
   */
  public record Config(int units) implements CellConfig {
    @Override
    public String kind() {
      return "two-level";
    }

    @Override
    public Cell<?> build(int features, RandomGenerator random) {
      return new TwoLevelCell(features, units, random);
    }
  }

  private final int features;
  private final int units;
  private final Parameter w;
  private final Parameter u;
  private final Parameter b;
  private final Parameter v;
  private final Parameter r;
  private final Parameter c;

  /** A cell with fresh weights. */
  public TwoLevelCell(int features, int units, RandomGenerator random) {
    this.features = features;
    this.units = units;
    w = new Parameter(Init.glorotUniform(features, units, random));
    u = new Parameter(Init.orthogonal(units, units, random));
    b = new Parameter(Tensor.zeros(units));
    v = new Parameter(Init.glorotUniform(units, units, random));
    r = new Parameter(Init.orthogonal(units, units, random));
    c = new Parameter(Tensor.zeros(units));
  }

  @Override
  public State step(Tape tape, Variable x, State before) {
    Variable a = sum(x, w, before.a(), u, b).tanh();
    Variable h = sum(a, v, before.h(), r, c).tanh();
    return new State(h, a);
  }

  /** below·W + before·U + b. */
  private static Variable sum(
      Variable below, Parameter w, Variable before, Parameter u, Parameter b) {
    Tape tape = below.tape();
    Variable input = below.matmul(tape.parameter(w));
    Variable past = before.matmul(tape.parameter(u));
    return input.add(past).add(tape.parameter(b));
  }

  @Override
  public State initialState(Tape tape, int batch) {
    Variable zeros = tape.constant(Tensor.zeros(batch, units));
    return new State(zeros, zeros);
  }

  @Override
  public State stateOf(List<Variable> parts) {
    return new State(parts.get(0), parts.get(1));
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
    SequencedMap<String, Parameter> all = new LinkedHashMap<>();
    all.put("W", w);
    all.put("U", u);
    all.put("b", b);
    all.put("V", v);
    all.put("R", r);
    all.put("c", c);
    return all;
  }

  @Override
  public String toString() {
    return "TwoLevel(features=" + features + ", units=" + units + ")";
  }
}
