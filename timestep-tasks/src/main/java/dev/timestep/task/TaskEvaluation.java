package dev.timestep.task;

import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;
import java.util.List;

/**
 * A trained model compared with the baselines on data. Its texts name settings as those of a {@link
 * TaskRun} do.
 */
public interface TaskEvaluation {
  /** Scores, interval and verdict. */
  Findings findings();

  /** What was scored, for a reader. */
  List<Entry> entries();

  /** What else a reader should be told after the verdict; lines of a table stay as they are. */
  default List<String> remarks() {
    return List.of();
  }

  /** The result for programs. */
  JsonObject json();

  /** The {@link #findings} with their settings marked. */
  default Findings markedFindings() {
    return findings();
  }

  /** The {@link #json} with its settings marked. */
  default JsonObject markedJson() {
    return json();
  }
}
