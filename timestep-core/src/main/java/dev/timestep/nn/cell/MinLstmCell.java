package dev.timestep.nn.cell;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The minimal LSTM (Feng, Tung, Ahmed, Bengio and Hajimirsadeghi 2024, "Were RNNs all we needed?"):
 * gates that do not read the state, and sum to 1, so that the state keeps its scale.
 *
 * <pre>
 * f  = σ(x·W_f + b_f)    i = σ(x·W_i + b_i)    n = x·W_n + b_n
 * h′ = f / (f + i) ⊙ h + i / (f + i) ⊙ n
 * </pre>
 *
 * <p>This is the paper's plain form, run step by step. The share f / (f + i) is taken from
 * logarithms, as σ(ln f − ln i), so that it is there when both gates are shut. The paper's other
 * form sums in logarithms too, for a parallel scan, and needs positive candidates, g(x) = x + 1/2
 * for x ≥ 0, σ(x) below: {@link MinLstmConfig#positive} has the same g here.
 *
 * <p>Benefit: one product for all steps, several times faster than an LSTM, with three quarters of
 * its input weights and no recurrent ones. Cost: a layer can forget by what it reads only, so two
 * or more are wanted; as good as a {@link MinGruCell} in most of the paper's tasks, and larger.
 *
 * <p>Parameters, in the order f i n: {@code kernel} [F, 3H], {@code bias} [3H].
 */
public final class MinLstmCell extends ComposedCell<HiddenState> {
  private final MinLstmConfig config;

  public MinLstmCell(MinLstmConfig config, int features, RandomGenerator random) {
    super(config, features);
    this.config = config;
    int units = config.units();
    add("kernel", config.init().kernel(features, 3 * units, units, random));
    if (config.bias()) {
      add("bias", config.init().bias(3 * units, units, random));
    }
  }

  public MinLstmConfig config() {
    return config;
  }

  @Override
  public HiddenState initialState(Tape tape, int batch) {
    return new HiddenState(Weights.zeros(tape, batch, units()));
  }

  @Override
  public HiddenState stateOf(List<Variable> parts) {
    return new HiddenState(parts.getFirst());
  }

  /** Nothing of the state enters a product with weights, so there is nothing to drop. */
  @Override
  public HiddenState step(Tape tape, Variable x, HiddenState state, Variable past) {
    return step(tape, x, state);
  }

  @Override
  public HiddenState step(Tape tape, Variable x, HiddenState state) {
    int units = units();
    Variable all = LinearOp.apply(x, weight(tape, "kernel"), optional(tape, "bias"));
    Variable f = Weights.columns(all, 0, units).logSigmoid();
    Variable i = Weights.columns(all, 1, units).logSigmoid();
    Variable n = Weights.columns(all, 2, units);
    Variable candidate = config.positive() ? MinGruCell.positive(n) : n;
    return new HiddenState(f.subtract(i).sigmoid().blend(state.h(), candidate));
  }
}
