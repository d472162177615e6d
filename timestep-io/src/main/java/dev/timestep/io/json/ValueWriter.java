package dev.timestep.io.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The JSON of a component's value, by what it is. */
final class ValueWriter {
  private final RecordCodec<?> records;
  private final RecordForm form;
  private final OtherValues others;

  ValueWriter(RecordCodec<?> records, RecordForm form, OtherValues others) {
    this.records = records;
    this.form = form;
    this.others = others;
  }

  JsonElement element(Object value) {
    if (others.holds(value.getClass())) {
      return others.write(value);
    }
    return switch (value) {
      case Number number -> new JsonPrimitive(number);
      case Boolean flag -> new JsonPrimitive(flag);
      case String text -> new JsonPrimitive(text);
      case Enum<?> choice -> new JsonPrimitive(form.constant(choice));
      case Optional<?> optional ->
          optional.isPresent() ? element(optional.get()) : JsonNull.INSTANCE;
      case OptionalInt whole ->
          whole.isPresent() ? new JsonPrimitive(whole.getAsInt()) : JsonNull.INSTANCE;
      case OptionalDouble number ->
          number.isPresent() ? new JsonPrimitive(number.getAsDouble()) : JsonNull.INSTANCE;
      case List<?> list -> {
        JsonArray array = new JsonArray();
        list.forEach(one -> array.add(element(one)));
        yield array;
      }
      case Map<?, ?> map -> {
        JsonObject object = new JsonObject();
        map.forEach((name, one) -> object.add((String) name, element(one)));
        yield object;
      }
      case Record record -> record(record);
      default -> {
        if (!value.getClass().isArray()) {
          throw refused(value);
        }
        JsonArray array = new JsonArray();
        for (int at = 0; at < Array.getLength(value); at++) {
          array.add(element(Array.get(value, at)));
        }
        yield array;
      }
    };
  }

  @SuppressWarnings("unchecked")
  private <N extends Record> JsonObject record(N record) {
    return records.of((Class<N>) record.getClass()).write(record);
  }

  private static IllegalArgumentException refused(Object value) {
    return new IllegalArgumentException(
        "A file can hold numbers, flags, texts, enums, records, lists, arrays, maps and Optionals"
            + " of these, and in a model's settings cells and layers; received "
            + value.getClass().getName()
            + ". Make it one of these, or write a codec for the record that holds it.");
  }
}
