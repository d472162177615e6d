package dev.timestep.nn.cell;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.RecurrentInputs;
import dev.timestep.autograd.recurrent.RecurrentOutputs;
import dev.timestep.autograd.recurrent.RecurrentPlan;
import dev.timestep.autograd.recurrent.SimpleRnnOp;
import dev.timestep.tensor.Lengths;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The plain recurrent cell (Elman 1990): h_t = act(x_t·W + h_{t−1}·U + b).
 *
 * <p>Parameters: {@code kernel} [F, H], {@code recurrent_kernel} [H, H], {@code bias} [H].
 */
public final class SimpleRnnCell implements FusedCell<HiddenState> {
  private final SimpleRnnConfig config;
  private final int features;
  private final Weights weights;

  public SimpleRnnCell(SimpleRnnConfig config, int features, RandomGenerator random) {
    this.config = config;
    this.features = features;
    this.weights = new Weights(features, config.units(), 1, config.bias(), config.init(), random);
  }

  public SimpleRnnConfig config() {
    return config;
  }

  @Override
  public String kind() {
    return config.kind();
  }

  @Override
  public int features() {
    return features;
  }

  @Override
  public int units() {
    return config.units();
  }

  @Override
  public SequencedMap<String, Parameter> parameters() {
    return weights.parameters();
  }

  @Override
  public List<Parameter> recurrentWeights() {
    return List.of(weights.recurrentKernel);
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
    Variable input = x.matmul(tape.parameter(weights.kernel));
    Variable past = state.h().matmul(tape.parameter(weights.recurrentKernel));
    Variable sum = Weights.plus(input.add(past), Weights.variable(tape, weights.bias));
    return new HiddenState(config.activation().apply(sum));
  }

  /** Not with an activation whose slope takes its input. */
  @Override
  public boolean fuses() {
    return config.activation().slopeFromOutput();
  }

  @Override
  public RecurrentPlan plan(
      Tape tape,
      Variable x,
      @Nullable HiddenState initial,
      @Nullable Lengths lengths,
      boolean reverse,
      int directions) {
    RecurrentInputs in =
        new RecurrentInputs(
            x,
            tape.parameter(weights.kernel),
            tape.parameter(weights.recurrentKernel),
            Weights.variable(tape, weights.bias),
            initial == null ? null : initial.h(),
            lengths,
            reverse,
            directions);
    return SimpleRnnOp.plan(in, config.activation());
  }

  @Override
  public Unrolled<HiddenState> unrolled(RecurrentOutputs outputs) {
    return new Unrolled<>(outputs.y(), new HiddenState(outputs.h()));
  }

  @Override
  public String toString() {
    return "SimpleRnn(features=" + features + ", units=" + units() + ")";
  }
}
