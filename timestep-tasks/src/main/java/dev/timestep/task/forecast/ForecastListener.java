package dev.timestep.task.forecast;

import dev.timestep.train.TrainingListener;

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

  /** After training, before the baselines are fitted and everything is scored. */
  default void scoring() {}
}
