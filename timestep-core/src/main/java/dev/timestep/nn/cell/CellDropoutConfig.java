package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of a {@link DropoutCell}.
 *
 * @param cell the cell inside
 * @param input rate of the input, from 0 to below 1
 * @param recurrent rate of the last output where it enters products, from 0 to below 1
 */
public record CellDropoutConfig(CellConfig cell, double input, double recurrent)
    implements CellConfig {
  public CellDropoutConfig {
    Settings.of("CellDropout")
        .given("cell", cell)
        .finite("input", input)
        .finite("recurrent", recurrent);
    Weights.checkRate("Dropout of a cell's input", input);
    Weights.checkRate("Recurrent dropout", recurrent);
  }

  @Override
  public String kind() {
    return cell.kind();
  }

  @Override
  public int units() {
    return cell.units();
  }

  @Override
  public Cell<?> build(int features, RandomGenerator random) {
    return new DropoutCell<>(cell.build(features, random), input, recurrent);
  }
}
