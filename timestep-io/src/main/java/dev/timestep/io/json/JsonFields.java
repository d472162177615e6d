package dev.timestep.io.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The fields of a JSON object, each read as one type; what does not fit is refused with its place.
 *
 * <pre>{@code
 * JsonFields fields = JsonFields.of(json, "pipeline.json");
 * int horizon = fields.integer("horizon");
 * String zone = fields.textOr("zone", "UTC");
 * fields.end();
 * }</pre>
 */
public final class JsonFields {
  private final JsonObject object;
  private final String place;
  private final Set<String> read = new TreeSet<>();

  private JsonFields(JsonObject object, String place) {
    this.object = object;
    this.place = place;
  }

  /**
   * The fields of {@code object}.
   *
   * @param place named in messages, for example {@code "model.json"}
   */
  public static JsonFields of(JsonObject object, String place) {
    return new JsonFields(object, place);
  }

  /** Where this object stands, for messages. */
  public String place() {
    return place;
  }

  /** The object itself. */
  public JsonObject json() {
    return object;
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return object.has(name) && !object.get(name).isJsonNull();
  }

  /** A text. */
  public String text(String name) {
    return primitive(name, "a text", JsonPrimitive::isString).getAsString();
  }

  /** A text, or {@code otherwise} where the field is not there. */
  public String textOr(String name, String otherwise) {
    return absent(name) ? otherwise : text(name);
  }

  /** True or false. */
  public boolean flag(String name) {
    return primitive(name, "true or false", JsonPrimitive::isBoolean).getAsBoolean();
  }

  /** True or false, or {@code otherwise} where the field is not there. */
  public boolean flagOr(String name, boolean otherwise) {
    return absent(name) ? otherwise : flag(name);
  }

  /** An integer of 64 bits. */
  public long whole(String name) {
    return primitive(name, "an integer", JsonFields::isWhole).getAsLong();
  }

  /** An integer of 32 bits. */
  public int integer(String name) {
    Predicate<JsonPrimitive> fits = p -> isWhole(p) && p.getAsLong() == (int) p.getAsLong();
    return primitive(name, "an integer of 32 bits", fits).getAsInt();
  }

  /** An integer of 32 bits, or {@code otherwise} where the field is not there. */
  public int integerOr(String name, int otherwise) {
    return absent(name) ? otherwise : integer(name);
  }

  /** A number. */
  public double number(String name) {
    return primitive(name, "a number", JsonFields::isNumber).getAsDouble();
  }

  /** A number, or {@code otherwise} where the field is not there. */
  public double numberOr(String name, double otherwise) {
    return absent(name) ? otherwise : number(name);
  }

  /** A number of single precision. */
  public float single(String name) {
    Predicate<JsonPrimitive> fits = p -> p.isNumber() && Float.isFinite(p.getAsFloat());
    return primitive(name, "a number of single precision", fits).getAsFloat();
  }

  /** A constant of an enum, written in lower case. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    return choice(name, type, RecordForm.SNAKE);
  }

  /** A constant of an enum, written in a form. */
  <E extends Enum<E>> E choice(String name, Class<E> type, RecordForm form) {
    String text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (form.constant(constant).equals(text)) {
        return constant;
      }
    }
    List<String> known =
        Arrays.stream(type.getEnumConstants()).map(c -> '"' + form.constant(c) + '"').toList();
    throw refuse(name, "one of " + String.join(", ", known), '"' + text + '"');
  }

  /** How {@link #choice} expects a constant. */
  public static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** An object. */
  public JsonFields object(String name) {
    JsonElement element = element(name, "an object");
    if (!element.isJsonObject()) {
      throw refuse(name, "an object", element.toString());
    }
    return of(element.getAsJsonObject(), place + "." + name);
  }

  /** A list of objects. */
  public List<JsonFields> objects(String name) {
    JsonArray array = array(name, "a list of objects");
    List<JsonFields> all = new ArrayList<>();
    for (int at = 0; at < array.size(); at++) {
      if (!array.get(at).isJsonObject()) {
        throw refuse(name + "[" + at + "]", "an object", array.get(at).toString());
      }
      all.add(of(array.get(at).getAsJsonObject(), place + "." + name + "[" + at + "]"));
    }
    return all;
  }

  /** The elements of a list as fields {@code name[0]}, {@code name[1]} and so on. */
  JsonFields elements(String name) {
    JsonArray array = array(name, "a list");
    JsonObject elements = new JsonObject();
    for (int at = 0; at < array.size(); at++) {
      elements.add(name + "[" + at + "]", array.get(at));
    }
    return of(elements, place);
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    return primitives(name, "a text", JsonPrimitive::isString).stream()
        .map(JsonPrimitive::getAsString)
        .toList();
  }

  /** A list of numbers. */
  public double[] numbers(String name) {
    return primitives(name, "a number", JsonFields::isNumber).stream()
        .mapToDouble(JsonPrimitive::getAsDouble)
        .toArray();
  }

  /**
   * Refuses fields that were not read: what they mean is not known, and ignoring it would compute
   * something else than was meant.
   */
  public void end() {
    for (String name : object.keySet()) {
      if (!read.contains(name)) {
        throw new JsonFormatException(
            place
                + " has the field \""
                + name
                + "\", which this version cannot read. It may have been written by a newer one.");
      }
    }
  }

  /** An exception that says where, what was expected and what was received. */
  public JsonFormatException refuse(String name, String expected, String received) {
    return new JsonFormatException(
        place + "." + name + " expects " + expected + "; received " + shorten(received) + ".");
  }

  /** Whether a field is missing or null; it counts as read. */
  boolean absent(String name) {
    read.add(name);
    return !has(name);
  }

  private JsonElement element(String name, String expected) {
    if (absent(name)) {
      throw refuse(name, expected, "nothing");
    }
    return object.get(name);
  }

  private JsonPrimitive primitive(String name, String expected, Predicate<JsonPrimitive> fits) {
    JsonElement element = element(name, expected);
    if (element instanceof JsonPrimitive primitive && fits.test(primitive)) {
      return primitive;
    }
    throw refuse(name, expected, element.toString());
  }

  private JsonArray array(String name, String expected) {
    JsonElement element = element(name, expected);
    if (element instanceof JsonArray array) {
      return array;
    }
    throw refuse(name, expected, element.toString());
  }

  private List<JsonPrimitive> primitives(
      String name, String expected, Predicate<JsonPrimitive> fits) {
    List<JsonPrimitive> all = new ArrayList<>();
    for (JsonElement element : array(name, "a list, each " + expected)) {
      if (!(element instanceof JsonPrimitive primitive) || !fits.test(primitive)) {
        throw refuse(name + "[" + all.size() + "]", expected, element.toString());
      }
      all.add(primitive);
    }
    return all;
  }

  private static boolean isNumber(JsonPrimitive primitive) {
    return primitive.isNumber() && Double.isFinite(primitive.getAsDouble());
  }

  private static boolean isWhole(JsonPrimitive primitive) {
    return primitive.isNumber()
        && (primitive.getAsNumber() instanceof Long || primitive.getAsNumber() instanceof Integer);
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
