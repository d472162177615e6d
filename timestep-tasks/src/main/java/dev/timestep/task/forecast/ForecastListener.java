package dev.timestep.task.forecast;

import dev.timestep.train.TrainingListener;
import dev.timestep.train.TrainingState;

/** Follows a forecast from the plan to the verdict; called on the training thread. */
public interface ForecastListener extends TrainingListener {
  /** Listens to nothing. */
  ForecastListener NONE = new ForecastListener() {};

  /**
   * Before training.
   *
   * @param plan what will be trained
   * @param parameters trained numbers of the network
   * @param stop ends training after the current step and leaves a checkpoint; may be called from
   *     any thread
   */
  default void planned(ForecastPlan plan, long parameters, Runnable stop) {}

  /**
   * Before the first epoch.
   *
   * @param loss validation loss of the forecast that the network starts from; a network that does
   *     not come below it is not used
   */
  default void starting(double loss) {}

  /**
   * Before an interrupted run continues.
   *
   * @param state where it stood when its checkpoint was written
   */
  default void resuming(TrainingState state) {}

  /**
   * After training, before anything is scored.
   *
   * @param windows test windows to be scored
   */
  default void scoring(int windows) {}

  /**
   * While the network forecasts the test windows.
   *
   * @param done windows that are forecast so far
   * @param windows all test windows
   */
  default void scored(int done, int windows) {}

  /** After the network's forecasts, before the baselines are fitted and scored. */
  default void fittingBaselines() {}
}
