package dev.timestep.task;

import com.google.gson.JsonObject;
import dev.timestep.judge.DieboldMariano;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Interval;
import dev.timestep.judge.Measure;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Score;

/**
 * What the judge found as JSON, the same for every job: {@code bestBaseline}, {@code skill} where
 * it is defined, {@code outcome}, {@code leaning}, {@code verdict}, and {@code interval} where
 * there are cases enough, and for windows of a series {@code dieboldMariano}.
 *
 * <pre>{@code
 * JsonObject json = new JsonObject();
 * FindingsJson.add(json, findings);
 * }</pre>
 */
public final class FindingsJson {
  private FindingsJson() {}

  /**
   * A result with its scores: {@code task}, {@code data}, {@code cases}, {@code metrics} of the
   * network and of each of the {@code baselines} by the ids of the measures, and what {@link #add}
   * adds. Undefined figures are left out.
   *
   * @param task what was done, for example {@code "evaluate classify"}
   * @param data the file as it was given
   */
  public static JsonObject scored(String task, String data, Findings findings) {
    JsonObject json = new JsonObject();
    json.addProperty("task", task);
    json.addProperty("data", data);
    json.addProperty("cases", findings.scores().cases());
    json.add("metrics", metrics(findings, findings.scores().network()));
    JsonObject baselines = new JsonObject();
    findings.scores().baselines().forEach(one -> baselines.add(one.id(), metrics(findings, one)));
    json.add("baselines", baselines);
    add(json, findings);
    return json;
  }

  private static JsonObject metrics(Findings findings, Score score) {
    JsonObject json = new JsonObject();
    for (Measure measure : findings.scores().measures()) {
      score
          .value(measure)
          .ifPresent(value -> json.addProperty(measure.id(), NumberText.decimal(value)));
    }
    return json;
  }

  /** Adds what was found. */
  public static void add(JsonObject json, Findings findings) {
    json.addProperty("bestBaseline", findings.best().id());
    findings.skill().ifPresent(skill -> json.addProperty("skill", NumberText.decimal(skill)));
    json.addProperty("outcome", findings.verdict().outcome().label(findings.cases()));
    json.addProperty("leaning", findings.verdict().leaning().label());
    json.addProperty("verdict", findings.verdict().sentence());
    findings.interval().ifPresent(interval -> json.add("interval", interval(interval)));
    findings.dieboldMariano().ifPresent(test -> json.add("dieboldMariano", test(test)));
  }

  /** Below zero the network is better. */
  private static JsonObject test(DieboldMariano test) {
    JsonObject json = new JsonObject();
    json.addProperty("statistic", NumberText.decimal(test.statistic()));
    json.addProperty("p", NumberText.decimal(test.pValue()));
    return json;
  }

  /** Network minus best baseline: below zero the network is better. */
  private static JsonObject interval(Interval interval) {
    JsonObject json = new JsonObject();
    json.addProperty("level", interval.confidence());
    json.addProperty("low", NumberText.decimal(interval.low()));
    json.addProperty("high", NumberText.decimal(interval.high()));
    return json;
  }
}
