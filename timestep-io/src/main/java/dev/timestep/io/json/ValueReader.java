package dev.timestep.io.json;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;

/** The values of an object's fields, by the types of a record's components. */
final class ValueReader {
  private final RecordCodec<?> records;
  private final RecordForm form;
  private final OtherValues others;
  private final JsonFields fields;

  ValueReader(RecordCodec<?> records, RecordForm form, OtherValues others, JsonFields fields) {
    this.records = records;
    this.form = form;
    this.others = others;
    this.fields = fields;
  }

  private ValueReader of(JsonFields inside) {
    return new ValueReader(records, form, others, inside);
  }

  /** The value of one field. */
  Object value(Type type, String name) {
    if (type instanceof ParameterizedType of) {
      Type[] arguments = of.getActualTypeArguments();
      if (of.getRawType() == Optional.class) {
        return optional(arguments[0], name);
      }
      if (of.getRawType() == List.class) {
        return List.copyOf(all(arguments[0], name));
      }
      if (Map.class.isAssignableFrom((Class<?>) of.getRawType()) && arguments[0] == String.class) {
        return map(arguments[1], name);
      }
      throw cannotHold(type);
    }
    return type instanceof Class<?> one ? one(one, name) : unknown(type);
  }

  private static Object unknown(Type type) {
    throw cannotHold(type);
  }

  private Object optional(Type type, String name) {
    return isNone(name) ? Optional.empty() : Optional.of(value(type, name));
  }

  /** Whether a field says that there is no value; one that says nothing is refused. */
  private boolean isNone(String name) {
    if (!fields.json().has(name)) {
      throw fields.refuse(name, "a value, or null where there is none", "nothing");
    }
    return fields.absent(name);
  }

  private List<Object> all(Type type, String name) {
    JsonFields elements = fields.elements(name);
    ValueReader reader = of(elements);
    List<Object> all = new ArrayList<>();
    elements.json().keySet().forEach(element -> all.add(reader.value(type, element)));
    return all;
  }

  private Object map(Type type, String name) {
    JsonFields entries = fields.object(name);
    ValueReader reader = of(entries);
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    entries.json().keySet().forEach(key -> map.put(key, reader.value(type, key)));
    return Collections.unmodifiableSequencedMap(map);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Object one(Class<?> type, String name) {
    if (others.holds(type)) {
      return others.read(type, fields, name);
    }
    if (type == int.class || type == Integer.class) {
      return fields.integer(name);
    }
    if (type == long.class || type == Long.class) {
      return fields.whole(name);
    }
    if (type == float.class || type == Float.class) {
      return fields.single(name);
    }
    if (type == double.class || type == Double.class) {
      return fields.number(name);
    }
    if (type == boolean.class || type == Boolean.class) {
      return fields.flag(name);
    }
    if (type == String.class) {
      return fields.text(name);
    }
    if (type == OptionalInt.class) {
      return isNone(name) ? OptionalInt.empty() : OptionalInt.of(fields.integer(name));
    }
    if (type == OptionalDouble.class) {
      return isNone(name) ? OptionalDouble.empty() : OptionalDouble.of(fields.number(name));
    }
    if (type.isEnum()) {
      return fields.choice(name, (Class) type, form);
    }
    if (type.isArray()) {
      return array(type.getComponentType(), all(type.getComponentType(), name));
    }
    if (type.isRecord()) {
      return records.of((Class<? extends Record>) type).read(fields.object(name));
    }
    throw cannotHold(type);
  }

  private static Object array(Class<?> of, List<Object> values) {
    Object array = Array.newInstance(of, values.size());
    for (int at = 0; at < values.size(); at++) {
      Array.set(array, at, values.get(at));
    }
    return array;
  }

  private static IllegalArgumentException cannotHold(Type type) {
    return new IllegalArgumentException(
        "A file cannot hold a "
            + type.getTypeName()
            + ". Write a codec for the record that has it.");
  }
}
