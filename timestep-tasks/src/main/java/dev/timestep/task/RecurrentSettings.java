package dev.timestep.task;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.nn.RecurrentConfig;
import dev.timestep.task.message.Require;

/**
 * The recurrent part of a job's network; each job says where its layers stand.
 *
 * <pre>{@code
 * RecurrentSettings.gru(64);                                   // one layer, dropout 0.2
 * new RecurrentSettings(CellKind.LSTM, 128, 2, 0.3);
 * }</pre>
 *
 * @param cell the recurrent cell
 * @param hidden units of each layer, and of each direction where there are two; 1 to 16,384
 * @param layers layers on top of each other; 1 or more
 * @param dropout rate of the values that training leaves out, from 0 up to 1
 */
public record RecurrentSettings(CellKind cell, int hidden, int layers, double dropout) {
  private static final double DROPOUT = 0.2;

  /** The recurrent weights of more units would not fit into one tensor. */
  private static final int MOST_UNITS = 16_384;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one is out of range; the message names the setting
   */
  public RecurrentSettings {
    Require.that(
        setting("hidden"),
        hidden >= 1 && hidden <= MOST_UNITS,
        "a whole number from 1 to " + MOST_UNITS,
        hidden);
    Require.atLeast(setting("layers"), 1, layers);
    Require.rate(setting("dropout"), dropout);
  }

  /** One layer of gated recurrent units, with a dropout of {@value #DROPOUT}. */
  public static RecurrentSettings gru(int hidden) {
    return new RecurrentSettings(CellKind.GRU, hidden, 1, DROPOUT);
  }

  /** One of the layers. */
  public RecurrentConfig layer() {
    return RecurrentConfig.of(cell.config(hidden));
  }

  /** All layers, on top of each other, with dropout between them. */
  public RecurrentConfig stack() {
    return layers == 1 ? layer() : layer().layers(layers).dropout(dropout);
  }
}
