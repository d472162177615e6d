package dev.timestep.task;

import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Interval;
import dev.timestep.judge.NumberText;

/**
 * What the judge found as JSON, the same for every job: {@code bestBaseline}, {@code skill} where
 * it is defined, {@code outcome}, {@code leaning}, {@code verdict}, and {@code interval} where
 * there are cases enough.
 *
 * <pre>{@code
 * JsonObject json = new JsonObject();
 * FindingsJson.add(json, findings);
 * }</pre>
 */
public final class FindingsJson {
  private FindingsJson() {}

  /** Adds what was found. */
  public static void add(JsonObject json, Findings findings) {
    json.addProperty("bestBaseline", findings.best().id());
    findings.skill().ifPresent(skill -> json.addProperty("skill", NumberText.decimal(skill)));
    json.addProperty("outcome", findings.verdict().outcome().label(findings.cases()));
    json.addProperty("leaning", findings.verdict().leaning().label());
    json.addProperty("verdict", findings.verdict().sentence());
    findings.interval().ifPresent(interval -> json.add("interval", interval(interval)));
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
