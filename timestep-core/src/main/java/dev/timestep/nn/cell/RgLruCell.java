package dev.timestep.nn.cell;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The real-gated linear recurrent unit of Griffin (De et al. 2024).
 *
 * <pre>
 * r  = σ(x·W_r + b_r)      the recurrence gate
 * i  = σ(x·W_i + b_i)      the input gate
 * a  = exp(−γ softplus(Λ) ⊙ r)   with γ = 8
 * h′ = a ⊙ h + √(1 − a²) ⊙ (i ⊙ x̂)
 * </pre>
 *
 * <p>x̂ is the input, or x·W_x where it is not as wide as the output; in Griffin the layer around
 * the unit has that product.
 *
 * <p>Benefit: a linear recurrence that can keep what it has for a thousand steps, since without new
 * input a stays near 1, and one product for all steps. Cost: nothing is written that the state's
 * own decay does not make room for; units meet only in the next layer.
 *
 * <p>Parameters: {@code kernel} [F, 2H], or [F, 3H] where F is not H, in the order r i x; {@code
 * lambda} Λ [H]; {@code bias} [2H]. Λ starts so that a is uniform within [0.9, 0.999] where r is 1,
 * as in the paper. As its authors do, the slope of the root is kept within bounds, here by taking 1
 * − a² as 10⁻⁶ at least.
 */
public final class RgLruCell extends ComposedCell<HiddenState> {
  private static final float LEAST_ROOM = 1e-6f;

  private final RgLruConfig config;

  public RgLruCell(RgLruConfig config, int features, RandomGenerator random) {
    super(config, features);
    this.config = config;
    int units = config.units();
    int blocks = features == units ? 2 : 3;
    add("kernel", config.init().kernel(features, blocks * units, units, random));
    add("lambda", lambda(config, random));
    if (config.bias()) {
      add("bias", config.init().bias(2 * units, units, random));
    }
  }

  private static Tensor lambda(RgLruConfig config, RandomGenerator random) {
    Tensor lambda = Tensor.zeros(config.units());
    for (int unit = 0; unit < config.units(); unit++) {
      double a = 0.9 + 0.099 * random.nextDouble();
      lambda.data()[unit] = (float) Math.log(Math.expm1(-Math.log(a) / config.decay()));
    }
    return lambda;
  }

  public RgLruConfig config() {
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
    Variable input = x.matmul(weight(tape, "kernel"));
    Variable r = gate(tape, input, 0);
    Variable i = gate(tape, input, 1);
    Variable through = features() == units ? x : Weights.columns(input, 2, units);
    Variable a = r.multiply(weight(tape, "lambda").softplus().multiply(-config.decay())).exp();
    Variable room = a.square().oneMinus().maximum(tape.constant(LEAST_ROOM)).sqrt();
    return new HiddenState(a.multiply(state.h()).add(room.multiply(i.multiply(through))));
  }

  private Variable gate(Tape tape, Variable input, int gate) {
    Variable bias = optional(tape, "bias");
    Variable part = bias == null ? null : Weights.columns(bias, gate, units());
    return Weights.plus(Weights.columns(input, gate, units()), part).sigmoid();
  }
}
