package dev.timestep.task;

import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;

/**
 * An evaluation whose texts mark the settings that they name: what it says plainly follows from
 * that, as for a {@link MarkedRun}.
 *
 * <pre>{@code
 * record SalesEvaluation(Findings markedFindings) implements MarkedEvaluation { … }
 * }</pre>
 */
public interface MarkedEvaluation extends TaskEvaluation {
  @Override
  Findings markedFindings();

  @Override
  JsonObject markedJson();

  @Override
  default Findings findings() {
    return PlainTexts.of(markedFindings());
  }

  @Override
  default JsonObject json() {
    return PlainTexts.of(markedJson());
  }
}
