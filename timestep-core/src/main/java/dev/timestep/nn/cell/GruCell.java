package dev.timestep.nn.cell;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.autograd.recurrent.GruOp;
import dev.timestep.autograd.recurrent.GruResetBeforeOp;
import dev.timestep.autograd.recurrent.RecurrentInputs;
import dev.timestep.autograd.recurrent.RecurrentOutputs;
import dev.timestep.autograd.recurrent.RecurrentPlan;
import dev.timestep.tensor.Lengths;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The gated recurrent unit in its two forms.
 *
 * <pre>
 * r = σ(x·W_r + b_r + h·U_r + b′_r)     z = σ(x·W_z + b_z + h·U_z + b′_z)
 * reset after:  n = tanh(x·W_n + b_n + r ⊙ (h·U_n + b′_n))
 * reset before: n = tanh(x·W_n + b_n + (r ⊙ h)·U_n)
 * h′ = (1 − z) ⊙ n + z ⊙ h
 * </pre>
 *
 * <p>Parameters, gates in the order r z n: {@code kernel} [F, 3H], {@code recurrent_kernel} [H,
 * 3H], {@code bias} [3H] and, in the reset-after form, {@code recurrent_bias} b′ [3H].
 *
 * <p>Source: Cho et al. 2014 (reset before); cuDNN, PyTorch and Keras 3 (reset after).
 */
public final class GruCell implements FusedCell<HiddenState> {
  private final GruConfig config;
  private final int features;
  private final Weights weights;
  private final @Nullable Parameter recurrentBias;

  public GruCell(GruConfig config, int features, RandomGenerator random) {
    this.config = config;
    this.features = features;
    int units = config.units();
    this.weights = new Weights(features, units, 3, config.bias(), config.init(), random);
    this.recurrentBias =
        config.bias() && resetAfter()
            ? new Parameter(config.init().bias(3 * units, units, random))
            : null;
  }

  public GruConfig config() {
    return config;
  }

  private boolean resetAfter() {
    return config.form() == GruConfig.Form.RESET_AFTER;
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
    SequencedMap<String, Parameter> all = weights.parameters();
    if (recurrentBias != null) {
      all.put("recurrent_bias", recurrentBias);
    }
    return all;
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
    return step(tape, x, state, state.h());
  }

  @Override
  public HiddenState step(Tape tape, Variable x, HiddenState state, Variable past) {
    int units = units();
    Variable u = tape.parameter(weights.recurrentKernel);
    Variable input =
        Weights.plus(
            x.matmul(tape.parameter(weights.kernel)), Weights.variable(tape, weights.bias));
    Variable all = Weights.plus(past.matmul(u), Weights.variable(tape, recurrentBias));
    Variable r = Weights.columns(input, 0, units).add(Weights.columns(all, 0, units)).sigmoid();
    Variable z = Weights.columns(input, 1, units).add(Weights.columns(all, 1, units)).sigmoid();
    Variable fromState =
        resetAfter()
            ? r.multiply(Weights.columns(all, 2, units))
            : r.multiply(past).matmul(Weights.columns(u, 2, units));
    Variable n = Weights.columns(input, 2, units).add(fromState).tanh();
    return new HiddenState(z.blend(state.h(), n));
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
    return resetAfter()
        ? GruOp.plan(in, Weights.variable(tape, recurrentBias))
        : GruResetBeforeOp.plan(in);
  }

  @Override
  public Unrolled<HiddenState> unrolled(RecurrentOutputs outputs) {
    return new Unrolled<>(outputs.y(), new HiddenState(outputs.h()));
  }

  @Override
  public String toString() {
    return "Gru(features=" + features + ", units=" + units() + ")";
  }
}
