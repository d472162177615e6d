package dev.timestep.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.timestep.io.json.Json;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.tensor.Tensor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What a model file holds, as text or JSON. */
final class InspectText {
  private InspectText() {}

  /** The whole file but the numbers. */
  static String json(ModelArchive archive) {
    JsonObject weights = new JsonObject();
    archive
        .weights()
        .forEach((name, tensor) -> weights.addProperty(name, tensor.shape().toString()));
    JsonObject json = new JsonObject();
    json.add("model", archive.model());
    json.add("weights", weights);
    json.addProperty("parameters", parameters(archive));
    json.add("pipeline", archive.pipeline());
    json.add("training", archive.training());
    return Json.pretty(json);
  }

  static void write(Path file, ModelArchive archive, PrintWriter out) {
    out.println(file + ": a " + archive.type() + " model");
    section("Architecture", archive.model(), out);
    out.println();
    out.printf(Locale.ROOT, "Weights (%,d numbers)%n", parameters(archive));
    for (Map.Entry<String, Tensor> weight : archive.weights().entrySet()) {
      out.printf(Locale.ROOT, "  %-32s %s%n", weight.getKey(), weight.getValue().shape());
    }
    section("Inputs", archive.pipeline(), out);
    section("How it was made", archive.training(), out);
  }

  private static long parameters(ModelArchive archive) {
    return archive.weights().values().stream().mapToLong(t -> t.shape().size()).sum();
  }

  private static void section(String title, JsonObject object, PrintWriter out) {
    if (!object.isEmpty()) {
      out.println();
      out.println(title);
      fields(object, "  ", out);
    }
  }

  private static void fields(JsonObject object, String indent, PrintWriter out) {
    for (Map.Entry<String, JsonElement> field : object.entrySet()) {
      JsonElement value = field.getValue();
      if (value.isJsonObject()) {
        out.println(indent + field.getKey());
        fields(value.getAsJsonObject(), indent + "  ", out);
      } else {
        String text = value.isJsonPrimitive() ? value.getAsString() : value.toString();
        out.printf(Locale.ROOT, "%s%-16s %s%n", indent, field.getKey(), text);
      }
    }
  }
}
