package dev.timestep.io.json;

import com.google.gson.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record as a JSON object, a field for each component, and back. What is read is checked field by
 * field: one that is missing, null, of another type, out of range or not known is refused by its
 * place, such as {@code training.json.options.hidden}, and so is what the record itself refuses.
 *
 * <p>Components may be numbers, flags, texts, enums, records, lists and arrays of these, maps from
 * texts, and Optionals; an empty Optional is written as null. What else a record holds is left to
 * {@link OtherValues}.
 *
 * <pre>{@code
 * RecordCodec<Stamp> codec = RecordCodec.of(Stamp.class, RecordForm.JAVA);
 * JsonObject json = codec.write(stamp);
 * Stamp again = codec.read(JsonFields.of(json, "training.json"));
 * }</pre>
 *
 * @param <R> the record
 */
public final class RecordCodec<R extends Record> {
  private final Class<R> type;
  private final RecordForm form;
  private final Map<String, Object> defaults;
  private final OtherValues others;
  private final Set<String> among;
  private final RecordComponent[] components;
  private final Constructor<R> constructor;

  private RecordCodec(
      Class<R> type,
      RecordForm form,
      Map<String, Object> defaults,
      OtherValues others,
      Set<String> among) {
    this.type = type;
    this.form = form;
    this.defaults = defaults;
    this.others = others;
    this.among = among;
    this.components = type.getRecordComponents();
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      this.constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
    for (RecordComponent component : components) {
      component.getAccessor().setAccessible(true);
    }
  }

  /** A codec of a record whose components are all in every file. */
  public static <R extends Record> RecordCodec<R> of(Class<R> type, RecordForm form) {
    return new RecordCodec<>(type, form, Map.of(), OtherValues.NONE, Set.of());
  }

  /**
   * The same for a record that has grown: files from before do not have the component.
   *
   * @param owner the record, or one within it
   * @param component its name in Java
   * @param value what the component is where its field is missing or null
   */
  public RecordCodec<R> withDefault(Class<? extends Record> owner, String component, Object value) {
    checkComponent(owner, component);
    Map<String, Object> more = new LinkedHashMap<>(defaults);
    more.put(key(owner, component), value);
    return new RecordCodec<>(type, form, more, others, among);
  }

  /** The same for a component that may be null in Java; it is not written then. */
  public RecordCodec<R> withNullable(Class<? extends Record> owner, String component) {
    return withDefault(owner, component, Optional.empty());
  }

  /**
   * The same for a component that is a record whose fields stand among those of its owner, not in
   * an object of their own.
   *
   * @param owner the record, or one within it
   * @param component its name in Java
   */
  public RecordCodec<R> withFieldsOf(Class<? extends Record> owner, String component) {
    checkComponent(owner, component);
    Set<String> more = new HashSet<>(among);
    more.add(key(owner, component));
    return new RecordCodec<>(type, form, defaults, others, Set.copyOf(more));
  }

  /** The record of a component whose fields stand among those of this one. */
  private Optional<RecordCodec<?>> among(RecordComponent component) {
    return among.contains(key(type, component.getName()))
        ? Optional.of(of(component.getType().asSubclass(Record.class)))
        : Optional.empty();
  }

  private static <N extends Record> void write(RecordCodec<N> codec, Object value, JsonObject to) {
    codec.write(codec.type.cast(value), to);
  }

  /** The same with values of further types. */
  public RecordCodec<R> with(OtherValues values) {
    return new RecordCodec<>(type, form, defaults, values, among);
  }

  private static void checkComponent(Class<? extends Record> owner, String component) {
    if (Arrays.stream(owner.getRecordComponents()).noneMatch(c -> c.getName().equals(component))) {
      throw new IllegalArgumentException(
          "A default expects a component of " + owner.getName() + "; received " + component + ".");
    }
  }

  private static String key(Class<?> owner, String component) {
    return owner.getName() + "." + component;
  }

  /** The same for a record within this one. */
  <N extends Record> RecordCodec<N> of(Class<N> nested) {
    return new RecordCodec<>(nested, form, defaults, others, among);
  }

  // ---------------------------------------------------------------- to JSON

  /** The object of a record. */
  public JsonObject write(R value) {
    JsonObject object = new JsonObject();
    write(value, object);
    return object;
  }

  /** Adds the fields of a record to an object. */
  public void write(R value, JsonObject to) {
    ValueWriter writer = new ValueWriter(this, form, others);
    for (RecordComponent component : components) {
      Object one = get(component, value);
      Optional<RecordCodec<?>> inner = among(component);
      if (one != null && inner.isPresent()) {
        write(inner.get(), one, to);
      } else if (one != null) {
        to.add(form.field(component.getName()), writer.element(one));
      } else if (!defaults.containsKey(key(type, component.getName()))) {
        throw new IllegalArgumentException(
            "A file expects a value for "
                + component.getName()
                + " of "
                + type.getName()
                + "; received null. If it may be null, say so where its codec is made.");
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

  // ---------------------------------------------------------------- from JSON

  /**
   * The record that an object holds, which has no other fields.
   *
   * @throws JsonFormatException when a field does not fit; the message names it
   */
  public R read(JsonFields fields) {
    R value = readAmong(fields);
    fields.end();
    return value;
  }

  /**
   * The record that some fields of an object hold; the caller reads the others and calls {@link
   * JsonFields#end}.
   *
   * @throws JsonFormatException when a field does not fit; the message names it
   */
  public R readAmong(JsonFields fields) {
    ValueReader reader = new ValueReader(this, form, others, fields);
    @Nullable Object[] values = new Object[components.length];
    for (int at = 0; at < values.length; at++) {
      String field = form.field(components[at].getName());
      Object otherwise = defaults.get(key(type, components[at].getName()));
      Optional<RecordCodec<?>> inner = among(components[at]);
      if (inner.isPresent()) {
        values[at] = inner.get().readAmong(fields);
      } else if (otherwise != null && fields.absent(field)) {
        values[at] =
            otherwise.equals(Optional.empty()) && components[at].getType() != Optional.class
                ? null
                : otherwise;
      } else {
        values[at] = reader.value(components[at].getGenericType(), field);
      }
    }
    return make(values, fields);
  }

  private R make(@Nullable Object[] values, JsonFields fields) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw new JsonFormatException(
            fields.place() + " cannot be used: " + refused.getMessage(), refused);
      }
      throw new IllegalStateException(type + " cannot be made", e);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }
}
