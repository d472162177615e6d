package dev.timestep.task.sequence;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.task.table.read.TableReadingJson;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** A {@link SequenceReading} as JSON; only what was found is written. */
public final class SequenceReadingJson {

  private SequenceReadingJson() {}

  /** The JSON object of a reading. */
  public static JsonObject write(SequenceReading reading) {
    JsonObject json = new JsonObject();
    json.addProperty("form", JsonFields.written(reading.form()));
    reading.label().ifPresent(name -> json.addProperty("label", name));
    reading.id().ifPresent(name -> json.addProperty("id", name));
    reading.time().ifPresent(name -> json.addProperty("time", name));
    reading.sequence().ifPresent(name -> json.addProperty("sequence", name));
    json.add("channels", array(reading.channels()));
    json.addProperty("named", reading.named());
    json.add("statics", array(reading.statics()));
    reading
        .letters()
        .ifPresent(
            code -> {
              JsonObject letters = new JsonObject();
              letters.addProperty("alphabet", code.letters());
              letters.addProperty("bases", code.bases());
              letters.addProperty("folded", code.folded());
              json.add("letters", letters);
            });
    json.add("classes", array(reading.classes()));
    json.add("table", TableReadingJson.write(reading.table()));
    return json;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when a field is missing, not known or does not fit
   */
  public static SequenceReading read(JsonFields fields) {
    SequenceReading reading =
        new SequenceReading(
            fields.choice("form", SequenceForm.class),
            text(fields, "label"),
            text(fields, "id"),
            text(fields, "time"),
            text(fields, "sequence"),
            names(fields, "channels", 1),
            fields.flag("named"),
            names(fields, "statics", 0),
            fields.has("letters") ? Optional.of(letters(fields)) : Optional.empty(),
            names(fields, "classes", 0),
            TableReadingJson.read(fields.object("table")));
    fields.end();
    return reading;
  }

  private static LetterCode letters(JsonFields fields) {
    JsonFields letters = fields.object("letters");
    String alphabet = letters.text("alphabet");
    boolean bases = letters.flag("bases");
    boolean fits =
        !alphabet.isEmpty()
            && alphabet.codePoints().distinct().count() == alphabet.codePoints().count()
            && (!bases || alphabet.equals(LetterCode.BASES));
    if (!fits) {
      throw letters.refuse("alphabet", "letters that differ, ACGT for bases", alphabet);
    }
    LetterCode code = new LetterCode(alphabet, bases, letters.flag("folded"));
    letters.end();
    List<String> channels = fields.texts("channels");
    if (!channels.equals(code.channels())) {
      throw fields.refuse("channels", "the letters of the alphabet", String.join(", ", channels));
    }
    return code;
  }

  private static List<String> names(JsonFields fields, String name, int least) {
    List<String> names = fields.texts(name);
    if (names.size() < least || new HashSet<>(names).size() < names.size()) {
      throw fields.refuse(
          name,
          (least > 0 ? "one name or more" : "names") + " that all differ",
          String.join(", ", names));
    }
    return names;
  }

  private static Optional<String> text(JsonFields fields, String name) {
    return fields.has(name) ? Optional.of(fields.text(name)) : Optional.empty();
  }

  private static JsonArray array(List<String> names) {
    JsonArray array = new JsonArray();
    names.forEach(array::add);
    return array;
  }
}
