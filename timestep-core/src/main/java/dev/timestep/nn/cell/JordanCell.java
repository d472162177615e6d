package dev.timestep.nn.cell;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Jordan network (Jordan 1986, 1997): what comes back is the output of the step before, not the
 * hidden layer.
 *
 * <pre>
 * a  = act(x·W + s·U + b)
 * y′ = act_o(a·V + d)
 * s′ = μ s + y′
 * </pre>
 *
 * <p>Benefit: a state that is what the network shows, so it can be set from outside: in training by
 * the true output (teacher forcing), at any time by an actuator's reading. Cost: it remembers only
 * its output; the {@link SimpleRnnCell} and all gated cells remember more.
 *
 * <p>Parameters, A being the hidden width: {@code kernel} W [F, A], {@code recurrent_kernel} U [H,
 * A], {@code bias} b [A], {@code output_kernel} V [A, H], {@code output_bias} d [H].
 */
public final class JordanCell extends ComposedCell<JordanCell.State> {
  /**
   * The state of a Jordan network.
   *
   * @param y output [batch, units]
   * @param context s, what comes back [batch, units]
   */
  public record State(Variable y, Variable context) implements CellState {
    @Override
    public Variable output() {
      return y;
    }

    @Override
    public List<Variable> variables() {
      return List.of(y, context);
    }

    @Override
    public List<String> names() {
      return List.of("y", "context");
    }

    /** The context goes on together with the output that it was made of. */
    @Override
    public List<Role> roles() {
      return List.of(Role.OUTPUT, Role.OUTPUT);
    }
  }

  private final JordanConfig config;

  public JordanCell(JordanConfig config, int features, RandomGenerator random) {
    super(config, features);
    this.config = config;
    int units = config.units();
    int hidden = config.hidden();
    Init init = config.init();
    add("kernel", init.kernel(features, hidden, hidden, random));
    addRecurrent("recurrent_kernel", init.recurrentKernel(units, hidden, random));
    add("output_kernel", init.kernel(hidden, units, hidden, random));
    if (config.bias()) {
      add("bias", init.bias(hidden, hidden, random));
      add("output_bias", init.bias(units, hidden, random));
    }
  }

  public JordanConfig config() {
    return config;
  }

  @Override
  public State initialState(Tape tape, int batch) {
    return new State(Weights.zeros(tape, batch, units()), Weights.zeros(tape, batch, units()));
  }

  @Override
  public State stateOf(List<Variable> parts) {
    return new State(parts.get(0), parts.get(1));
  }

  @Override
  public State step(Tape tape, Variable x, State state) {
    return step(tape, x, state.context(), state);
  }

  /** What is read is the context, in which {@code past} stands for the last output. */
  @Override
  public State step(Tape tape, Variable x, State state, Variable past) {
    boolean whole = past == state.y();
    Variable before = whole ? state.context() : state.context().subtract(state.y()).add(past);
    return step(tape, x, before, state);
  }

  private State step(Tape tape, Variable x, Variable read, State state) {
    Variable input = LinearOp.apply(x, weight(tape, "kernel"), optional(tape, "bias"));
    Variable past = read.matmul(weight(tape, "recurrent_kernel"));
    Variable a = config.activation().apply(input.add(past));
    Variable shown =
        LinearOp.apply(a, weight(tape, "output_kernel"), optional(tape, "output_bias"));
    Variable y = config.outputActivation().apply(shown);
    Variable kept = config.memory() == 0 ? y : state.context().multiply(config.memory()).add(y);
    return new State(y, kept);
  }
}
