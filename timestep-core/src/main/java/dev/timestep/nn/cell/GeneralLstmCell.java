package dev.timestep.nn.cell;

import dev.timestep.autograd.ActivationFunction;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The LSTM with every setting of the operator LSTM of ONNX: custom activations, peepholes, coupled
 * gates, clipping.
 *
 * <pre>
 * i = φ(x·W_i + h·U_i + p_i ⊙ c + b_i)    f = φ(x·W_f + h·U_f + p_f ⊙ c + b_f)  or 1 − i
 * g = ψ(x·W_g + h·U_g + b_g)              c′ = f ⊙ c + i ⊙ g
 * o = φ(x·W_o + h·U_o + p_o ⊙ c′ + b_o)   h′ = o ⊙ χ(c′)
 * </pre>
 *
 * <p>φ, ψ and χ are ONNX's f, g and h. With a clip k, what goes into φ and ψ is limited to ±k, all
 * terms included; what goes into χ is not. With coupled gates ({@code input_forget}) f has no
 * weights. Checked against ONNX Runtime, whose readings these are.
 *
 * <p>Benefit: any LSTM of another framework as it is. Cost: nothing where a setting is unused.
 *
 * <p>Input [B, F], state h and c [B, H]. Parameters, gates in the order i f g o, or i g o where
 * coupled (G = 4 or 3): {@code kernel} [F, G·H], {@code recurrent_kernel} [H, G·H], {@code bias}
 * [G·H]; with peepholes {@code input_peephole}, {@code forget_peephole} unless coupled, {@code
 * output_peephole} [H].
 */
public final class GeneralLstmCell extends GatedLstm {
  private final GeneralLstmConfig config;
  private final @Nullable Parameter inputPeephole;
  private final @Nullable Parameter forgetPeephole;
  private final @Nullable Parameter outputPeephole;

  public GeneralLstmCell(GeneralLstmConfig config, int features, RandomGenerator random) {
    super(
        config,
        features,
        config.units(),
        config.coupled() ? 3 : 4,
        config.bias(),
        config.init(),
        random);
    this.config = config;
    Init init = config.init();
    // Where coupled, keeping much is writing little.
    startBias(config.coupled() ? 0 : 1, (config.coupled() ? -1 : 1) * config.forgetBias(), init);
    boolean peeps = config.peepholes();
    inputPeephole = peeps ? peephole("input_peephole", init, random) : null;
    forgetPeephole = peeps && !config.coupled() ? peephole("forget_peephole", init, random) : null;
    outputPeephole = peeps ? peephole("output_peephole", init, random) : null;
  }

  public GeneralLstmConfig config() {
    return config;
  }

  @Override
  public LstmState step(Tape tape, Variable x, LstmState state) {
    int last = config.coupled() ? 2 : 3;
    Variable c = state.c();
    Variable all = input(tape, x).add(past(tape, state.h()));
    Variable i = clipped(config.gate(), peep(tape, gate(all, 0), inputPeephole, c));
    Variable g = clipped(config.cell(), gate(all, last - 1));
    Variable next;
    if (config.coupled()) {
      next = c.add(i.multiply(g.subtract(c)));
    } else {
      Variable f = clipped(config.gate(), peep(tape, gate(all, 1), forgetPeephole, c));
      next = f.multiply(c).add(i.multiply(g));
    }
    Variable o = clipped(config.gate(), peep(tape, gate(all, last), outputPeephole, next));
    return new LstmState(o.multiply(config.hidden().apply(next)), next);
  }

  private Variable clipped(ActivationFunction activation, Variable sum) {
    return activation.apply(config.clip() > 0 ? sum.clamp(-config.clip(), config.clip()) : sum);
  }
}
