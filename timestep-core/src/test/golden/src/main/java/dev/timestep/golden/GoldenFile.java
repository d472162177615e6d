package dev.timestep.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** One golden file: facts as {@code # key: value} lines, then named arrays, two lines each. */
final class GoldenFile {
  private final String name;
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final Map<String, Values> arrays = new LinkedHashMap<>();

  GoldenFile(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  GoldenFile fact(String key, Object value) {
    facts.put(key, value.toString());
    return this;
  }

  GoldenFile put(String array, Values values) {
    if (arrays.put(array, values) != null) {
      throw new IllegalArgumentException(name + " has two arrays named " + array);
    }
    return this;
  }

  GoldenFile putAll(Map<String, Values> all) {
    all.forEach(this::put);
    return this;
  }

  void write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (key, value) -> text.append("# ").append(key).append(": ").append(value).append('\n'));
    arrays.forEach((array, values) -> append(text, array, values));
    Files.writeString(folder.resolve(name + ".txt"), text);
  }

  private static void append(StringBuilder text, String array, Values values) {
    text.append(array);
    for (long size : values.shape()) {
      text.append(' ').append(size);
    }
    StringJoiner line = new StringJoiner(" ", "\n", "\n");
    for (float value : values.data()) {
      line.add(Float.toString(value));
    }
    text.append(line);
  }
}
