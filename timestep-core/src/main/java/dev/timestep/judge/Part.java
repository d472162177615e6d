package dev.timestep.judge;

import java.util.Locale;

/** What a part of the data is for. */
public enum Part {
  /** Fits weights and scales. */
  TRAIN,
  /** Chooses: the epoch, a penalty, a network. */
  VALIDATION,
  /** Seen once, for the figures that are reported. */
  TEST;

  /** The lower-case word that terminals, JSON and pages show. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
