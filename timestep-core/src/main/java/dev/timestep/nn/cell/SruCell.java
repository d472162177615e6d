package dev.timestep.nn.cell;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The simple recurrent unit of Lei, Zhang, Wang, Dai and Artzi 2018 (arXiv 1709.02755); some older
 * texts use this name for the {@link SimpleRnnCell}.
 *
 * <pre>
 * f  = σ(x·W_f + v_f ⊙ c + b_f)
 * r  = σ(x·W_r + v_r ⊙ c + b_r)
 * c′ = f ⊙ c + (1 − f) ⊙ x·W
 * h  = r ⊙ c′ + (1 − r) ⊙ α x̂
 * </pre>
 *
 * <p>x̂ is the input, or x·W_x where it is not as wide as the output.
 *
 * <p>Benefit: one product for all steps and then elementwise work only, several times faster than
 * an LSTM. Cost: units meet only in the next layer, so two or more are wanted.
 *
 * <p>Parameters: {@code kernel} [F, 3H], or [F, 4H] where F is not H, in the order c f r x; {@code
 * recurrent_kernel} v [2H] and {@code bias} [2H] in the order f r. They start as the authors have
 * it: the kernel uniform within ±√(3/F), v within ±√(3/H), biases 0 but for the highway's.
 */
public final class SruCell extends ComposedCell<LstmState> {
  private final SruConfig config;

  public SruCell(SruConfig config, int features, RandomGenerator random) {
    super(config, features);
    this.config = config;
    int units = config.units();
    int blocks = features == units ? 3 : 4;
    add(
        "kernel",
        Init.uniform((float) Math.sqrt(3.0 / features), random, features, blocks * units));
    addRecurrent(
        "recurrent_kernel", Init.uniform((float) Math.sqrt(3.0 / units), random, 2 * units));
    if (config.bias()) {
      Tensor bias = Tensor.zeros(2 * units);
      Arrays.fill(bias.data(), units, 2 * units, config.highwayBias());
      add("bias", bias);
    }
  }

  public SruConfig config() {
    return config;
  }

  @Override
  public LstmState initialState(Tape tape, int batch) {
    return new LstmState(Weights.zeros(tape, batch, units()), Weights.zeros(tape, batch, units()));
  }

  @Override
  public LstmState stateOf(List<Variable> parts) {
    return new LstmState(parts.get(0), parts.get(1));
  }

  @Override
  public LstmState step(Tape tape, Variable x, LstmState state) {
    int units = units();
    Variable input = x.matmul(weight(tape, "kernel"));
    Variable f = gate(tape, input, state.c(), 0).sigmoid();
    Variable r = gate(tape, input, state.c(), 1).sigmoid();
    Variable c = f.blend(state.c(), Weights.columns(input, 0, units));
    Variable through = features() == units ? x : Weights.columns(input, 3, units);
    float alpha = config.alpha();
    return new LstmState(r.blend(c, alpha == 1f ? through : through.multiply(alpha)), c);
  }

  /** Gate 0 is f, gate 1 is r. */
  private Variable gate(Tape tape, Variable input, Variable c, int gate) {
    int units = units();
    Variable v = Weights.columns(weight(tape, "recurrent_kernel"), gate, units);
    Variable sum = Weights.columns(input, gate + 1, units).add(c.multiply(v));
    Variable bias = optional(tape, "bias");
    return bias == null ? sum : sum.add(Weights.columns(bias, gate, units));
  }
}
