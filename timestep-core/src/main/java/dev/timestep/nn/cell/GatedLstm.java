package dev.timestep.nn.cell;

import dev.timestep.autograd.Parameter;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the variants of the LSTM share: gates of H columns each, and the states h and c. */
abstract class GatedLstm extends Gated<LstmState> {
  /** Width H of the cell state. */
  final int width;

  GatedLstm(
      CellConfig config,
      int features,
      int width,
      int gates,
      boolean withBias,
      Init init,
      RandomGenerator random) {
    super(config, features, gates * width, gates * width, withBias, init, random);
    this.width = width;
  }

  /** Lets a gate's bias start at {@code value}, under {@link Init#KERAS}. */
  final void startBias(int gate, float value, Init init) {
    if (bias != null && init == Init.KERAS) {
      Arrays.fill(bias.value().data(), gate * width, (gate + 1) * width, value);
    }
  }

  /** A peephole [H]: zero at first, or as PyTorch lets weights start. */
  final Parameter peephole(String name, Init init, RandomGenerator random) {
    return made(name, init.bias(width, width, random));
  }

  /** Columns of a gate. */
  final Variable gate(Variable all, int gate) {
    return Weights.columns(all, gate, width);
  }

  /** {@code sum} + p ⊙ c, or the sum where there is no peephole. */
  static Variable peep(Tape tape, Variable sum, @Nullable Parameter peephole, Variable c) {
    return peephole == null ? sum : sum.add(c.multiply(tape.parameter(peephole)));
  }

  @Override
  public final LstmState initialState(Tape tape, int batch) {
    return new LstmState(Weights.zeros(tape, batch, units()), Weights.zeros(tape, batch, width));
  }

  @Override
  public final LstmState stateOf(List<Variable> parts) {
    return new LstmState(parts.get(0), parts.get(1));
  }
}
