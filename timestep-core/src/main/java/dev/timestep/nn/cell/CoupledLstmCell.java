package dev.timestep.nn.cell;

import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.random.RandomGenerator;

/**
 * The LSTM with coupled input and forget gates (CIFG; Greff et al. 2017): what is forgotten makes
 * room for what is written.
 *
 * <pre>
 * f = σ(x·W_f + h·U_f + b_f)            i = 1 − f
 * g = tanh(x·W_g + h·U_g + b_g)         c′ = f ⊙ c + i ⊙ g = g + f ⊙ (c − g)
 * o = σ(x·W_o + h·U_o + b_o)            h′ = o ⊙ tanh c′
 * </pre>
 *
 * <p>The gate with weights is f, as in TensorFlow. The paper and ONNX's {@code input_forget} give
 * them to i, with f = 1 − i: the same cell with the gate's weights and bias negated, as 1 − σ(a) =
 * σ(−a); {@link GeneralLstmConfig#coupled()} has that form.
 *
 * <p>Benefit: a quarter fewer weights at an accuracy that the paper finds no different, and a cell
 * state that cannot grow beyond ±1. Cost: it cannot keep and write at once.
 *
 * <p>Input [B, F], state h and c [B, H]. Parameters, gates in the order f g o: {@code kernel} [F,
 * 3H], {@code recurrent_kernel} [H, 3H], {@code bias} [3H].
 */
public final class CoupledLstmCell extends GatedLstm {
  public CoupledLstmCell(CoupledLstmConfig config, int features, RandomGenerator random) {
    super(config, features, config.units(), 3, config.bias(), config.init(), random);
    startBias(0, config.forgetBias(), config.init());
  }

  @Override
  public LstmState step(Tape tape, Variable x, LstmState state) {
    Variable all = input(tape, x).add(past(tape, state.h()));
    Variable f = gate(all, 0).sigmoid();
    Variable g = gate(all, 1).tanh();
    Variable o = gate(all, 2).sigmoid();
    Variable c = g.add(f.multiply(state.c().subtract(g)));
    return new LstmState(o.multiply(c.tanh()), c);
  }
}
