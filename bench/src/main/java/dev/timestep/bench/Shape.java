package dev.timestep.bench;

/**
 * A product of [m × k] by [k × n].
 *
 * @param m rows
 * @param n columns
 * @param k summed length
 */
record Shape(int m, int n, int k) {

  double operations() {
    return 2.0 * m * n * k;
  }

  @Override
  public String toString() {
    return "m=" + m + " n=" + n + " k=" + k;
  }
}
