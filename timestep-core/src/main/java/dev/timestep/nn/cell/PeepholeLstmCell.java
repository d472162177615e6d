package dev.timestep.nn.cell;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.random.RandomGenerator;

/**
 * The LSTM whose gates read the cell state (Gers and Schmidhuber 2000).
 *
 * <pre>
 * i = σ(x·W_i + h·U_i + p_i ⊙ c + b_i)   f = σ(x·W_f + h·U_f + p_f ⊙ c + b_f)
 * g = tanh(x·W_g + h·U_g + b_g)          c′ = f ⊙ c + i ⊙ g
 * o = σ(x·W_o + h·U_o + p_o ⊙ c′ + b_o)  h′ = o ⊙ tanh c′
 * </pre>
 *
 * <p>Benefit: exact timing and counting, where a closed output gate hides the cell state from h.
 * Cost: 3H more weights, some elementwise work.
 *
 * <p>Input [B, F], state h and c [B, H]. Parameters, gates in the order i f g o: {@code kernel} [F,
 * 4H], {@code recurrent_kernel} [H, 4H], {@code bias} [4H], and {@code input_peephole}, {@code
 * forget_peephole}, {@code output_peephole} [H], which start at zero ({@link Init#KERAS}).
 */
public final class PeepholeLstmCell extends GatedLstm {
  private final Parameter inputPeephole;
  private final Parameter forgetPeephole;
  private final Parameter outputPeephole;

  public PeepholeLstmCell(PeepholeLstmConfig config, int features, RandomGenerator random) {
    super(config, features, config.units(), 4, config.bias(), config.init(), random);
    startBias(1, config.forgetBias(), config.init());
    inputPeephole = peephole("input_peephole", config.init(), random);
    forgetPeephole = peephole("forget_peephole", config.init(), random);
    outputPeephole = peephole("output_peephole", config.init(), random);
  }

  @Override
  public LstmState step(Tape tape, Variable x, LstmState state) {
    Variable c = state.c();
    Variable all = input(tape, x).add(past(tape, state.h()));
    Variable i = peep(tape, gate(all, 0), inputPeephole, c).sigmoid();
    Variable f = peep(tape, gate(all, 1), forgetPeephole, c).sigmoid();
    Variable g = gate(all, 2).tanh();
    Variable next = f.multiply(c).add(i.multiply(g));
    Variable o = peep(tape, gate(all, 3), outputPeephole, next).sigmoid();
    return new LstmState(o.multiply(next.tanh()), next);
  }
}
