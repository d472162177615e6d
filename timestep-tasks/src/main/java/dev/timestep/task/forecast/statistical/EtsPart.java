package dev.timestep.task.forecast.statistical;

/** How an error, a trend or a season enters a form of {@link Ets exponential smoothing}. */
public enum EtsPart {
  /** It is left out. */
  NONE('N'),
  /** It is added. */
  ADDITIVE('A'),
  /** It is multiplied. */
  MULTIPLICATIVE('M');

  private final char letter;

  EtsPart(char letter) {
    this.letter = letter;
  }

  /** The letter of Hyndman's names: {@code N}, {@code A} or {@code M}. */
  public char letter() {
    return letter;
  }
}
