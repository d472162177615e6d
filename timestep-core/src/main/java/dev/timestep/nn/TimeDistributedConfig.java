package dev.timestep.nn;

import dev.timestep.nn.cell.Settings;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link TimeDistributed} layer.
 *
 * @param layer what runs at each step
 * @param steps inner steps that each outer step consists of, or 0 where the layer reads one value
 */
public record TimeDistributedConfig(LayerConfig layer, int steps) implements LayerConfig {
  public TimeDistributedConfig {
    Settings.of("TimeDistributed").given("layer", layer);
    if (steps < 0) {
      throw new IllegalArgumentException(
          "TimeDistributed expects inner steps of 0 (each step is one value) or more; received "
              + steps
              + ".");
    }
  }

  /** Each step is one value for {@code layer}. */
  public static TimeDistributedConfig of(LayerConfig layer) {
    return new TimeDistributedConfig(layer, 0);
  }

  /** Each step is a sequence of so many steps itself, side by side in a row. */
  public TimeDistributedConfig steps(int count) {
    return new TimeDistributedConfig(layer, count);
  }

  private int inner(int features) {
    if (steps > 0 && features % steps != 0) {
      throw new IllegalArgumentException(
          "TimeDistributed expects steps of "
              + steps
              + " inner steps each, all of one width; received a width of "
              + features
              + " in all. Check the number of inner steps.");
    }
    return steps == 0 ? features : features / steps;
  }

  @Override
  public String kind() {
    return "time_distributed";
  }

  @Override
  public int outputFeatures(int features) {
    return layer.outputFeatures(inner(features));
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return new TimeDistributed(layer.build(inner(features), random), features, steps);
  }
}
