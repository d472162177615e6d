package dev.timestep.task;

import dev.timestep.io.model.ModelArchive;

/**
 * A job: what it trains, and how its models are read back. Found by {@link
 * java.util.ServiceLoader}, so that a module of its own can add one.
 *
 * @param <O> what can be chosen
 */
public interface Task<O> {
  /** What {@code model.json} says a file of this job is, for example {@code forecast}. */
  String type();

  /**
   * Trains on data, and judges.
   *
   * @throws IllegalArgumentException when the data or the options do not fit; the message says why
   * @throws TrainingStoppedException when the listener asked for it
   */
  TaskRun train(Source data, O options, TaskListener listener);

  /**
   * The model of a file.
   *
   * @throws IllegalArgumentException when something in it is missing or wrong; the message names it
   */
  TaskModel of(ModelArchive archive);
}
