package dev.timestep.task.forecast.gift;

import java.util.Locale;

/** How far a configuration of the board forecasts, in prediction lengths of its step. */
public enum GiftTerm {
  /** The prediction length itself. */
  SHORT(1),
  /** Ten times as far. */
  MEDIUM(10),
  /** Fifteen times as far. */
  LONG(15);

  private final int times;

  GiftTerm(int times) {
    this.times = times;
  }

  /** How many prediction lengths are forecast. */
  int times() {
    return times;
  }

  /** The name in the description, in tables and in JSON: {@code short}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
