package dev.timestep.bench;

/** The same sums as {@link FmaPeak} with plain floats: what vectors have to be faster than. */
final class ScalarPeak {

  private static final int SUMS = 10;
  private static final int STEPS = 20_000;

  private ScalarPeak() {}

  static double operations() {
    return 2.0 * SUMS * STEPS;
  }

  /** Returns a figure that depends on all the work. */
  static float run() {
    float x = 0.999999f;
    float y = 1e-7f;
    float s0 = x;
    float s1 = x;
    float s2 = x;
    float s3 = x;
    float s4 = x;
    float s5 = x;
    float s6 = x;
    float s7 = x;
    float s8 = x;
    float s9 = x;
    for (int i = 0; i < STEPS; i++) {
      s0 = s0 * x + y;
      s1 = s1 * x + y;
      s2 = s2 * x + y;
      s3 = s3 * x + y;
      s4 = s4 * x + y;
      s5 = s5 * x + y;
      s6 = s6 * x + y;
      s7 = s7 * x + y;
      s8 = s8 * x + y;
      s9 = s9 * x + y;
    }
    return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9;
  }
}
