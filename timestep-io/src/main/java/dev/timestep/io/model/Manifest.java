package dev.timestep.io.model;

import com.google.gson.JsonObject;
import dev.timestep.io.json.Json;
import dev.timestep.io.json.JsonFields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The first entry of a file: what the file is, and the SHA-256 of each of the others.
 *
 * @param format for example {@code "timestep-model"}
 * @param major version that older readers refuse
 * @param minor version that older readers of the same major accept
 * @param entries what must be there, by name
 */
record Manifest(String format, int major, int minor, SequencedMap<String, Digest> entries) {
  static final String NAME = "manifest.json";

  Manifest {
    entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
  }

  /** Size, CRC-32 and SHA-256 (in hexadecimal digits) of an entry. */
  record Digest(long size, int crc, String sha256) {}

  byte[] bytes() {
    JsonObject json = new JsonObject();
    json.addProperty("format", format);
    json.addProperty("major", major);
    json.addProperty("minor", minor);
    JsonObject all = new JsonObject();
    entries.forEach(
        (name, digest) -> {
          JsonObject entry = new JsonObject();
          entry.addProperty("bytes", digest.size());
          entry.addProperty("sha256", digest.sha256());
          all.add(name, entry);
        });
    json.add("entries", all);
    return Json.bytes(json, NAME);
  }

  /** The head of a manifest alone: the rest may have another form in another version. */
  static Manifest head(JsonObject json) {
    JsonFields fields = JsonFields.of(json, NAME);
    return new Manifest(
        fields.text("format"),
        fields.integer("major"),
        fields.integer("minor"),
        new LinkedHashMap<>());
  }

  static Manifest of(JsonObject json) {
    Manifest head = head(json);
    JsonFields all = JsonFields.of(json, NAME).object("entries");
    SequencedMap<String, Digest> entries = new LinkedHashMap<>();
    for (String name : all.json().keySet()) {
      JsonFields entry = all.object(name);
      entries.put(name, new Digest(entry.whole("bytes"), 0, entry.text("sha256")));
    }
    return new Manifest(head.format(), head.major(), head.minor(), entries);
  }
}
