package dev.timestep.nn.cell;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The quasi-recurrent network (Bradbury, Merity, Xiong and Socher 2017): a convolution over time
 * computes all gates, and what is recurrent is elementwise.
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
 * <p>Buys: one product for all steps, several times faster than an LSTM. Costs: units meet only in
 * the next layer, so two or more are wanted.
 *
 * <p>Parameters, gates in the order z f o i, G of them: {@code kernel} W [F, G·H], {@code
 * previous_kernel} V [F, G·H] with a window of 2, {@code bias} [G·H].
 */
public final class QrnnCell extends ComposedCell<QrnnCell.State> {
  /**
   * The state of a quasi-recurrent network.
   *
   * @param parts h [batch, units]; c [batch, units], where there is an output gate; and x₋₁·V
   *     [batch, gates · units], with a window of 2
   * @param names "h", "c" and "ahead"
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
      names.add("ahead");
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
    List<Variable> parts = new ArrayList<>();
    for (String name : names) {
      int blocks = name.equals("ahead") ? config.pooling().blocks : 1;
      parts.add(Weights.zeros(tape, batch, blocks * units()));
    }
    return stateOf(parts);
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
    List<Variable> next = new ArrayList<>();
    if (config.window() == 2) {
      all = all.add(state.parts().getLast());
      next.add(x.matmul(weight(tape, "previous_kernel")));
    }
    Variable z = Weights.columns(all, 0, units()).tanh();
    Variable f = Weights.columns(all, 1, units()).sigmoid();
    Variable before = state.parts().get(hasOutputGate ? 1 : 0);
    Variable c = pool(all, f, z, before);
    next.addFirst(c);
    if (hasOutputGate) {
      next.addFirst(Weights.columns(all, 2, units()).sigmoid().multiply(c));
    }
    return stateOf(next);
  }

  private Variable pool(Variable all, Variable f, Variable z, Variable before) {
    if (config.pooling() != QrnnConfig.Pooling.IFO) {
      return f.blend(before, z);
    }
    Variable i = Weights.columns(all, 3, units()).sigmoid();
    return f.multiply(before).add(i.multiply(z));
  }
}
