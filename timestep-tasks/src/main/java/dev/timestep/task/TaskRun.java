package dev.timestep.task;

import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;
import java.nio.file.Path;
import java.util.List;

/** The result of training and judging. */
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
}
