package dev.timestep.task.forecast.gift;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.judge.Figure;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Omitted;
import java.util.OptionalDouble;

/** What a benchmark has found, as JSON; undefined figures are left out, and their reasons said. */
final class GiftJson {
  private GiftJson() {}

  static JsonObject of(GiftResult result) {
    JsonObject json = new JsonObject();
    json.addProperty("benchmark", "gift");
    json.addProperty("suite", result.suite().name());
    JsonArray configurations = new JsonArray();
    result.outcomes().forEach(outcome -> configurations.add(outcome(outcome)));
    json.add("configurations", configurations);
    JsonArray means = new JsonArray();
    for (GiftMean mean : result.means()) {
      JsonObject one = new JsonObject();
      one.addProperty("model", mean.model());
      one.addProperty("published", mean.published());
      one.addProperty("configurations", mean.configurations());
      add(one, "mase", mean.mase());
      add(one, "crps", mean.crps());
      means.add(one);
    }
    json.add("geometricMeans", means);
    return json;
  }

  private static JsonObject outcome(GiftOutcome outcome) {
    GiftConfiguration configuration = outcome.configuration();
    JsonObject json = new JsonObject();
    json.addProperty("name", configuration.name());
    json.addProperty("series", outcome.series());
    json.addProperty("windows", outcome.windows());
    json.addProperty("horizon", configuration.horizon());
    json.addProperty("season", configuration.season());
    json.addProperty("fitSeason", configuration.fitSeason());
    JsonArray scores = new JsonArray();
    outcome.scores().forEach(score -> scores.add(score(score)));
    json.add("scores", scores);
    JsonArray published = new JsonArray();
    for (GiftPublished one : configuration.published()) {
      JsonObject row = new JsonObject();
      row.addProperty("model", one.model());
      row.addProperty("mase", NumberText.decimal(one.mase()));
      row.addProperty("crps", NumberText.decimal(one.crps()));
      published.add(row);
    }
    json.add("published", published);
    JsonArray omitted = new JsonArray();
    for (Omitted one : outcome.omitted()) {
      JsonObject row = new JsonObject();
      row.addProperty("model", one.id());
      row.addProperty("reason", one.reason());
      omitted.add(row);
    }
    json.add("omitted", omitted);
    return json;
  }

  private static JsonObject score(GiftScore score) {
    JsonObject json = new JsonObject();
    json.addProperty("model", score.model());
    add(json, "mase", score.mase());
    add(json, "crps", score.crps());
    add(json, "smape", score.smape());
    score.owa().ifPresent(owa -> add(json, "owa", owa));
    json.addProperty("seconds", NumberText.decimal(score.seconds()));
    return json;
  }

  private static void add(JsonObject to, String name, Figure figure) {
    add(to, name, figure.value());
    figure.reason().ifPresent(reason -> to.addProperty(name + "Note", reason));
  }

  private static void add(JsonObject to, String name, OptionalDouble value) {
    if (value.isPresent()) {
      to.addProperty(name, NumberText.decimal(value.getAsDouble()));
    }
  }
}
