package dev.timestep.nn.cell;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.random.RandomGenerator;

/**
 * The LSTM whose cell state stays within ±k (TensorFlow's {@code cell_clip}; Sak et al. 2014).
 *
 * <pre>
 * i = σ(x·W_i + h·U_i + b_i)    f = σ(x·W_f + h·U_f + b_f)
 * g = tanh(x·W_g + h·U_g + b_g) o = σ(x·W_o + h·U_o + b_o)
 * c′ = min(max(f ⊙ c + i ⊙ g, −k), k)      h′ = o ⊙ tanh c′
 * </pre>
 *
 * <p>A clipped number passes no gradient on. ONNX's {@code clip} is another thing: it limits what
 * goes into the activations of the gates, not the cell state; {@link GeneralLstmConfig#clip()}.
 *
 * <p>Benefit: a state that cannot run away on long streams or in low precision. Cost: next to
 * nothing; what lies beyond k is lost.
 *
 * <p>Input [B, F], state h and c [B, H]. Parameters as those of {@link LstmCell}.
 */
public final class ClippedLstmCell extends GatedLstm {
  private final float clip;

  public ClippedLstmCell(ClippedLstmConfig config, int features, RandomGenerator random) {
    super(config, features, config.units(), 4, config.bias(), config.init(), random);
    startBias(1, config.forgetBias(), config.init());
    clip = config.clip();
  }

  @Override
  public LstmState step(Tape tape, Variable x, LstmState state) {
    Variable all = input(tape, x).add(past(tape, state.h()));
    Variable i = gate(all, 0).sigmoid();
    Variable f = gate(all, 1).sigmoid();
    Variable g = gate(all, 2).tanh();
    Variable o = gate(all, 3).sigmoid();
    Variable c = f.multiply(state.c()).add(i.multiply(g)).clamp(-clip, clip);
    return new LstmState(o.multiply(c.tanh()), c);
  }
}
