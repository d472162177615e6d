package dev.timestep.nn.cell;

import dev.timestep.autograd.LinearOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The independently recurrent network (Li, Li, Cook, Zhu and Gao 2018): each unit remembers itself
 * only.
 *
 * <pre>
 * h′ = act(x·W + u ⊙ h + b)
 * </pre>
 *
 * <p>Benefit: gradients through time that a single number a unit holds within bounds, so ReLU and
 * thousands of steps train, and all products are computed ahead of the steps. Cost: units meet only
 * in the next layer, so two or more are needed.
 *
 * <p>As in the paper, |u| stays within 2^(1/T) while it trains: a trainer cuts it after each update
 * ({@link Parameter#within}). The bound comes from {@link IndRnnConfig#steps}.
 *
 * <p>Parameters: {@code kernel} [F, H], {@code recurrent_kernel} u [H], {@code bias} [H].
 */
public final class IndRnnCell extends ComposedCell<HiddenState> {
  private final IndRnnConfig config;

  public IndRnnCell(IndRnnConfig config, int features, RandomGenerator random) {
    super(config, features);
    this.config = config;
    int units = config.units();
    add("kernel", config.init().kernel(features, units, units, random));
    addRecurrent("recurrent_kernel", new Parameter(start(random)).within(config.bound()));
    if (config.bias()) {
      add("bias", config.init().bias(units, units, random));
    }
  }

  private Tensor start(RandomGenerator random) {
    float high = config.bound();
    float low = !config.longMemory() ? 0 : config.steps() == 0 ? 0.9f : 1 / high;
    Tensor weights = Tensor.zeros(config.units());
    for (int unit = 0; unit < config.units(); unit++) {
      weights.data()[unit] = low + random.nextFloat() * (high - low);
    }
    return weights;
  }

  public IndRnnConfig config() {
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
    Variable input = LinearOp.apply(x, weight(tape, "kernel"), optional(tape, "bias"));
    Variable past = state.h().multiply(weight(tape, "recurrent_kernel"));
    return new HiddenState(config.activation().apply(input.add(past)));
  }
}
