package dev.timestep.judge;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A score, or the reason why there is none; never infinite and never NaN.
 *
 * @param value the score; nothing where it is undefined
 * @param reason why it is undefined, or which part of the cases it leaves out
 */
public record Figure(OptionalDouble value, Optional<String> reason) {
  /** Checks that an undefined score says why. */
  public Figure {
    if (value.isEmpty() && reason.isEmpty()) {
      throw new IllegalArgumentException(
          "A Figure expects a value or the reason why there is none; received neither.");
    }
    if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
      throw new IllegalArgumentException(
          "A Figure expects a finite value; received " + value.getAsDouble() + ".");
    }
  }

  /** A score of all cases. */
  static Figure of(double value) {
    return Double.isFinite(value)
        ? new Figure(OptionalDouble.of(value), Optional.empty())
        : undefined("it is larger than a number can be");
  }

  /** An undefined score. */
  static Figure undefined(String reason) {
    return new Figure(OptionalDouble.empty(), Optional.of(reason));
  }
}
