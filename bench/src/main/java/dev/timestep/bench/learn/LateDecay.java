package dev.timestep.bench.learn;

import dev.timestep.train.Schedule;

/**
 * The full rate for some epochs, then less by the same factor at the end of each, as in char-rnn.
 *
 * @param epochs after the last of which the rate first falls
 * @param decay what it is multiplied by
 */
public record LateDecay(int epochs, double decay) implements Schedule {
  @Override
  public double factor(Progress progress, Memory memory) {
    return Math.pow(decay, Math.max(0, progress.epoch() + 1 - epochs));
  }
}
