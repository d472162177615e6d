package dev.timestep.nn.cell;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.LstmOp;
import dev.timestep.autograd.recurrent.RecurrentInputs;
import dev.timestep.autograd.recurrent.RecurrentOutputs;
import dev.timestep.autograd.recurrent.RecurrentPlan;
import dev.timestep.tensor.Lengths;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The LSTM cell (Hochreiter and Schmidhuber 1997, with the forget gate of Gers 2000).
 *
 * <pre>
 * i = σ(x·W_i + h·U_i + b_i)    f = σ(x·W_f + h·U_f + b_f)
 * g = tanh(x·W_g + h·U_g + b_g) o = σ(x·W_o + h·U_o + b_o)
 * c′ = f ⊙ c + i ⊙ g            h′ = o ⊙ tanh c′
 * </pre>
 *
 * <p>Parameters, gates in the order i f g o: {@code kernel} [F, 4H], {@code recurrent_kernel} [H,
 * 4H], {@code bias} [4H]. There is one bias; PyTorch's two are their sum.
 */
public final class LstmCell implements FusedCell<LstmState> {
  private final LstmConfig config;
  private final int features;
  private final Weights weights;

  public LstmCell(LstmConfig config, int features, RandomGenerator random) {
    this.config = config;
    this.features = features;
    int units = config.units();
    this.weights = new Weights(features, units, 4, config.bias(), config.init(), random);
    if (weights.bias != null && config.init() == Init.KERAS) {
      Arrays.fill(weights.bias.value().data(), units, 2 * units, config.forgetBias());
    }
  }

  public LstmConfig config() {
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
    Variable input = x.matmul(tape.parameter(weights.kernel));
    Variable past = state.h().matmul(tape.parameter(weights.recurrentKernel));
    Variable all = Weights.plus(input.add(past), Weights.variable(tape, weights.bias));
    Variable i = Weights.columns(all, 0, units).sigmoid();
    Variable f = Weights.columns(all, 1, units).sigmoid();
    Variable g = Weights.columns(all, 2, units).tanh();
    Variable o = Weights.columns(all, 3, units).sigmoid();
    Variable c = f.multiply(state.c()).add(i.multiply(g));
    return new LstmState(o.multiply(c.tanh()), c);
  }

  @Override
  public RecurrentPlan plan(
      Tape tape,
      Variable x,
      @Nullable LstmState initial,
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
    return LstmOp.plan(in, initial == null ? null : initial.c());
  }

  @Override
  public Unrolled<LstmState> unrolled(RecurrentOutputs outputs) {
    return new Unrolled<>(
        outputs.y(), new LstmState(outputs.h(), Objects.requireNonNull(outputs.c())));
  }

  @Override
  public String toString() {
    return "Lstm(features=" + features + ", units=" + units() + ")";
  }
}
