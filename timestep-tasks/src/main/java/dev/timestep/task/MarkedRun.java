package dev.timestep.task;

import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;
import dev.timestep.task.message.Message;
import java.nio.file.Path;
import java.util.List;

/**
 * A run whose texts mark the settings that they name: what it says plainly follows from that.
 *
 * <pre>{@code
 * record SalesRun(SalesModel model, Findings markedFindings) implements MarkedRun { … }
 * run.findings();                                              // without marks
 * }</pre>
 */
public interface MarkedRun extends TaskRun {
  @Override
  Findings markedFindings();

  @Override
  List<String> markedRemarks();

  @Override
  JsonObject markedJson(Path modelFile);

  @Override
  String markedPage(Commands commands);

  @Override
  default Findings findings() {
    return PlainTexts.of(markedFindings());
  }

  @Override
  default List<String> remarks() {
    return Message.plain(markedRemarks());
  }

  @Override
  default JsonObject json(Path modelFile) {
    return PlainTexts.of(markedJson(modelFile));
  }

  @Override
  default String page(Commands commands) {
    return Message.plain(markedPage(commands));
  }
}
