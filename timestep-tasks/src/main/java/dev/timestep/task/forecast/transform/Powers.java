package dev.timestep.task.forecast.transform;

import dev.timestep.task.message.TaskException;

/** The function that both power transforms are made of, exact near zero powers and near 1. */
final class Powers {
  private static final double HIGHEST = 2;

  private Powers() {}

  /** {@code (x^λ - 1) / λ}, from the logarithm of x; the logarithm itself for λ = 0. */
  static double power(double logarithm, double lambda) {
    return lambda == 0 ? logarithm : Math.expm1(lambda * logarithm) / lambda;
  }

  /** The logarithm of x whose power this is; minus or plus infinity beyond the range of powers. */
  static double logarithm(double power, double lambda) {
    return lambda == 0 ? power : Math.log1p(Math.max(-1, lambda * power)) / lambda;
  }

  static void require(String who, double lambda, double least, double unit) {
    if (!(lambda >= least && lambda <= HIGHEST)) {
      throw new TaskException(
          "%s expects a power from %s to %s; received %s.".formatted(who, least, HIGHEST, lambda));
    }
    if (!(unit > 0 && unit < Double.POSITIVE_INFINITY)) {
      throw new TaskException("%s expects a unit above 0; received %s.".formatted(who, unit));
    }
  }
}
