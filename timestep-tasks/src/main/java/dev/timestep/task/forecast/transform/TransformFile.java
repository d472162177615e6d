package dev.timestep.task.forecast.transform;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Transforms as JSON, read back field by field and bit by bit.
 *
 * <pre>{@code
 * JsonObject json = TransformFile.write(transform);
 * // {"kind": "box_cox", "settings": {"lambda": 0.21, "unit": 245.3}}
 * Transform same = TransformFile.read(JsonFields.of(json, "pipeline.json"));
 * }</pre>
 */
public final class TransformFile {
  private TransformFile() {}

  /** The kind and the settings of a transform. */
  public static JsonObject write(Transform transform) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", transform.kind().id());
    json.add(
        "settings",
        switch (transform) {
          case Transform.None one -> codec(Transform.None.class).write(one);
          case Transform.Log one -> codec(Transform.Log.class).write(one);
          case Transform.BoxCox one -> codec(Transform.BoxCox.class).write(one);
          case Transform.YeoJohnson one -> codec(Transform.YeoJohnson.class).write(one);
        });
    return json;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException that names the field which is absent or does not fit
   */
  public static Transform read(JsonFields fields) {
    Transform transform = readAmong(fields);
    fields.end();
    return transform;
  }

  private static Transform readAmong(JsonFields fields) {
    String id = fields.text("kind");
    JsonFields settings = fields.object("settings");
    TransformKind kind =
        TransformKind.of(id)
            .orElseThrow(
                () ->
                    fields.refuse(
                        "kind",
                        "one of " + String.join(", ", TransformKind.ids()),
                        '"' + id + '"'));
    Transform transform =
        switch (kind) {
          case NONE -> codec(Transform.None.class).read(settings);
          case LOG -> codec(Transform.Log.class).read(settings);
          case BOX_COX, BOX_COX_LIKELIHOOD -> codec(Transform.BoxCox.class).read(settings);
          case YEO_JOHNSON -> codec(Transform.YeoJohnson.class).read(settings);
        };
    // How a power was estimated is no property of the function.
    if (transform.kind() != kind) {
      throw fields.refuse("kind", transform.kind().id(), '"' + id + '"');
    }
    return transform;
  }

  /** The transforms of many series, each with its id. */
  public static JsonArray write(SequencedMap<String, Transform> transforms) {
    JsonArray array = new JsonArray();
    transforms.forEach(
        (id, transform) -> {
          JsonObject one = new JsonObject();
          one.addProperty("id", id);
          write(transform).asMap().forEach(one::add);
          array.add(one);
        });
    return array;
  }

  /**
   * Reads what the method for many series wrote.
   *
   * @param owner the object that holds the array
   * @param name of the array
   * @throws IllegalArgumentException that names the field which is absent or does not fit
   */
  public static SequencedMap<String, Transform> read(JsonFields owner, String name) {
    SequencedMap<String, Transform> transforms = new LinkedHashMap<>();
    for (JsonFields fields : owner.objects(name)) {
      String id = fields.text("id");
      if (transforms.putIfAbsent(id, readAmong(fields)) != null) {
        throw fields.refuse("id", "each id once", '"' + id + '"');
      }
      fields.end();
    }
    return transforms;
  }

  private static <R extends Record> RecordCodec<R> codec(Class<R> type) {
    return RecordCodec.of(type, RecordForm.JAVA);
  }
}
