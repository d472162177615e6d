package dev.timestep.train;

/**
 * The rate falls along half a cosine, step by step: floor + (1 − floor) · ½(1 + cos(π · epochs /
 * n)), and stays at the floor after n epochs.
 *
 * <p>Source: Loshchilov and Hutter 2017, without restarts.
 *
 * @param epochs n, 1 or more: usually the number of epochs of the training
 * @param floor the factor at the end, in [0, 1); 0 by default
 */
public record CosineDecay(int epochs, double floor) implements Schedule {
  public CosineDecay {
    Settings.atLeast("CosineDecay", "a number of epochs", epochs, 1);
    Settings.inRange("CosineDecay", "a floor", floor, 0, 1);
  }

  /** Down to 0. */
  public CosineDecay(int epochs) {
    this(epochs, 0);
  }

  @Override
  public double factor(Progress progress, Memory memory) {
    double share = Math.min(1, progress.epochs() / epochs);
    return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * share));
  }
}
