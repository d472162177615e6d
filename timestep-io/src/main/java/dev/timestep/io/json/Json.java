package dev.timestep.io.json;

import com.google.gson.FormattingStyle;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON text to objects and back.
 *
 * <p>Reading is strict (RFC 8259): no comments, no single quotes, no NaN, nothing after the end; a
 * key that comes twice in an object is refused, since readers would not agree which one counts.
 * Integers become {@link Long}, other numbers {@link BigDecimal}, so that a {@code float} or a
 * {@code double} comes back with the bits that it was written with.
 *
 * <p>Writing keeps the order of keys and gives the same text for equal objects.
 */
public final class Json {
  private static final int LONGEST_NUMBER = 400;

  private Json() {}

  /**
   * The object that {@code utf8} holds.
   *
   * @param place named in messages, for example {@code "model.json"}
   * @throws JsonFormatException when it is no JSON object
   */
  public static JsonObject parseObject(byte[] utf8, String place) {
    try {
      return parseObject(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString(), place);
    } catch (CharacterCodingException e) {
      throw new JsonFormatException(place + " expects UTF-8 text; received other bytes.");
    }
  }

  /** The object that {@code text} holds. */
  public static JsonObject parseObject(String text, String place) {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = element(reader, place);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonFormatException(place + " has text after the end of its JSON.");
      }
      if (!element.isJsonObject()) {
        throw new JsonFormatException(place + " expects a JSON object; received " + element + ".");
      }
      return element.getAsJsonObject();
    } catch (MalformedJsonException | EOFException e) {
      throw new JsonFormatException(place + " is not valid JSON: " + firstLine(e) + ".");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replace(
            "Use JsonReader.setStrictness(Strictness.LENIENT) to accept malformed JSON",
            "malformed");
  }

  private static JsonElement element(JsonReader reader, String place) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader, place);
      case BEGIN_ARRAY -> array(reader, place);
      case STRING -> new JsonPrimitive(reader.nextString());
      case NUMBER -> number(reader.nextString(), place);
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      default -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
    };
  }

  private static JsonObject object(JsonReader reader, String place) throws IOException {
    JsonObject object = new JsonObject();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (object.has(name)) {
        throw new JsonFormatException(place + " has the key \"" + name + "\" twice.");
      }
      object.add(name, element(reader, place));
    }
    reader.endObject();
    return object;
  }

  private static JsonArray array(JsonReader reader, String place) throws IOException {
    JsonArray array = new JsonArray();
    reader.beginArray();
    while (reader.hasNext()) {
      array.add(element(reader, place));
    }
    reader.endArray();
    return array;
  }

  /** A short decimal can stand for a number with a billion digits, hence the limits. */
  private static JsonPrimitive number(String text, String place) {
    if (text.length() <= LONGEST_NUMBER) {
      try {
        return text.equals("-0") ? new JsonPrimitive(-0.0) : new JsonPrimitive(Long.valueOf(text));
      } catch (NumberFormatException notLong) {
        BigDecimal decimal = new BigDecimal(text);
        if (decimal.signum() == 0) {
          return new JsonPrimitive(Double.valueOf(text)); // a BigDecimal has no -0
        }
        if (Math.abs((long) decimal.scale()) <= LONGEST_NUMBER
            && Double.isFinite(decimal.doubleValue())) {
          return new JsonPrimitive(decimal);
        }
      }
    }
    throw new JsonFormatException(
        place + " has a number out of range: " + text.substring(0, Math.min(40, text.length())));
  }

  /**
   * The text of an object, indented, ending in a line feed.
   *
   * @param place named in messages
   * @throws JsonFormatException when a number is NaN or infinite; the message says which
   */
  public static String write(JsonObject object, String place) {
    return text(object, place, FormattingStyle.PRETTY) + "\n";
  }

  /** The text of an object without white space. */
  public static String compact(JsonObject object) {
    return text(object, "JSON", FormattingStyle.COMPACT);
  }

  private static String text(JsonObject object, String place, FormattingStyle style) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.setStrictness(Strictness.STRICT);
      writer.setFormattingStyle(style);
      write(object, writer, place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** {@link #write} as UTF-8. */
  public static byte[] bytes(JsonObject object, String place) {
    return write(object, place).getBytes(StandardCharsets.UTF_8);
  }

  private static void write(JsonElement element, JsonWriter writer, String place)
      throws IOException {
    if (element instanceof JsonObject object) {
      writer.beginObject();
      for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
        writer.name(entry.getKey());
        write(entry.getValue(), writer, place + "." + entry.getKey());
      }
      writer.endObject();
    } else if (element instanceof JsonArray array) {
      writer.beginArray();
      for (int at = 0; at < array.size(); at++) {
        write(array.get(at), writer, place + "[" + at + "]");
      }
      writer.endArray();
    } else if (element instanceof JsonPrimitive primitive) {
      write(primitive, writer, place);
    } else {
      writer.nullValue();
    }
  }

  private static void write(JsonPrimitive value, JsonWriter writer, String place)
      throws IOException {
    if (value.isBoolean()) {
      writer.value(value.getAsBoolean());
    } else if (value.isString()) {
      writer.value(value.getAsString());
    } else if (Double.isFinite(value.getAsDouble())) {
      writer.value(value.getAsNumber());
    } else {
      throw new JsonFormatException(
          place
              + " expects a finite number, as all of JSON; received "
              + value.getAsString()
              + ". Write it as text, or leave it out.");
    }
  }

  /**
   * An object as indented text for a reader, with its numbers as they are.
   *
   * @throws IllegalArgumentException when a number is NaN or infinite
   */
  public static String pretty(JsonObject object) {
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(object);
  }
}
