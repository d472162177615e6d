package dev.timestep.io.model;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.RecordCodec;
import dev.timestep.io.json.RecordForm;
import java.util.Map;

/**
 * How the settings of one kind of layer or cell are written and read. For a record of numbers,
 * texts, choices and other settings {@link #of} is all that is needed.
 *
 * @param type the name in the file; never changes once a file was written
 * @param config the record
 * @param write adds the fields of a record to an object that has its {@code type} already
 * @param read makes the record of the fields; those that it does not read are refused
 * @param <C> the record
 */
public record ConfigCodec<C>(String type, Class<C> config, Writer<C> write, Reader<C> read) {

  /** Writes settings. */
  @FunctionalInterface
  public interface Writer<C> {
    /**
     * Adds the fields of {@code config}.
     *
     * @param registry writes settings within settings, such as the cell of a layer
     */
    void write(C config, JsonObject to, ConfigRegistry registry);
  }

  /** Reads settings. */
  @FunctionalInterface
  public interface Reader<C> {
    /**
     * The settings that the fields hold.
     *
     * @param registry reads settings within settings
     */
    C read(JsonFields fields, ConfigRegistry registry);
  }

  /**
   * A codec that writes each component of a record under its name, {@code forgetBias} as {@code
   * forget_bias}: numbers, flags, texts, enums in lower case, cells, layers, other records, and
   * lists of these.
   */
  public static <C extends Record> ConfigCodec<C> of(String type, Class<C> config) {
    return of(type, config, Map.of());
  }

  /**
   * The same for a record that has grown, or has components that may be null.
   *
   * @param defaults by component: what it is in files that do not have it, as those from before it
   *     was added; {@code Optional.empty()} for one that may be null, and is not written then
   */
  public static <C extends Record> ConfigCodec<C> of(
      String type, Class<C> config, Map<String, ?> defaults) {
    RecordCodec<C> codec = RecordCodec.of(config, RecordForm.SNAKE);
    for (Map.Entry<String, ?> component : defaults.entrySet()) {
      codec = codec.withDefault(config, component.getKey(), component.getValue());
    }
    RecordCodec<C> known = codec;
    return new ConfigCodec<>(
        type,
        config,
        (value, to, registry) -> known.with(new ConfigValues(registry)).write(value, to),
        (fields, registry) -> known.with(new ConfigValues(registry)).readAmong(fields));
  }

  JsonObject json(Object value, ConfigRegistry registry) {
    JsonObject json = new JsonObject();
    json.addProperty("type", type);
    write.write(config.cast(value), json, registry);
    return json;
  }
}
