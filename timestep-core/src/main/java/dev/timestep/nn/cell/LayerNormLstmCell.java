package dev.timestep.nn.cell;

import dev.timestep.autograd.LayerNormOp;
import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Tensor;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The LSTM with layer normalisation (Ba, Kiros and Hinton 2016), where LN(v; γ, β) = γ ⊙ (v −
 * mean)/√(variance + ε) + β.
 *
 * <pre>
 * (i f g o) = LN(x·W; γ_x, b) + LN(h·U; γ_h, 0)     over all four gates at once
 * c′ = σ(f) ⊙ c + σ(i) ⊙ tanh g
 * h′ = σ(o) ⊙ tanh LN(c′; γ_c, β_c)
 * </pre>
 *
 * <p>The offsets of both norms and the bias, three in the paper, are their sum b. The state that is
 * carried on is c′ itself, as in the paper; some implementations carry on its norm.
 *
 * <p>Benefit: steadier and often faster learning, and gates that do not depend on the scale of x
 * and W. Cost: three norms a step.
 *
 * <p>Input [B, F], state h and c [B, H]. Parameters, gates in the order i f g o: {@code kernel} [F,
 * 4H], {@code recurrent_kernel} [H, 4H], {@code bias} b [4H], {@code gain} γ_x and {@code
 * recurrent_gain} γ_h [4H], {@code cell_gain} γ_c and {@code cell_offset} β_c [H]. Gains start at
 * 1.
 */
public final class LayerNormLstmCell extends GatedLstm {
  private final float epsilon;
  private final Parameter offset;
  private final Parameter gain;
  private final Parameter recurrentGain;
  private final Parameter cellGain;
  private final Parameter cellOffset;

  public LayerNormLstmCell(LayerNormLstmConfig config, int features, RandomGenerator random) {
    super(config, features, config.units(), 4, true, config.init(), random);
    startBias(1, config.forgetBias(), config.init());
    epsilon = config.epsilon();
    offset = Objects.requireNonNull(bias);
    gain = gains("gain", 4 * width);
    recurrentGain = gains("recurrent_gain", 4 * width);
    cellGain = gains("cell_gain", width);
    cellOffset = made("cell_offset", Tensor.zeros(width));
  }

  @Override
  public LstmState step(Tape tape, Variable x, LstmState state) {
    Variable input = x.matmul(tape.parameter(kernel));
    Variable none = tape.constant(0f, 4 * width);
    Variable all =
        LayerNormOp.apply(input, tape.parameter(gain), tape.parameter(offset), epsilon)
            .add(
                LayerNormOp.apply(
                    past(tape, state.h()), tape.parameter(recurrentGain), none, epsilon));
    Variable i = gate(all, 0).sigmoid();
    Variable f = gate(all, 1).sigmoid();
    Variable g = gate(all, 2).tanh();
    Variable o = gate(all, 3).sigmoid();
    Variable c = f.multiply(state.c()).add(i.multiply(g));
    Variable shown =
        LayerNormOp.apply(c, tape.parameter(cellGain), tape.parameter(cellOffset), epsilon);
    return new LstmState(o.multiply(shown.tanh()), c);
  }
}
