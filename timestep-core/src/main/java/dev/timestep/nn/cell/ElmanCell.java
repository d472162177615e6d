package dev.timestep.nn.cell;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The Elman network with two levels of recurrence: the hidden layer remembers itself, and so does
 * the output layer (after Elman 1990, whose network has the first of the two; that one is a {@link
 * SimpleRnnCell} with a dense layer after it).
 *
 * <pre>
 * a′ = act(x·W + a·U + b)
 * h′ = act_o(a′·V + h·R + d)
 * </pre>
 *
 * <p>Benefit: two stacked plain recurrent layers as one cell, of which only the upper one shows.
 * Cost: as two layers; gated cells remember longer.
 *
 * <p>Parameters, A being the hidden width: {@code kernel} W [F, A], {@code recurrent_kernel} U [A,
 * A], {@code bias} b [A], {@code output_kernel} V [A, H], {@code output_recurrent_kernel} R [H, H],
 * {@code output_bias} d [H].
 */
public final class ElmanCell extends ComposedCell<ElmanCell.State> {
  /**
   * The state of a two-level Elman network.
   *
   * @param h output layer [batch, units]
   * @param hidden hidden layer [batch, hidden]
   */
  public record State(Variable h, Variable hidden) implements CellState {
    @Override
    public Variable output() {
      return h;
    }

    @Override
    public List<Variable> variables() {
      return List.of(h, hidden);
    }

    @Override
    public List<String> names() {
      return List.of("h", "hidden");
    }
  }

  private final ElmanConfig config;

  public ElmanCell(ElmanConfig config, int features, RandomGenerator random) {
    super(config, features);
    this.config = config;
    int units = config.units();
    int hidden = config.hidden();
    Init init = config.init();
    add("kernel", init.kernel(features, hidden, hidden, random));
    addRecurrent("recurrent_kernel", init.recurrentKernel(hidden, hidden, random));
    add("output_kernel", init.kernel(hidden, units, units, random));
    addRecurrent("output_recurrent_kernel", init.recurrentKernel(units, units, random));
    if (config.bias()) {
      add("bias", init.bias(hidden, hidden, random));
      add("output_bias", init.bias(units, units, random));
    }
  }

  public ElmanConfig config() {
    return config;
  }

  @Override
  public State initialState(Tape tape, int batch) {
    return new State(
        Weights.zeros(tape, batch, units()), Weights.zeros(tape, batch, config.hidden()));
  }

  @Override
  public State stateOf(List<Variable> parts) {
    return new State(parts.get(0), parts.get(1));
  }

  @Override
  public State step(Tape tape, Variable x, State state) {
    Variable input = LinearOp.apply(x, weight(tape, "kernel"), optional(tape, "bias"));
    Variable past = state.hidden().matmul(weight(tape, "recurrent_kernel"));
    Variable hidden = config.activation().apply(input.add(past));
    Variable shown =
        LinearOp.apply(hidden, weight(tape, "output_kernel"), optional(tape, "output_bias"));
    Variable before = state.h().matmul(weight(tape, "output_recurrent_kernel"));
    return new State(config.outputActivation().apply(shown.add(before)), hidden);
  }
}
