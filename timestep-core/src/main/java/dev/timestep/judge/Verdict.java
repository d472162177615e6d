package dev.timestep.judge;

import java.util.Locale;

/**
 * Whether a network is worth using, in plain words.
 *
 * @param outcome which of the four cases it is
 * @param leaning which way the evidence leans; where the outcome is clear it is the winner
 * @param sentence the case in plain English, with its figures
 */
public record Verdict(Outcome outcome, Leaning leaning, String sentence) {

  /** The four cases. */
  public enum Outcome {
    /** The whole interval of the difference lies on the network's side. */
    NETWORK_WINS,
    /** The whole interval lies on the baseline's side. */
    NETWORK_LOSES,
    /** The interval includes zero. */
    NO_DIFFERENCE,
    /** Too few cases for an interval. */
    TOO_FEW;

    /** The name in JSON, for example {@code network_wins} or {@code not_enough_windows}. */
    public String label(Cases cases) {
      return this == TOO_FEW ? "not_enough_" + cases.name() : name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which model the evidence favours, whether or not it is enough. */
  public enum Leaning {
    /** Towards the network. */
    NETWORK,
    /** Towards the baseline. */
    BASELINE,
    /** Neither way. */
    NEITHER;

    /** The name in JSON, for example {@code baseline}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
