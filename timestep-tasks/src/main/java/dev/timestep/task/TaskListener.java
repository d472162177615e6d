package dev.timestep.task;

import dev.timestep.task.message.Message;
import dev.timestep.train.TrainingListener;
import dev.timestep.train.TrainingState;

/** Follows a job from its data to the verdict; called on the thread that does the work. */
public interface TaskListener extends TrainingListener {
  /** Listens to nothing. */
  TaskListener NONE = new TaskListener() {};

  /**
   * What is being done now.
   *
   * @param sentence for example "Reading births.csv."
   */
  default void doing(String sentence) {}

  /**
   * Something that the user should know and that is not part of the result.
   *
   * @param text a sentence
   */
  default void note(String text) {}

  /**
   * The same where the sentence names settings; a program that writes them in its own way listens
   * here. Unless it does, {@link #note(String)} gets the sentence with their bare names.
   *
   * @param message a sentence
   */
  default void note(Message message) {
    note(message.plain());
  }

  /**
   * How far the work has come, where one run trains many networks; shown where it can be drawn.
   *
   * @param sentence what is being done
   * @param share of the work that is done, from 0 to 1
   */
  default void progress(String sentence, double share) {}

  /**
   * Before training.
   *
   * @param plan what will be trained
   * @param stop ends training after the current step and leaves a checkpoint; may be called from
   *     any thread
   */
  default void planned(TaskPlan plan, Runnable stop) {}

  /**
   * Before the first epoch.
   *
   * @param loss validation loss of the network as it is before training; one that does not come
   *     below it is not used
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
   * @param cases test cases to be scored
   * @param unit what they are called, for example {@code test windows}
   */
  default void scoring(int cases, String unit) {}

  /**
   * While the network answers the test cases.
   *
   * @param done cases that are answered so far
   * @param cases all test cases
   */
  default void scored(int done, int cases) {}
}
