package dev.timestep.task.classify;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;
import dev.timestep.task.FindingsJson;
import dev.timestep.task.sequence.SequenceSet;
import java.nio.file.Path;
import java.util.List;

/** Results of a classification as JSON objects for programs to read. */
public final class ClassifyJson {
  private ClassifyJson() {}

  /** The result of training. */
  static JsonObject of(ClassifyRun run, Path modelFile) {
    ClassifyStamp stamp = run.model().stamp();
    JsonObject json = scored("train classify", run.parts().train(), run.findings());
    json.addProperty("trainCases", stamp.trainCases());
    json.addProperty("testCases", stamp.testCases());
    json.add("classes", texts(run.model().classes()));
    json.addProperty("kept", stamp.kept());
    json.addProperty("validationErrors", stamp.validationErrors());
    json.addProperty("testErrors", stamp.testErrors());
    json.addProperty("networkTestErrors", stamp.networkTestErrors());
    JsonObject model = new JsonObject();
    model.addProperty("network", stamp.network().name());
    model.addProperty("parameters", run.model().network().parameterCount());
    model.addProperty("file", modelFile.toString());
    json.add("model", model);
    json.addProperty("seconds", run.seconds());
    json.addProperty("trainingSeconds", stamp.run().seconds());
    JsonObject seconds = new JsonObject();
    run.opponentSeconds().forEach(seconds::addProperty);
    json.add("opponentSeconds", seconds);
    json.addProperty("seed", stamp.settings().seed());
    json.addProperty("threads", stamp.run().threads());
    json.addProperty("kernels", stamp.run().kernels());
    json.addProperty("version", stamp.run().version());
    json.add("notes", texts(run.parts().markedNotes()));
    return json;
  }

  static JsonObject scored(String task, SequenceSet cases, Findings findings) {
    JsonObject json = FindingsJson.scored(task, cases.file(), findings);
    json.add("channels", texts(cases.channels()));
    return json;
  }

  private static JsonArray texts(List<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }
}
