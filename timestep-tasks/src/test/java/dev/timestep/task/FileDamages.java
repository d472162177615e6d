package dev.timestep.task;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.timestep.io.model.ModelArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Every damage that a field of a model file can have: removed, renamed, of another kind, NaN, an
 * element too many or of another kind. What reads the file must refuse each by the field's name.
 */
public final class FileDamages {
  private static final List<String> ENTRIES =
      List.of("model.json", "pipeline.json", "training.json");

  /** A damaged file, and what its refusal has to name. */
  private record Damage(String what, String field, JsonObject[] entries) {}

  private final ModelArchive whole;
  private final Set<String> mayBeMissing;
  private final List<Damage> damages = new ArrayList<>();
  private final Set<String> fields = new TreeSet<>();

  private FileDamages(ModelArchive whole, Set<String> mayBeMissing) {
    this.whole = whole;
    this.mayBeMissing = mayBeMissing;
  }

  /**
   * All damages of a file.
   *
   * @param mayBeMissing places of fields that need not be there
   */
  public static FileDamages of(ModelArchive whole, Set<String> mayBeMissing) {
    FileDamages all = new FileDamages(whole, mayBeMissing);
    for (int entry = 0; entry < ENTRIES.size(); entry++) {
      int number = entry;
      all.object(ENTRIES.get(number), copies(whole)[number], copies -> copies[number]);
    }
    return all;
  }

  /** The places of all fields, for example {@code model.json.network.hidden}. */
  public Set<String> fields() {
    return fields;
  }

  /** How many damages there are. */
  public int count() {
    return damages.size();
  }

  /** What a reader takes, or refuses without the name of the field. */
  public List<String> notRefused(Function<ModelArchive, ?> reader) {
    List<String> taken = new ArrayList<>();
    for (Damage damage : damages) {
      try {
        JsonObject[] entries = damage.entries();
        reader.apply(new ModelArchive(entries[0], whole.weights(), entries[1], entries[2]));
        taken.add(damage.what());
      } catch (IllegalArgumentException e) {
        if (!String.valueOf(e.getMessage()).contains(damage.field())) {
          taken.add(damage.what() + ": " + e.getMessage());
        }
      }
    }
    return taken;
  }

  /** Finds an element of copies of the entries. */
  private interface Place extends Function<JsonObject[], JsonElement> {}

  private void object(String place, JsonObject at, Place where) {
    add(place + " more", "more", where, parent -> parent.getAsJsonObject().addProperty("more", 1));
    for (Map.Entry<String, JsonElement> field : at.entrySet()) {
      String name = field.getKey();
      String full = place + "." + name;
      fields.add(full);
      if (!mayBeMissing.contains(full)) {
        add(full + " removed", full, where, o -> o.getAsJsonObject().remove(name));
        add(full + " null", full, where, o -> o.getAsJsonObject().add(name, JsonNull.INSTANCE));
      }
      add(
          full + " renamed",
          name,
          where,
          o -> o.getAsJsonObject().add(name + "_", o.getAsJsonObject().remove(name)));
      for (JsonElement wrong : wrong(field.getValue())) {
        add(full + " " + wrong, full, where, o -> o.getAsJsonObject().add(name, wrong));
      }
      inside(full, field.getValue(), copies -> where.apply(copies).getAsJsonObject().get(name));
    }
  }

  private void inside(String place, JsonElement value, Place where) {
    if (value instanceof JsonObject object) {
      object(place, object, where);
    } else if (value instanceof JsonArray array && !array.isEmpty()) {
      for (JsonElement wrong : wrong(array.get(0))) {
        add(place + "[0] " + wrong, place + "[0]", where, o -> o.getAsJsonArray().set(0, wrong));
      }
      for (int at = 0; at < array.size(); at++) {
        int number = at;
        if (!(array.get(at) instanceof JsonPrimitive)) {
          inside(
              place + "[" + at + "]",
              array.get(at),
              copies -> where.apply(copies).getAsJsonArray().get(number));
        }
      }
    }
  }

  private void add(String what, String field, Place where, Consumer<JsonElement> change) {
    JsonObject[] copies = copies(whole);
    change.accept(where.apply(copies));
    damages.add(new Damage(what, field, copies));
  }

  private static JsonObject[] copies(ModelArchive archive) {
    return new JsonObject[] {
      archive.model().deepCopy(), archive.pipeline().deepCopy(), archive.training().deepCopy()
    };
  }

  /** Values of other types than this one, NaN among them. */
  private static List<JsonElement> wrong(JsonElement value) {
    JsonElement text = new JsonPrimitive("NaN");
    JsonElement number = new JsonPrimitive(7);
    JsonElement object = new JsonObject();
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      return List.of(text, new JsonPrimitive(Double.NaN), new JsonPrimitive(true), object);
    }
    if (value instanceof JsonPrimitive) {
      return List.of(number, object, new JsonArray());
    }
    return value instanceof JsonArray
        ? List.of(text, number, object)
        : List.of(text, number, new JsonArray());
  }
}
