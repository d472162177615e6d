package dev.timestep.task.forecast.backtest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.Measure;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Omitted;
import dev.timestep.task.FindingsJson;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a backtest has found, as JSON; undefined figures are left out and named in {@code
 * undefined}.
 */
final class BacktestJson {
  private BacktestJson() {}

  static JsonObject of(BacktestResult result) {
    JsonObject json = new JsonObject();
    json.addProperty("task", "backtest");
    json.addProperty("data", result.table().file());
    json.addProperty("rows", result.table().rows());
    json.addProperty("frequency", result.table().axis().frequency().code());
    json.add("targets", texts(result.forecast().targets()));
    json.addProperty("horizon", result.origins().horizon());
    json.addProperty("season", result.forecast().season().orElseThrow());
    json.add("origins", origins(result));
    JsonObject models = new JsonObject();
    result.models().forEach(model -> models.add(model.id(), model(result, model)));
    json.add("models", models);
    JsonArray omitted = new JsonArray();
    for (Omitted one : result.findings().scores().omitted()) {
      JsonObject row = new JsonObject();
      row.addProperty("model", one.id());
      row.addProperty("reason", one.reason());
      omitted.add(row);
    }
    json.add("omitted", omitted);
    json.addProperty("judged", result.findings().scores().network().id());
    json.addProperty("advised", result.findings().advised().id());
    FindingsJson.add(json, result.findings());
    // The words of the judge speak of a network; here any model may be the one that is judged.
    json.addProperty(
        "outcome",
        result
            .findings()
            .verdict()
            .outcome()
            .label(result.findings().cases())
            .replace("network_", ""));
    result.next().ifPresent(some -> json.add("next", next(result, some)));
    return json;
  }

  private static JsonObject origins(BacktestResult result) {
    BacktestOrigins origins = result.origins();
    JsonObject json = new JsonObject();
    json.addProperty("count", origins.count());
    json.addProperty("step", origins.step());
    json.addProperty("first", result.table().axis().text(origins.first()));
    json.addProperty("last", result.table().axis().text(origins.last()));
    return json;
  }

  private static JsonArray texts(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }

  private static JsonObject model(BacktestResult result, BacktestModel model) {
    JsonObject json = new JsonObject();
    json.addProperty("label", model.label());
    JsonObject metrics = new JsonObject();
    JsonObject undefined = new JsonObject();
    for (Measure measure : Measure.OF_FORECASTS) {
      add(metrics, measure.id(), model.figure(measure));
      model.reason(measure).ifPresent(reason -> undefined.addProperty(measure.id(), reason));
    }
    result.naive2().ifPresent(naive2 -> add(metrics, Measure.OWA.id(), model.owa(naive2)));
    json.add("metrics", metrics);
    if (!undefined.isEmpty()) {
      json.add("undefined", undefined);
    }
    JsonArray steps = new JsonArray();
    for (int h = 0; h < result.origins().horizon(); h++) {
      JsonObject step = new JsonObject();
      step.addProperty("step", h + 1);
      for (Measure measure : Backtest.JUDGED) {
        add(step, measure.id(), model.figure(measure, h));
      }
      steps.add(step);
    }
    json.add("bySteps", steps);
    JsonObject targets = new JsonObject();
    for (String target : result.forecast().targets()) {
      JsonObject one = new JsonObject();
      for (Measure measure : Measure.OF_FORECASTS) {
        add(one, measure.id(), model.figure(measure, target));
      }
      targets.add(target, one);
    }
    json.add("byTarget", targets);
    json.add("runs", runs(model));
    return json;
  }

  private static JsonArray runs(BacktestModel model) {
    JsonArray runs = new JsonArray();
    for (BacktestRun run : model.runs()) {
      JsonObject one = new JsonObject();
      run.seed().ifPresent(seed -> one.addProperty("seed", seed));
      add(one, "mae", run.scores().all().figure(Measure.MAE).value());
      one.addProperty("fits", run.fits());
      one.addProperty("seconds", NumberText.decimal(run.seconds()));
      if (!run.choice().isEmpty()) {
        one.addProperty("choice", run.choice());
      }
      runs.add(one);
    }
    return runs;
  }

  private static JsonObject next(BacktestResult result, NextForecast next) {
    JsonObject json = new JsonObject();
    json.addProperty("model", next.model());
    json.add("times", texts(next.times()));
    for (int k = 0; k < next.windows().size(); k++) {
      JsonObject target = new JsonObject();
      WindowForecast window = next.windows().get(k);
      target.add("point", numbers(window.point()));
      window
          .quantiles()
          .ifPresent(
              levels -> {
                target.add("q05", numbers(levels[0]));
                target.add("q95", numbers(levels[levels.length - 1]));
              });
      Optional<Double> widened = next.widened().get(k);
      widened.ifPresent(factor -> target.addProperty("widened", NumberText.decimal(factor)));
      json.add(result.forecast().targets().get(k), target);
    }
    return json;
  }

  private static JsonArray numbers(double[] values) {
    JsonArray array = new JsonArray();
    for (double value : values) {
      array.add(NumberText.decimal(value));
    }
    return array;
  }

  private static void add(JsonObject to, String name, OptionalDouble value) {
    if (value.isPresent()) {
      to.addProperty(name, NumberText.decimal(value.getAsDouble()));
    }
  }
}
