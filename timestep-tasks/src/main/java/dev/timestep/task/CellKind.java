package dev.timestep.task;

import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import java.util.Locale;

/** The cells that a job's network can be trained with. */
public enum CellKind {
  /** Plain recurrent cell. */
  RNN,
  /** Gated recurrent unit, reset after. */
  GRU,
  /** Long short-term memory. */
  LSTM;

  /** The name on the command line: {@code rnn}, {@code gru} or {@code lstm}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A cell of this kind with so many units. */
  CellConfig config(int units) {
    return switch (this) {
      case RNN -> SimpleRnnConfig.of(units);
      case GRU -> GruConfig.of(units);
      case LSTM -> LstmConfig.of(units);
    };
  }
}
