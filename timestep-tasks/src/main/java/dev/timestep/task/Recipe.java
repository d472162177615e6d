package dev.timestep.task;

import dev.timestep.train.AdamW;
import dev.timestep.train.Clipping;
import dev.timestep.train.CosineDecay;
import dev.timestep.train.Optimizer;
import dev.timestep.train.TrainerConfig;
import dev.timestep.train.WarmUp;

/**
 * How the network of a job is trained: AdamW, some steps of warm-up and a cosine down to zero,
 * gradients clipped by their global norm, weights averaged; after each epoch the average is scored
 * on the validation examples, and the best one is kept.
 *
 * @param epochs passes over the training examples at most
 * @param batch examples of a step
 * @param learningRate the highest rate
 * @param patience epochs without a better validation loss after which training stops; 0 for all
 *     epochs
 * @param weightDecay decay of AdamW
 * @param warmUp steps in which the rate climbs
 * @param clipNorm largest global norm of a gradient
 * @param averageDecay decay of the average of the weights
 */
public record Recipe(
    int epochs,
    int batch,
    double learningRate,
    int patience,
    double weightDecay,
    int warmUp,
    double clipNorm,
    double averageDecay) {
  private static final double WEIGHT_DECAY = 0.01;
  private static final int WARM_UP = 50;
  private static final double CLIP_NORM = 1.0;
  private static final double AVERAGE_DECAY = 0.99;

  /** The usual decay, warm-up, clipping and averaging. */
  public static Recipe of(int epochs, int batch, double learningRate, int patience) {
    return new Recipe(
        epochs, batch, learningRate, patience, WEIGHT_DECAY, WARM_UP, CLIP_NORM, AVERAGE_DECAY);
  }

  /** The same with another warm-up. */
  public Recipe withWarmUp(int steps) {
    return new Recipe(
        epochs, batch, learningRate, patience, weightDecay, steps, clipNorm, averageDecay);
  }

  /** A fresh optimizer. */
  public Optimizer optimizer() {
    return new AdamW(learningRate, weightDecay);
  }

  /** How the trainer is set. */
  public TrainerConfig config(long seed) {
    return TrainerConfig.defaults()
        .withEpochs(epochs)
        .withSeed(seed)
        .withClipping(Clipping.byNorm(clipNorm))
        .withSchedule(new WarmUp(warmUp, new CosineDecay(epochs)))
        .withPatience(patience)
        .withAverageDecay(averageDecay);
  }
}
