package dev.timestep.nn.cell;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.random.RandomGenerator;

/**
 * The LSTM whose output is projected to fewer numbers (LSTMP; Sak et al. 2014), as PyTorch's {@code
 * proj_size}.
 *
 * <pre>
 * i = σ(x·W_i + h·U_i + b_i)    f = σ(x·W_f + h·U_f + b_f)
 * g = tanh(x·W_g + h·U_g + b_g) o = σ(x·W_o + h·U_o + b_o)
 * c′ = f ⊙ c + i ⊙ g            h′ = (o ⊙ tanh c′)·P
 * </pre>
 *
 * <p>Benefit: a large cell state at the price of a small recurrent product. Cost: one more product
 * a step, H·P.
 *
 * <p>Input [B, F], state h [B, P] and c [B, H]; the output is h. Parameters, gates in the order i f
 * g o: {@code kernel} [F, 4H], {@code recurrent_kernel} [P, 4H], {@code bias} [4H], {@code
 * projection_kernel} [H, P], PyTorch's {@code weight_hr} transposed.
 */
public final class ProjectedLstmCell extends GatedLstm {
  private final Parameter projection;

  public ProjectedLstmCell(ProjectedLstmConfig config, int features, RandomGenerator random) {
    super(config, features, config.hidden(), 4, config.bias(), config.init(), random);
    int hidden = config.hidden();
    startBias(1, config.forgetBias(), config.init());
    projection =
        made("projection_kernel", config.init().kernel(hidden, config.units(), hidden, random));
  }

  @Override
  public LstmState step(Tape tape, Variable x, LstmState state) {
    Variable all = input(tape, x).add(past(tape, state.h()));
    Variable i = gate(all, 0).sigmoid();
    Variable f = gate(all, 1).sigmoid();
    Variable g = gate(all, 2).tanh();
    Variable o = gate(all, 3).sigmoid();
    Variable c = f.multiply(state.c()).add(i.multiply(g));
    return new LstmState(o.multiply(c.tanh()).matmul(tape.parameter(projection)), c);
  }
}
