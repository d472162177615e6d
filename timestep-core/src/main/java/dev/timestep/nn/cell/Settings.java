package dev.timestep.nn.cell;

import org.jspecify.annotations.Nullable;

/**
 * What holds for the settings of every cell and layer: numbers are finite, and choices are not
 * null. So every model that can be built can be saved.
 *
 * <pre>{@code
 * public LstmConfig {
 *   Settings.of("Lstm").finite("forgetBias", forgetBias).given("init", init);
 * }
 * }</pre>
 *
 * @param who in whose name to refuse
 */
public record Settings(String who) {
  /** Checks of the settings of {@code who}. */
  public static Settings of(String who) {
    return new Settings(who);
  }

  /** Refuses NaN and the infinities. */
  public Settings finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          who + " expects " + name + " to be a finite number; received " + value + ".");
    }
    return this;
  }

  /** Refuses null. */
  public Settings given(String name, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(
          who + " expects " + name + " to be given; received null. See its defaults.");
    }
    return this;
  }
}
