package dev.timestep.cli;

import dev.timestep.task.CellKind;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.table.Choice;
import picocli.CommandLine.Option;

/**
 * The recurrent layers of a job's network: {@code --cell}, {@code --hidden}, {@code --layers} and
 * {@code --dropout}. A job whose layers are others says so in its resource bundle, by the name of
 * the option.
 *
 * <pre>{@code
 * @Mixin private NetworkMixin network = new NetworkMixin(RecurrentSettings.gru(32));
 * }</pre>
 */
public final class NetworkMixin {
  @Option(
      order = 31,
      names = "--cell",
      paramLabel = "rnn|gru|lstm",
      description = "Recurrent cell. Default: ${DEFAULT-VALUE}.")
  private String cell;

  @Option(
      order = 32,
      names = "--hidden",
      paramLabel = "UNITS",
      description = "Units of each layer and direction. Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      order = 33,
      names = "--layers",
      paramLabel = "N",
      description = "Recurrent layers. Default: ${DEFAULT-VALUE}.")
  private int layers;

  @Option(
      order = 34,
      names = "--dropout",
      paramLabel = "RATE",
      description = "Dropout rate, from 0 up to 1. Default: ${DEFAULT-VALUE}.")
  private double dropout;

  /** The options with what the job uses where nothing is said. */
  public NetworkMixin(RecurrentSettings defaults) {
    cell = defaults.cell().label();
    hidden = defaults.hidden();
    layers = defaults.layers();
    dropout = defaults.dropout();
  }

  /**
   * What was chosen.
   *
   * @throws IllegalArgumentException when a value is out of range; the message names the option
   */
  public RecurrentSettings settings() {
    return new RecurrentSettings(
        Choice.of("--cell", CellKind.class, cell), hidden, layers, dropout);
  }
}
