package dev.timestep.task;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Omitted;
import dev.timestep.judge.Verdict;
import dev.timestep.task.message.Message;
import java.util.List;

/**
 * Results whose texts name settings by their bare names, from results whose settings are marked.
 *
 * <pre>{@code
 * public Findings findings() {
 *   return PlainTexts.of(markedFindings());
 * }
 * }</pre>
 *
 * @see Message
 */
public final class PlainTexts {
  private PlainTexts() {}

  /** The same findings: notes, verdict and the reasons of those left out with bare names. */
  public static Findings of(Findings marked) {
    Verdict verdict = marked.verdict();
    List<Omitted> omitted =
        marked.scores().omitted().stream()
            .map(one -> new Omitted(one.id(), one.label(), Message.plain(one.reason())))
            .toList();
    return marked
        .withScores(marked.scores().withOmitted(omitted))
        .withVerdict(
            new Verdict(verdict.outcome(), verdict.leaning(), Message.plain(verdict.sentence())))
        .withNotes(Message.plain(marked.notes()));
  }

  /** The same object with bare names in every text, however deep. */
  public static JsonObject of(JsonObject marked) {
    JsonObject plain = new JsonObject();
    marked.entrySet().forEach(field -> plain.add(field.getKey(), element(field.getValue())));
    return plain;
  }

  private static JsonElement element(JsonElement marked) {
    if (marked instanceof JsonObject object) {
      return of(object);
    }
    if (marked instanceof JsonArray array) {
      JsonArray plain = new JsonArray(array.size());
      array.forEach(one -> plain.add(element(one)));
      return plain;
    }
    return marked instanceof JsonPrimitive text && text.isString()
        ? new JsonPrimitive(Message.plain(text.getAsString()))
        : marked;
  }
}
