package dev.timestep.bench.compare;

/**
 * A training step as {@code bench/growth} timed it.
 *
 * @param axis the size that was varied: T, B, H or F
 * @param cell lstm or gru
 * @param threads that it ran on
 * @param value of the size
 * @param milliseconds of a step, in the best of several rounds
 * @param gigaflops the step's operations in that time
 */
record GrowthPoint(
    String axis, String cell, int threads, int value, double milliseconds, double gigaflops) {

  /** What is drawn as one line. */
  String series() {
    return Cell.parse(cell, cell).name() + ", " + threads + (threads == 1 ? " thread" : " threads");
  }
}
