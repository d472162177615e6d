package dev.timestep.io.model;

import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFields;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How the settings of one kind of layer or cell are written and read.
 *
 * @param type the name in the file; never changes once a file was written
 * @param config the record
 * @param write adds the fields of a record to an object that has its {@code type} already
 * @param read makes the record of the fields; those that it does not read are refused
 * @param <C> the record
 */
public record ConfigCodec<C>(
    String type, Class<C> config, BiConsumer<C, JsonObject> write, Function<JsonFields, C> read) {

  JsonObject json(Object value) {
    JsonObject json = new JsonObject();
    json.addProperty("type", type);
    write.accept(config.cast(value), json);
    return json;
  }
}
