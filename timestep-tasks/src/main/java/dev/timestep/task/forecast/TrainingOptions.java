package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.Require;
import java.util.Locale;

/**
 * How a forecasting network is trained.
 *
 * @param epochs passes over the training windows at most; 0 for 12, or as many as make 300 steps
 *     and no more than 2000
 * @param batch windows per step
 * @param learningRate the highest rate; it warms up to it and falls to zero along a cosine
 * @param loss what is minimised
 * @param patience epochs without a better validation loss after which training stops
 * @param refit whether what was judged is fitted again on all rows, to answer
 */
public record TrainingOptions(
    int epochs, int batch, double learningRate, LossKind loss, int patience, boolean refit) {

  /** Losses that a forecast can be trained with. */
  public enum LossKind {
    /** Mean absolute error: the forecast is a median. */
    MAE,
    /** Mean squared error: the forecast is a mean. */
    MSE,
    /** Huber's loss: squared near, absolute far. */
    HUBER;

    /** The name on the command line: {@code mae}, {@code mse} or {@code huber}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is used when nothing is said. */
  public static final TrainingOptions DEFAULT =
      new TrainingOptions(0, 64, 3e-3, LossKind.MAE, 10, true);

  /** Options of a run without a refit. */
  public TrainingOptions(int epochs, int batch, double learningRate, LossKind loss, int patience) {
    this(epochs, batch, learningRate, loss, patience, false);
  }

  public TrainingOptions {
    Require.that(setting("epochs"), epochs >= 0, "a whole number of 1 or more", epochs);
    Require.atLeast(setting("batch"), 1, batch);
    Require.positive(setting("lr"), "0.004", learningRate);
    Require.atLeast("patience", 1, patience);
  }

  /** How many epochs there are where the series is neither short nor long. */
  public static final int EPOCHS = 12;

  private static final int FEWEST_STEPS = 300;
  private static final int MOST_STEPS = 2000;

  /** The number of epochs for this many training windows. */
  public int epochsFor(int windows) {
    if (epochs > 0) {
      return epochs;
    }
    double stepsPerEpoch = Math.ceil((double) windows / batch);
    double steps = Math.clamp(EPOCHS * stepsPerEpoch, FEWEST_STEPS, MOST_STEPS);
    return Math.max(1, (int) Math.round(steps / stepsPerEpoch));
  }
}
