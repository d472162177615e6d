package dev.timestep.train;

/**
 * The rate falls by the same factor after every epoch: γ^epoch.
 *
 * @param decay γ in (0, 1]
 */
public record ExponentialDecay(double decay) implements Schedule {
  public ExponentialDecay {
    Settings.positive("ExponentialDecay", "a decay", decay);
    Settings.inRange("ExponentialDecay", "a decay", decay, 0, Math.nextUp(1.0));
  }

  @Override
  public double factor(Progress progress, Memory memory) {
    return Math.pow(decay, progress.epoch());
  }
}
