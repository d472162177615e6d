package dev.timestep.task;

import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of training and judging.
 *
 * <p>All texts name settings by their bare names. A program that writes them in its own way takes
 * the marked ones and renders them, as {@link dev.timestep.task.message.Message} does; a job whose
 * texts name no setting leaves those methods as they are.
 */
public interface TaskRun {
  /** The trained model. */
  TaskModel model();

  /** Scores, interval and verdict. */
  Findings findings();

  /** What else a reader should be told after the verdict, a sentence each. */
  List<String> remarks();

  /** The result for programs. */
  JsonObject json(Path modelFile);

  /** The page of the run: one HTML file that needs nothing else. */
  String page(Commands commands);

  /** The {@link #findings} with their settings marked. */
  default Findings markedFindings() {
    return findings();
  }

  /** The {@link #remarks} with their settings marked. */
  default List<String> markedRemarks() {
    return remarks();
  }

  /** The {@link #json} with its settings marked. */
  default JsonObject markedJson(Path modelFile) {
    return json(modelFile);
  }

  /** The {@link #page} with its settings marked. */
  default String markedPage(Commands commands) {
    return page(commands);
  }
}
