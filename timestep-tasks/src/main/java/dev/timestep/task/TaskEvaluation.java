package dev.timestep.task;

import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;
import java.util.List;

/** A trained model compared with the baselines on data. */
public interface TaskEvaluation {
  /** Scores, interval and verdict. */
  Findings findings();

  /** What was scored, for a reader. */
  List<Entry> entries();

  /** The result for programs. */
  JsonObject json();
}
