package dev.timestep.task.forecast;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Part;
import dev.timestep.task.FindingsJson;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Results as JSON objects for programs to read. Undefined figures are left out, and a note says
 * why. Numbers are whole doubles in their shortest form, without an exponent from 1e-6 up to 1e15.
 */
public final class ForecastJson {
  private ForecastJson() {}

  /** The result of training, its settings marked. */
  static JsonObject marked(ForecastRun run, Path modelFile) {
    ForecastStamp stamp = run.model().stamp();
    JsonObject json = scored("train forecast", run.plan(), run.gate());
    JsonObject model = describe(run.model());
    model.addProperty("file", modelFile.toString());
    run.intervals().ifPresent(intervals -> json.add("intervals", intervals.scores().json()));
    json.addProperty("kept", run.model().kept());
    json.add("model", model);
    json.addProperty("seconds", run.seconds());
    json.addProperty("trainingSeconds", run.trainingSeconds());
    json.addProperty("epochs", stamp.epochs());
    json.addProperty("bestEpoch", stamp.bestEpoch());
    json.addProperty("refitRows", stamp.refitRows());
    json.addProperty("seed", stamp.run().seed());
    json.addProperty("threads", stamp.run().threads());
    json.addProperty("kernels", stamp.run().kernels());
    json.addProperty("version", stamp.run().version());
    return json;
  }

  /** The result of an evaluation, its settings marked. */
  static JsonObject marked(ForecastModel model, ForecastEvaluation evaluation) {
    JsonObject json = scored("evaluate forecast", evaluation.plan(), evaluation.gate());
    evaluation.intervals().ifPresent(intervals -> json.add("intervals", intervals.scores().json()));
    json.addProperty("kept", model.kept());
    evaluation.kept().ifPresent(score -> json.add("keptMetrics", metrics(score)));
    json.add("model", describe(model));
    json.addProperty("sameSeries", evaluation.sameSeries());
    return json;
  }

  /** A forecast. */
  public static JsonObject of(Forecast forecast) {
    JsonObject json = new JsonObject();
    json.addProperty("task", "predict forecast");
    JsonArray times = new JsonArray();
    forecast.times().forEach(times::add);
    json.add("times", times);
    JsonObject values = new JsonObject();
    for (int k = 0; k < forecast.targets().size(); k++) {
      values.add(forecast.targets().get(k), array(forecast.values()[k]));
    }
    json.add("values", values);
    if (!forecast.shown().isEmpty()) {
      json.add("quantiles", quantiles(forecast));
    }
    return json;
  }

  private static JsonObject quantiles(Forecast forecast) {
    JsonObject targets = new JsonObject();
    for (int k = 0; k < forecast.targets().size(); k++) {
      JsonObject levels = new JsonObject();
      for (Forecast.Quantile one : forecast.shown()) {
        levels.add(NumberText.exact(one.level()), array(one.values()[k]));
      }
      targets.add(forecast.targets().get(k), levels);
    }
    return targets;
  }

  private static JsonObject scored(String task, ForecastPlan plan, GateResult gate) {
    JsonObject json = new JsonObject();
    json.addProperty("task", task);
    json.addProperty("data", plan.table().file());
    json.addProperty("rows", plan.table().rows());
    json.addProperty("frequency", plan.table().axis().frequency().code());
    JsonArray targets = new JsonArray();
    plan.pipeline().inputs().targets().forEach(targets::add);
    json.add("targets", targets);
    json.addProperty("horizon", gate.horizon());
    json.addProperty("lookback", gate.lookback());
    json.addProperty("season", gate.season());
    json.addProperty("judged", gate.network().name());
    json.add("metrics", metrics(gate.network()));
    JsonObject beside = new JsonObject();
    gate.beside().forEach(score -> beside.add(score.name(), metrics(score)));
    json.add("beside", beside);
    JsonObject baselines = new JsonObject();
    gate.baselines().forEach(score -> baselines.add(score.name(), metrics(score)));
    json.add("baselines", baselines);
    FindingsJson.add(json, gate.marked());
    JsonObject windows = new JsonObject();
    for (Part part : Part.values()) {
      windows.addProperty(part.label(), plan.count(part));
    }
    json.add("windows", windows);
    JsonArray notes = new JsonArray();
    plan.table().markedNotes().forEach(notes::add);
    gate.markedNotes().forEach(notes::add);
    json.add("notes", notes);
    return json;
  }

  private static JsonObject describe(ForecastModel model) {
    JsonObject json = new JsonObject();
    json.addProperty("transform", model.pipeline().transforms().kind().id());
    json.addProperty("cell", model.network().cell().label());
    json.addProperty("hidden", model.network().hidden());
    json.addProperty("layers", model.network().layers());
    json.addProperty("parameters", model.parameterCount());
    model.mix().ifPresent(mix -> json.add("networkShares", shares(model.targets(), mix)));
    return json;
  }

  /** The network's share in each step, by target. */
  private static JsonObject shares(List<String> targets, Mix mix) {
    JsonObject json = new JsonObject();
    for (int k = 0; k < targets.size(); k++) {
      json.add(targets.get(k), array(mix.shares()[k]));
    }
    return json;
  }

  private static JsonObject metrics(ModelScore score) {
    JsonObject json = new JsonObject();
    json.addProperty("mae", NumberText.decimal(score.metrics().mae()));
    json.addProperty("rmse", NumberText.decimal(score.metrics().rmse()));
    add(json, "mase", score.metrics().mase());
    json.add("maeByStep", array(score.metrics().maeByStep()));
    return json;
  }

  private static void add(JsonObject json, String name, OptionalDouble value) {
    value.ifPresent(number -> json.addProperty(name, NumberText.decimal(number)));
  }

  private static JsonArray array(double[] values) {
    JsonArray array = new JsonArray();
    for (double value : values) {
      array.add(NumberText.decimal(value));
    }
    return array;
  }
}
