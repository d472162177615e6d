package dev.timestep.task;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import dev.timestep.kernel.Engine;
import java.nio.file.Path;
import java.util.Optional;

/** A trained model of any job: immutable, and safe to share between threads. */
public interface TaskModel {
  /** What {@code model.json} says the file is. */
  String type();

  /** Everything that a model file holds. */
  ModelArchive archive();

  /**
   * Holds the model against its baselines on data with answers.
   *
   * @throws IllegalArgumentException when the data do not fit the model; the message says why
   */
  TaskEvaluation evaluate(Source data, TaskListener listener, Engine engine);

  /**
   * Answers data.
   *
   * @throws IllegalArgumentException when the data do not fit the model; the message says why
   */
  Prediction predict(Source data, TaskListener listener, Engine engine);

  /**
   * Answers data while they arrive, where the job can: then predicting from a pipe does not wait
   * for its end.
   *
   * @param data gives the name and the settings; it is not opened
   */
  default Optional<LineStream> stream(Source data, TaskListener listener, Engine engine) {
    return Optional.empty();
  }

  /** The same on the standard engine. */
  default Optional<LineStream> stream(Source data, TaskListener listener) {
    return stream(data, listener, Engine.standard());
  }

  /** The same on the standard engine. */
  default TaskEvaluation evaluate(Source data, TaskListener listener) {
    return evaluate(data, listener, Engine.standard());
  }

  /** The same on the standard engine. */
  default Prediction predict(Source data, TaskListener listener) {
    return predict(data, listener, Engine.standard());
  }

  /** Writes the model, aside and then into place. */
  default void save(Path file) {
    ModelFile.write(file, archive());
  }
}
