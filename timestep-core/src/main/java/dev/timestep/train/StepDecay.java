package dev.timestep.train;

/**
 * The rate falls by a factor after every so many epochs: γ^⌊epoch / n⌋.
 *
 * @param epochs n, 1 or more
 * @param decay γ in (0, 1]; 0.1 is customary, 0.5 halves
 */
public record StepDecay(int epochs, double decay) implements Schedule {
  public StepDecay {
    Settings.atLeast("StepDecay", "a number of epochs", epochs, 1);
    Settings.positive("StepDecay", "a decay", decay);
    Settings.inRange("StepDecay", "a decay", decay, 0, Math.nextUp(1.0));
  }

  @Override
  public double factor(Progress progress, Memory memory) {
    return Math.pow(decay, progress.epoch() / epochs);
  }
}
