package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of a {@link ZoneoutCell}.
 *
 * @param cell the cell inside
 * @param output rate of the output h, from 0 to below 1; 0.05 for words and 0.5 for characters in
 *     the paper
 * @param memory rate of the memory beside the output, such as an LSTM's c, from 0 to below 1; 0.5
 *     in the paper, 0 for a cell without one, such as a GRU
 */
public record ZoneoutConfig(CellConfig cell, double output, double memory) implements CellConfig {
  public ZoneoutConfig {
    Settings.of("Zoneout").given("cell", cell).finite("output", output).finite("memory", memory);
    Weights.checkRate("Zoneout", output);
    Weights.checkRate("Zoneout of the memory", memory);
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
    return new ZoneoutCell<>(cell.build(features, random), output, memory);
  }
}
