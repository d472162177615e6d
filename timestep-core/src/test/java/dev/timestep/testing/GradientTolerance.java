package dev.timestep.testing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How far a gradient of the engine may stray from the central difference of a float64 reference.
 *
 * @param relative allowed error relative to the gradient
 * @param floor allowed error of a gradient near zero
 */
public record GradientTolerance(double relative, double floor) {
  /** The project's promise for every op, cell, layer and loss. */
  public static final GradientTolerance STANDARD = new GradientTolerance(1e-3, 1e-5);

  /** The error allowed of a gradient. */
  public double allowed(double gradient) {
    return Math.max(floor, relative * Math.abs(gradient));
  }

  /** Fails where an element is further off than is allowed, and names the worst one. */
  public void check(String name, float[] gradient, double[] differences) {
    assertThat(gradient).as(name).hasSize(differences.length);
    int worst = -1;
    double most = 1;
    for (int at = 0; at < differences.length; at++) {
      double excess = Math.abs(gradient[at] - differences[at]) / allowed(differences[at]);
      // A NaN compares false with everything, so it is asked for on its own.
      if (Double.isNaN(excess) || excess > most) {
        worst = at;
        most = Double.isNaN(excess) ? Double.MAX_VALUE : excess;
      }
    }
    if (worst >= 0) {
      throw new AssertionError(
          "The gradient of "
              + name
              + " at element "
              + worst
              + " is "
              + gradient[worst]
              + "; central differences of the reference give "
              + differences[worst]);
    }
  }
}
