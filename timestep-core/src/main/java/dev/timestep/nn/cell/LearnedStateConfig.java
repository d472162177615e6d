package dev.timestep.nn.cell;

import java.util.random.RandomGenerator;

/**
 * Settings of a {@link LearnedStateCell}.
 *
 * @param cell the cell inside
 */
public record LearnedStateConfig(CellConfig cell) implements CellConfig {
  public LearnedStateConfig {
    Settings.of("LearnedState").given("cell", cell);
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
    return new LearnedStateCell<>(cell.build(features, random));
  }
}
