package dev.timestep.nn.cell;

import dev.timestep.autograd.ActivationFunction;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The GRU with every setting of the operator GRU of ONNX: both forms, custom activations, clipping.
 *
 * <pre>
 * r = φ(x·W_r + h·U_r + b_r)     z = φ(x·W_z + h·U_z + b_z)
 * reset after:  n = ψ(x·W_n + b_n + r ⊙ (h·U_n + b′))
 * reset before: n = ψ(x·W_n + b_n + (r ⊙ h)·U_n)
 * h′ = n + z ⊙ (h − n)
 * </pre>
 *
 * <p>φ and ψ are ONNX's f and g. With a clip k, what goes into them is limited to ±k. Checked
 * against ONNX Runtime.
 *
 * <p>Benefit: any GRU of another framework as it is. Cost: nothing where a setting is unused.
 *
 * <p>Input [B, F], state h [B, H]. Parameters, gates in the order r z n: {@code kernel} [F, 3H],
 * {@code bias} [3H]; reset after: {@code recurrent_kernel} [H, 3H] and {@code recurrent_bias} b′
 * [H]; reset before: {@code recurrent_kernel} [H, 2H] and {@code candidate_kernel} U_n [H, H]. The
 * recurrent biases of r and z that other frameworks have are part of {@code bias}.
 */
public final class GeneralGruCell extends Gated<HiddenState> {
  private final GeneralGruConfig config;
  private final @Nullable Parameter recurrentBias;
  private final @Nullable Parameter candidateKernel;

  public GeneralGruCell(GeneralGruConfig config, int features, RandomGenerator random) {
    super(
        config,
        features,
        3 * config.units(),
        (config.form() == GruConfig.Form.RESET_AFTER ? 3 : 2) * config.units(),
        config.bias(),
        config.init(),
        random);
    this.config = config;
    int units = config.units();
    boolean after = config.form() == GruConfig.Form.RESET_AFTER;
    recurrentBias =
        after && config.bias()
            ? made("recurrent_bias", config.init().bias(units, units, random))
            : null;
    candidateKernel =
        after
            ? null
            : recurrent("candidate_kernel", config.init().recurrentKernel(units, units, random));
  }

  public GeneralGruConfig config() {
    return config;
  }

  @Override
  public HiddenState step(Tape tape, Variable x, HiddenState state) {
    return step(tape, x, state, state.h());
  }

  @Override
  public HiddenState step(Tape tape, Variable x, HiddenState state, Variable h) {
    int units = units();
    Variable input = input(tape, x);
    Variable past = past(tape, h);
    Variable gates =
        clipped(config.gate(), input.slice(-1, 0, 2 * units).add(past.slice(-1, 0, 2 * units)));
    Variable r = Weights.columns(gates, 0, units);
    Variable z = Weights.columns(gates, 1, units);
    Variable fromState =
        candidateKernel == null
            ? r.multiply(
                Weights.plus(
                    Weights.columns(past, 2, units), Weights.variable(tape, recurrentBias)))
            : r.multiply(h).matmul(tape.parameter(candidateKernel));
    Variable sum = Weights.columns(input, 2, units).add(fromState);
    Variable n = clipped(config.candidate(), sum);
    return new HiddenState(n.add(z.multiply(state.h().subtract(n))));
  }

  private Variable clipped(ActivationFunction activation, Variable sum) {
    return activation.apply(config.clip() > 0 ? sum.clamp(-config.clip(), config.clip()) : sum);
  }

  @Override
  public HiddenState initialState(Tape tape, int batch) {
    return new HiddenState(Weights.zeros(tape, batch, units()));
  }

  @Override
  public HiddenState stateOf(List<Variable> parts) {
    return new HiddenState(parts.getFirst());
  }
}
