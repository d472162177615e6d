package dev.timestep.train;

/**
 * What is done to gradients that are too large: the treatment of exploding gradients (Pascanu,
 * Mikolov and Bengio 2013).
 */
public sealed interface Clipping {

  /** Nothing. */
  static Clipping none() {
    return new None();
  }

  /** Scales all gradients together so that their norm ‖g‖₂ is at most {@code limit}. */
  static Clipping byNorm(double limit) {
    return new ByNorm(limit);
  }

  /** Cuts each number of the gradients to [−limit, limit]. */
  static Clipping byValue(double limit) {
    return new ByValue(limit);
  }

  /** No clipping. */
  record None() implements Clipping {}

  /**
   * Clipping by the norm over all parameters: g ← g · limit / ‖g‖ where ‖g‖ &gt; limit. It keeps
   * the direction.
   *
   * @param limit the largest norm, above 0
   */
  record ByNorm(double limit) implements Clipping {
    public ByNorm {
      Settings.positive("Clipping", "a limit", limit);
    }
  }

  /**
   * Clipping of each number: g ← max(−limit, min(limit, g)).
   *
   * @param limit the largest size, above 0
   */
  record ByValue(double limit) implements Clipping {
    public ByValue {
      Settings.positive("Clipping", "a limit", limit);
    }
  }
}
