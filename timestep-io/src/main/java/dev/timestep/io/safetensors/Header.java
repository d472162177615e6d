package dev.timestep.io.safetensors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.timestep.io.json.Json;
import dev.timestep.io.json.JsonFormatException;
import dev.timestep.tensor.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The checked header of a safetensors file.
 *
 * @param entries in the order of their bytes, which they cover without gap or overlap
 * @param metadata texts by name
 */
record Header(List<Entry> entries, SequencedMap<String, String> metadata) {
  static final String METADATA = "__metadata__";

  /** One tensor: its bytes are {@code [begin, end)} of what follows the header. */
  record Entry(String name, ElementType type, Shape shape, long begin, long end) {}

  /**
   * Reads and checks a header.
   *
   * @param file named in messages
   * @param dataBytes how many bytes follow the header
   */
  static Header parse(String file, byte[] json, long dataBytes) {
    if (json.length == 0 || json[0] != '{') {
      throw new SafetensorsException(
          file, "its header expects a JSON object that begins with '{'.");
    }
    JsonObject object;
    try {
      object = Json.parseObject(json, "its header");
    } catch (JsonFormatException e) {
      throw new SafetensorsException(file, e.getMessage());
    }
    List<Entry> entries = new ArrayList<>();
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> field : object.entrySet()) {
      if (field.getKey().equals(METADATA)) {
        readMetadata(file, field.getValue(), metadata);
      } else {
        entries.add(entry(file, field.getKey(), field.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    checkCover(file, entries, dataBytes);
    return new Header(List.copyOf(entries), metadata);
  }

  private static void readMetadata(
      String file, JsonElement json, SequencedMap<String, String> metadata) {
    if (!json.isJsonObject()) {
      throw new SafetensorsException(file, METADATA + " expects an object of texts.");
    }
    json.getAsJsonObject()
        .asMap()
        .forEach(
            (key, value) -> {
              if (!(value instanceof JsonPrimitive text) || !text.isString()) {
                throw new SafetensorsException(
                    file, METADATA + " expects texts; received " + value + " for " + key + ".");
              }
              metadata.put(key, text.getAsString());
            });
  }

  private static Entry entry(String file, String name, JsonElement json) {
    String who = "the tensor \"" + name + "\"";
    if (!(json instanceof JsonObject object)) {
      throw new SafetensorsException(file, who + " expects an object; received " + json + ".");
    }
    ElementType type = type(file, who, object.get("dtype"));
    long[] sizes = integers(file, who + " expects a shape of integers", object.get("shape"));
    long[] range = integers(file, who + " expects two data_offsets", object.get("data_offsets"));
    if (range.length != 2 || range[0] > range[1]) {
      throw new SafetensorsException(
          file, who + " expects data_offsets [begin, end]; received " + object + ".");
    }
    long count = 1;
    int[] shape = new int[sizes.length];
    for (int axis = 0; axis < sizes.length; axis++) {
      shape[axis] = (int) Math.min(sizes[axis], Integer.MAX_VALUE);
      // Once 0 it stays 0; before that no product of two of these leaves 64 bits.
      count = Math.min(count, Integer.MAX_VALUE) * shape[axis];
    }
    if (count > Integer.MAX_VALUE - 16 || !isShape(shape)) {
      throw new SafetensorsException(
          file, who + " holds more than 2^31 - 17 numbers, which no tensor can.");
    }
    if (range[1] - range[0] != count * type.bytes) {
      throw new SafetensorsException(
          file,
          who
              + " of "
              + count
              + " numbers in "
              + type
              + " expects "
              + count * type.bytes
              + " bytes; its data_offsets give it "
              + (range[1] - range[0])
              + ".");
    }
    return new Entry(name, type, Shape.of(shape), range[0], range[1]);
  }

  /** Sizes before a 0 can be too large by themselves. */
  private static boolean isShape(int[] sizes) {
    long product = 1;
    for (int size : sizes) {
      product *= size;
      if (product > Integer.MAX_VALUE - 16) {
        return false;
      }
    }
    return true;
  }

  private static ElementType type(String file, String who, @Nullable JsonElement json) {
    for (ElementType type : ElementType.values()) {
      if (json instanceof JsonPrimitive text
          && text.isString()
          && text.getAsString().equals(type.name())) {
        return type;
      }
    }
    throw new SafetensorsException(
        file,
        who
            + " expects a dtype of "
            + List.of(ElementType.values())
            + "; received "
            + (json == null ? "none" : json)
            + ".");
  }

  private static long[] integers(String file, String expected, @Nullable JsonElement json) {
    boolean fits =
        json != null
            && json.isJsonArray()
            && json.getAsJsonArray().asList().stream()
                .allMatch(
                    e ->
                        e instanceof JsonPrimitive p
                            && p.isNumber()
                            && p.getAsNumber() instanceof Long value
                            && value >= 0);
    if (json == null || !fits) {
      throw new SafetensorsException(
          file, expected + " of 0 or more; received " + (json == null ? "none" : json) + ".");
    }
    return json.getAsJsonArray().asList().stream().mapToLong(JsonElement::getAsLong).toArray();
  }

  /** Bytes that no tensor owns could hide anything; bytes that two own are a mistake. */
  private static void checkCover(String file, List<Entry> entries, long dataBytes) {
    long at = 0;
    for (Entry entry : entries) {
      if (entry.begin() != at) {
        throw new SafetensorsException(
            file,
            "the tensor \""
                + entry.name()
                + "\" begins at byte "
                + entry.begin()
                + (entry.begin() < at ? ", within the tensor before it" : ", after a gap")
                + "; byte "
                + at
                + " was expected.");
      }
      at = entry.end();
    }
    if (at != dataBytes) {
      throw new SafetensorsException(
          file,
          "its tensors need "
              + at
              + " bytes, and it has "
              + dataBytes
              + (at > dataBytes ? "; it is truncated." : "; the rest belongs to no tensor."));
    }
  }
}
