package dev.timestep.nn.cell;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The minimal gated unit (Zhou, Wu, Zhang and Zhou 2016): a GRU whose two gates are one.
 *
 * <pre>
 * f  = σ(x·W_f + h·U_f + b_f)
 * n  = tanh(x·W_n + (f ⊙ h)·U_n + b_n)
 * h′ = (1 − f) ⊙ h + f ⊙ n
 * </pre>
 *
 * <p>Benefit: a GRU's accuracy on many tasks with two thirds of its weights. Cost: no way to write
 * without forgetting, and two products of the state, one after the other.
 *
 * <p>Parameters: {@code kernel} [F, 2H] in the order f n, {@code forget_kernel} U_f [H, H], {@code
 * recurrent_kernel} U_n [H, H], {@code bias} [2H].
 */
public final class MguCell extends ComposedCell<HiddenState> {
  private final MguConfig config;

  public MguCell(MguConfig config, int features, RandomGenerator random) {
    super(config, features);
    this.config = config;
    int units = config.units();
    Init init = config.init();
    add("kernel", init.kernel(features, 2 * units, units, random));
    addRecurrent("forget_kernel", init.recurrentKernel(units, units, random));
    addRecurrent("recurrent_kernel", init.recurrentKernel(units, units, random));
    if (config.bias()) {
      Tensor bias = init.bias(2 * units, units, random);
      if (init == Init.KERAS) {
        Arrays.fill(bias.data(), 0, units, config.forgetBias());
      }
      add("bias", bias);
    }
  }

  public MguConfig config() {
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

  @Override
  public HiddenState step(Tape tape, Variable x, HiddenState state) {
    return step(tape, x, state, state.h());
  }

  @Override
  public HiddenState step(Tape tape, Variable x, HiddenState state, Variable h) {
    int units = units();
    Variable input = LinearOp.apply(x, weight(tape, "kernel"), optional(tape, "bias"));
    Variable past = h.matmul(weight(tape, "forget_kernel"));
    Variable f = Weights.columns(input, 0, units).add(past).sigmoid();
    Variable kept = f.multiply(h).matmul(weight(tape, "recurrent_kernel"));
    Variable n = Weights.columns(input, 1, units).add(kept).tanh();
    return new HiddenState(f.blend(n, state.h()));
  }
}
