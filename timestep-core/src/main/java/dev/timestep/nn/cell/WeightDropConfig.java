package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of a {@link WeightDropCell}.
 *
 * @param cell the cell inside
 * @param rate from 0 to below 1; 0.5 in the paper
 */
public record WeightDropConfig(CellConfig cell, double rate) implements CellConfig {
  public WeightDropConfig {
    Settings.of("WeightDrop").given("cell", cell).finite("rate", rate);
    Weights.checkRate("Weight drop", rate);
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
    return new WeightDropCell<>(cell.build(features, random), rate);
  }
}
