package dev.timestep.task.forecast.rolling;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.Measure;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Score;
import dev.timestep.task.FindingsJson;
import dev.timestep.task.forecast.ForecastJson;
import java.nio.file.Path;
import java.util.List;

/** The result of rolling origins for programs. */
final class RollingJson {
  private RollingJson() {}

  /** The result of training, its settings marked. */
  static JsonObject of(RollingRun run, Path modelFile) {
    ChosenStamp stamp = run.model().stamp();
    JsonObject json = FindingsJson.scored("train forecast", run.table().file(), run.marked());
    json.addProperty("judged", run.judged().id());
    JsonObject beside = new JsonObject();
    for (Score score : run.marked().scores().beside()) {
      beside.add(score.id(), metrics(score, run.marked().scores().measures()));
    }
    json.add("beside", beside);
    json.addProperty("rows", run.table().rows());
    json.addProperty("frequency", run.table().axis().frequency().code());
    json.add("targets", texts(run.model().targets()));
    json.addProperty("horizon", run.model().horizon());
    json.addProperty("season", run.model().form().season());
    JsonObject origins = new JsonObject();
    origins.addProperty("reason", run.reason());
    origins.addProperty("count", stamp.origins());
    origins.addProperty("first", stamp.firstOrigin());
    origins.addProperty("horizon", stamp.judgedRows());
    json.add("origins", origins);
    run.intervals().ifPresent(intervals -> json.add("intervals", intervals.json()));
    json.add("kept", run.kept());
    json.add("next", ForecastJson.of(run.next()));
    JsonObject model = new JsonObject();
    model.add(
        "choices", texts(run.model().series().stream().map(s -> s.fitted().choice()).toList()));
    model.addProperty("file", modelFile.toString());
    json.add("model", model);
    json.addProperty("seconds", run.seconds());
    json.addProperty("refitRows", stamp.fittedRows() == stamp.rows() ? stamp.rows() : 0);
    json.addProperty("seed", stamp.run().seed());
    json.addProperty("threads", stamp.run().threads());
    json.addProperty("version", stamp.run().version());
    json.add("notes", texts(run.table().markedNotes()));
    return json;
  }

  private static JsonObject metrics(Score score, List<Measure> measures) {
    JsonObject json = new JsonObject();
    for (Measure measure : measures) {
      score
          .value(measure)
          .ifPresent(value -> json.addProperty(measure.id(), NumberText.decimal(value)));
    }
    return json;
  }

  private static JsonArray texts(List<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }
}
