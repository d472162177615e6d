package dev.timestep.io.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.timestep.io.json.JsonFields;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.cell.CellConfig;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The components of a record as fields of an object, by their names and types.
 *
 * @param <C> the record
 */
final class RecordFields<C extends Record> {
  private final Class<C> config;
  private final RecordComponent[] components;
  private final Constructor<C> constructor;
  private final Map<String, ?> defaults;

  RecordFields(Class<C> config, Map<String, ?> defaults) {
    this.config = config;
    this.components = config.getRecordComponents();
    this.defaults = Map.copyOf(defaults);
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      this.constructor = config.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(config + " has no canonical constructor", e);
    }
    for (RecordComponent component : components) {
      component.getAccessor().setAccessible(true);
    }
  }

  /** {@code forgetBias} to {@code forget_bias}. */
  private static String fieldOf(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  // ---------------------------------------------------------------- to JSON

  void write(C value, JsonObject to, ConfigRegistry registry) {
    for (RecordComponent component : components) {
      JsonElement element = element(get(component, value), registry);
      if (!element.isJsonNull()) {
        to.add(fieldOf(component), element);
      } else if (!defaults.containsKey(component.getName())) {
        throw new IllegalArgumentException(
            "A model file expects a value for "
                + component.getName()
                + " of "
                + config.getName()
                + "; received null. If it may be null, say so where the record is registered:"
                + " ConfigCodec.of(type, config, Map.of(\""
                + component.getName()
                + "\", Optional.empty())).");
      }
    }
  }

  private static @Nullable Object get(RecordComponent component, Record value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private static JsonElement element(@Nullable Object value, ConfigRegistry registry) {
    return switch (value) {
      case null -> JsonNull.INSTANCE;
      case Number number -> new JsonPrimitive(number);
      case Boolean flag -> new JsonPrimitive(flag);
      case String text -> new JsonPrimitive(text);
      case Enum<?> choice -> new JsonPrimitive(JsonFields.written(choice));
      case CellConfig cell -> registry.toJson(cell);
      case LayerConfig layer -> registry.toJson(layer);
      case List<?> list -> {
        JsonArray array = new JsonArray();
        list.forEach(one -> array.add(element(one, registry)));
        yield array;
      }
      case Record record -> {
        JsonObject object = new JsonObject();
        writeNested(record, object, registry);
        yield object;
      }
      default ->
          throw new IllegalArgumentException(
              "A model file can hold numbers, flags, texts, enums, cells, layers, records and lists"
                  + " of these; received "
                  + value.getClass().getName()
                  + ". Write a ConfigCodec for the record that holds it.");
    };
  }

  @SuppressWarnings("unchecked")
  private static <R extends Record> void writeNested(
      R record, JsonObject to, ConfigRegistry registry) {
    new RecordFields<>((Class<R>) record.getClass(), Map.of()).write(record, to, registry);
  }

  // ---------------------------------------------------------------- from JSON

  C read(JsonFields fields, ConfigRegistry registry) {
    @Nullable Object[] values = new Object[components.length];
    for (int at = 0; at < values.length; at++) {
      values[at] = value(components[at], fields, registry);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(config + " cannot be made", e);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(config + " cannot be made", e);
    }
  }

  private @Nullable Object value(
      RecordComponent component, JsonFields fields, ConfigRegistry registry) {
    String name = fieldOf(component);
    Object otherwise = defaults.get(component.getName());
    if (otherwise != null && !fields.has(name)) {
      return otherwise.equals(Optional.empty()) ? null : otherwise;
    }
    Class<?> type = component.getType();
    if (!List.class.isAssignableFrom(type)) {
      return one(type, name, fields, registry);
    }
    Class<?> of =
        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    if (of == String.class) {
      return fields.texts(name);
    }
    if (Number.class.isAssignableFrom(of)) {
      return DoubleStream.of(fields.numbers(name)).mapToObj(n -> number(of, n)).toList();
    }
    return fields.objects(name).stream()
        .<Object>map(object -> nested(of, object, registry))
        .collect(Collectors.toUnmodifiableList());
  }

  private static Object number(Class<?> type, double value) {
    if (type == Integer.class) {
      return (int) value;
    }
    return type == Float.class ? (Object) (float) value : value;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object one(
      Class<?> type, String name, JsonFields fields, ConfigRegistry registry) {
    if (type == int.class) {
      return fields.integer(name);
    }
    if (type == long.class) {
      return fields.whole(name);
    }
    if (type == float.class) {
      return fields.single(name);
    }
    if (type == double.class) {
      return fields.number(name);
    }
    if (type == boolean.class) {
      return fields.flag(name);
    }
    if (type == String.class) {
      return fields.text(name);
    }
    if (type.isEnum()) {
      return fields.choice(name, (Class) type);
    }
    return nested(type, fields.object(name), registry);
  }

  @SuppressWarnings("unchecked")
  private static Object nested(Class<?> type, JsonFields fields, ConfigRegistry registry) {
    if (CellConfig.class.isAssignableFrom(type)) {
      return registry.cell(fields);
    }
    if (LayerConfig.class.isAssignableFrom(type)) {
      return registry.layer(fields);
    }
    if (type.isRecord()) {
      Record record =
          new RecordFields<>((Class<? extends Record>) type, Map.of()).read(fields, registry);
      fields.end();
      return record;
    }
    throw new IllegalArgumentException(
        "A model file cannot hold a "
            + type.getName()
            + ". Write a ConfigCodec for the record that has it.");
  }
}
