package dev.timestep.nn;

import dev.timestep.autograd.Padding;
import dev.timestep.autograd.Pool;
import dev.timestep.autograd.TimeWindow;
import dev.timestep.nn.cell.Settings;
import java.util.random.RandomGenerator;

/**
 * Settings of a {@link TimePooling}.
 *
 * @param pool what becomes of a window
 * @param window {@link TimeWindow#whole()}, or a window without dilation that is not causal
 */
public record TimePoolingConfig(Pool pool, TimeWindow window) implements LayerConfig {
  public TimePoolingConfig {
    Settings.of("TimePooling").given("pool", pool).given("window", window);
    if (window.dilation() != 1 || window.padding() == Padding.CAUSAL) {
      throw new IllegalArgumentException(
          "TimePooling expects a window with a dilation of 1 and Padding.VALID or Padding.SAME;"
              + " received "
              + window
              + ".");
    }
  }

  /** One value for each sequence. */
  public static TimePoolingConfig whole(Pool pool) {
    return new TimePoolingConfig(pool, TimeWindow.whole());
  }

  /** One value for each {@code size} steps; fewer than that at the end are left out (Keras). */
  public static TimePoolingConfig windows(Pool pool, int size) {
    Inputs.checkPositive("TimePooling", "a window", size);
    return new TimePoolingConfig(pool, new TimeWindow(size, size, 1, Padding.VALID));
  }

  /** The same with another stride. */
  public TimePoolingConfig stride(int stride) {
    Inputs.checkPositive("TimePooling", "a stride", stride);
    return new TimePoolingConfig(pool, new TimeWindow(window.size(), stride, 1, window.padding()));
  }

  /** The same with {@link Padding#SAME}: windows may reach beyond a sequence's ends. */
  public TimePoolingConfig same() {
    return new TimePoolingConfig(
        pool, new TimeWindow(window.size(), window.stride(), 1, Padding.SAME));
  }

  @Override
  public String kind() {
    return switch (pool) {
      case MAX -> "max_pool";
      case AVERAGE -> "average_pool";
      case LAST -> "last_step";
    };
  }

  @Override
  public int outputFeatures(int features) {
    return features;
  }

  @Override
  public Layer build(int features, RandomGenerator random) {
    return new TimePooling(this, features);
  }
}
