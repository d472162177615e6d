package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.SimpleRnnConfig;
import dev.timestep.task.message.TaskException;
import java.util.Locale;

/**
 * Settings of a {@link ForecastNetwork}.
 *
 * @param cell which recurrent cell
 * @param hidden units of each recurrent layer
 * @param layers recurrent layers in the encoder and as many in the decoder
 * @param dropout rate on the encoder's state, between layers and before the output
 */
public record NetworkConfig(CellKind cell, int hidden, int layers, double dropout) {

  /** The cells that a forecast can be trained with. */
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

    CellConfig config(int units) {
      return switch (this) {
        case RNN -> SimpleRnnConfig.of(units);
        case GRU -> GruConfig.of(units);
        case LSTM -> LstmConfig.of(units);
      };
    }
  }

  /** What is used when nothing is said. */
  public static final NetworkConfig DEFAULT = new NetworkConfig(CellKind.GRU, 64, 1, 0.2);

  public NetworkConfig {
    requireAtLeastOne(setting("hidden"), hidden);
    requireAtLeastOne(setting("layers"), layers);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new TaskException(
          setting("dropout")
              + " expects a rate from 0 up to, not including, 1; received "
              + dropout
              + ".");
    }
  }

  private static void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw new TaskException(
          option + " expects a whole number of 1 or more; received " + value + ".");
    }
  }
}
