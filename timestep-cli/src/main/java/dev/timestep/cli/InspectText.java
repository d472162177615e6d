package dev.timestep.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.timestep.io.json.Json;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.judge.NumberText;
import dev.timestep.tensor.Tensor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a model file holds, as text or JSON. */
final class InspectText {
  /** A weight of one of several networks, for example {@code network.3.0.dense.kernel}. */
  private static final Pattern NUMBERED = Pattern.compile("([a-z]+\\.\\d+)\\.(.+)");

  /** So many that are alike are shown once. */
  private static final int FEW = 2;

  /** Characters of a list of numbers that are shown; JSON has all of it. */
  private static final int LONGEST = 40;

  /** Digits of a fraction that are shown. */
  private static final int DIGITS = 6;

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
    if (!archive.weights().isEmpty()) {
      out.println();
      out.printf(Locale.ROOT, "Weights (%,d numbers)%n", parameters(archive));
      weights(archive.weights(), out);
    }
    section("Inputs", archive.pipeline(), out);
    section("How it was made", archive.training(), out);
  }

  /** Weights with their shapes; of networks that are alike, only those of the first. */
  private static void weights(Map<String, Tensor> weights, PrintWriter out) {
    Map<String, Map<String, String>> numbered = new LinkedHashMap<>();
    weights.forEach(
        (name, tensor) -> {
          Matcher of = NUMBERED.matcher(name);
          if (of.matches()) {
            numbered
                .computeIfAbsent(of.group(1), _ -> new LinkedHashMap<>())
                .put(of.group(2), tensor.shape().toString());
          }
        });
    Map<String, List<String>> alike = new LinkedHashMap<>();
    numbered.forEach(
        (network, shapes) -> {
          String first = network.replaceFirst("\\d+$", "0");
          if (!network.equals(first) && shapes.equals(numbered.get(first))) {
            alike.computeIfAbsent(first, _ -> new ArrayList<>()).add(network);
          }
        });
    alike.values().removeIf(networks -> networks.size() < FEW);
    Set<String> left = new HashSet<>();
    alike.values().forEach(left::addAll);
    for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
      Matcher of = NUMBERED.matcher(weight.getKey());
      if (!of.matches() || !left.contains(of.group(1))) {
        out.printf(Locale.ROOT, "  %-32s %s%n", weight.getKey(), weight.getValue().shape());
      }
    }
    alike.forEach(
        (first, networks) ->
            out.printf(
                Locale.ROOT,
                "  %s to %s have the same shapes as %s%n",
                networks.getFirst(),
                networks.getLast(),
                first));
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
      } else if (isObjects(value)) {
        out.println(indent + field.getKey());
        objects(value.getAsJsonArray().asList(), indent + "  ", out);
      } else {
        String text = value.isJsonPrimitive() ? text(value) : shortened(value);
        out.printf(Locale.ROOT, "%s%-16s %s%n", indent, field.getKey(), text);
      }
    }
  }

  /** Objects of plain fields are a line each; others a numbered block, which a line cannot hold. */
  private static void objects(List<JsonElement> objects, String indent, PrintWriter out) {
    boolean plain =
        objects.stream()
            .flatMap(one -> one.getAsJsonObject().entrySet().stream())
            .noneMatch(field -> field.getValue().isJsonObject() || isObjects(field.getValue()));
    for (int at = 0; at < objects.size(); at++) {
      if (plain) {
        out.println(indent + line(objects.get(at)));
      } else {
        out.println(indent + (at + 1));
        fields(objects.get(at).getAsJsonObject(), indent + "  ", out);
      }
    }
  }

  /** A number with the digits that matter to a reader; JSON has all of them. */
  private static String text(JsonElement value) {
    String exact = value.getAsString();
    boolean fraction =
        value.getAsJsonPrimitive().isNumber() && exact.length() > DIGITS + 2 && exact.contains(".");
    return fraction
        ? NumberText.column(DIGITS, value.getAsDouble()).of(value.getAsDouble())
        : exact;
  }

  /** Of many numbers the first ones and how many there are; everything else as it is. */
  private static String shortened(JsonElement value) {
    String text =
        value.isJsonArray()
            ? value.getAsJsonArray().asList().stream()
                .map(InspectText::shortNumber)
                .collect(Collectors.joining(",", "[", "]"))
            : value.toString();
    List<JsonElement> leaves = leaves(value).toList();
    boolean numbers =
        leaves.stream()
            .allMatch(leaf -> leaf.isJsonPrimitive() && leaf.getAsJsonPrimitive().isNumber());
    int end = text.lastIndexOf(',', LONGEST);
    return numbers && text.length() > LONGEST && end > 0
        ? String.format(
            Locale.ROOT, "%s … (%,d numbers)", text.substring(0, end + 1), leaves.size())
        : text;
  }

  private static String shortNumber(JsonElement value) {
    return value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()
        ? text(value)
        : value.toString();
  }

  private static Stream<JsonElement> leaves(JsonElement value) {
    return value.isJsonArray()
        ? value.getAsJsonArray().asList().stream().flatMap(InspectText::leaves)
        : Stream.of(value);
  }

  private static boolean isObjects(JsonElement value) {
    return value.isJsonArray()
        && !value.getAsJsonArray().isEmpty()
        && value.getAsJsonArray().asList().stream().allMatch(JsonElement::isJsonObject);
  }

  /** The fields of an object on one line, as {@code type conv1d, filters 32}. */
  private static String line(JsonElement object) {
    return object.getAsJsonObject().entrySet().stream()
        .map(
            field ->
                field.getKey()
                    + " "
                    + (field.getValue().isJsonPrimitive()
                        ? field.getValue().getAsString()
                        : field.getValue().toString()))
        .collect(Collectors.joining(", "));
  }
}
