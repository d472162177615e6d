package dev.timestep.nn.cell;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The quasi-recurrent network (Bradbury, Merity, Xiong and Socher 2017): a convolution over time
 * computes all gates, and its recurrent part is elementwise.
 *
 * <pre>
 * z = tanh(x·W_z + x₋₁·V_z + b_z)
 * f = σ(x·W_f + x₋₁·V_f + b_f)    and so o and i
 * f-pooling:   h′ = f ⊙ h + (1 − f) ⊙ z
 * fo-pooling:  c′ = f ⊙ c + (1 − f) ⊙ z    h = o ⊙ c′
 * ifo-pooling: c′ = f ⊙ c + i ⊙ z          h = o ⊙ c′
 * </pre>
 *
 * <p>x₋₁ is the input of the step before, with a window of 2; its products are taken when it is
 * there and kept as a part of the state, so all products of a sequence are computed at once.
 *
 * <p>Benefit: one product for all steps, several times faster than an LSTM. Cost: units meet only
 * in the next layer, so two or more are wanted.
 *
 * <p>Parameters, gates in the order z f o i, G of them: {@code kernel} W [F, G·H], {@code
 * previous_kernel} V [F, G·H] with a window of 2, {@code bias} [G·H].
 */
public final class QrnnCell extends ComposedCell<QrnnCell.State> {
  /**
   * The state of a quasi-recurrent network.
   *
   * @param parts h [batch, units]; c [batch, units], where there is an output gate; and, with a
   *     window of 2, what x₋₁·V gives to each gate [batch, units]
   * @param names "h", "c", "ahead_z" and so on
   */
  public record State(List<Variable> parts, List<String> names) implements CellState {
    @Override
    public Variable output() {
      return parts.getFirst();
    }

    @Override
    public List<Variable> variables() {
      return parts;
    }

    @Override
    public List<Role> roles() {
      return names.stream().map(State::role).toList();
    }

    private static Role role(String name) {
      return switch (name) {
        case "h" -> Role.OUTPUT;
        case "c" -> Role.MEMORY;
        default -> Role.AHEAD;
      };
    }
  }

  private final QrnnConfig config;
  private final boolean hasOutputGate;
  private final List<String> names = new ArrayList<>();

  public QrnnCell(QrnnConfig config, int features, RandomGenerator random) {
    super(config, features);
    this.config = config;
    this.hasOutputGate = config.pooling() != QrnnConfig.Pooling.F;
    int units = config.units();
    int width = config.pooling().blocks * units;
    Init init = config.init();
    add("kernel", init.kernel(features, width, units, random));
    names.add("h");
    if (hasOutputGate) {
      names.add("c");
    }
    if (config.window() == 2) {
      add("previous_kernel", init.kernel(features, width, units, random));
      names.addAll(List.of("ahead_z", "ahead_f", "ahead_o", "ahead_i").subList(0, width / units));
    }
    if (config.bias()) {
      add("bias", init.bias(width, units, random));
    }
  }

  public QrnnConfig config() {
    return config;
  }

  @Override
  public State initialState(Tape tape, int batch) {
    return stateOf(names.stream().map(name -> Weights.zeros(tape, batch, units())).toList());
  }

  @Override
  public State stateOf(List<Variable> parts) {
    return new State(List.copyOf(parts), List.copyOf(names));
  }

  /** Nothing of the state enters a product with weights, so there is nothing to drop. */
  @Override
  public State step(Tape tape, Variable x, State state, Variable past) {
    return step(tape, x, state);
  }

  @Override
  public State step(Tape tape, Variable x, State state) {
    Variable all = LinearOp.apply(x, weight(tape, "kernel"), optional(tape, "bias"));
    int blocks = config.pooling().blocks;
    List<Variable> gates = new ArrayList<>();
    List<Variable> ahead = new ArrayList<>();
    for (int gate = 0; gate < blocks; gate++) {
      gates.add(Weights.columns(all, gate, units()));
    }
    if (config.window() == 2) {
      Variable later = x.matmul(weight(tape, "previous_kernel"));
      int first = names.size() - blocks;
      for (int gate = 0; gate < blocks; gate++) {
        gates.set(gate, gates.get(gate).add(state.parts().get(first + gate)));
        ahead.add(Weights.columns(later, gate, units()));
      }
    }
    Variable c = pool(gates, state.parts().get(hasOutputGate ? 1 : 0));
    List<Variable> next = new ArrayList<>();
    if (hasOutputGate) {
      next.add(gates.get(2).sigmoid().multiply(c));
    }
    next.add(c);
    next.addAll(ahead);
    return stateOf(next);
  }

  private Variable pool(List<Variable> gates, Variable before) {
    Variable z = gates.get(0).tanh();
    Variable f = gates.get(1).sigmoid();
    return config.pooling() == QrnnConfig.Pooling.IFO
        ? f.multiply(before).add(gates.get(3).sigmoid().multiply(z))
        : f.blend(before, z);
  }
}
