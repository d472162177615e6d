package dev.timestep.io.model;

import com.google.gson.JsonElement;
import dev.timestep.io.json.JsonFields;
import dev.timestep.io.json.OtherValues;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.cell.CellConfig;

/** Cells and layers within settings: each an object whose {@code type} says which it is. */
record ConfigValues(ConfigRegistry registry) implements OtherValues {
  @Override
  public boolean holds(Class<?> type) {
    return CellConfig.class.isAssignableFrom(type) || LayerConfig.class.isAssignableFrom(type);
  }

  @Override
  public JsonElement write(Object value) {
    return value instanceof CellConfig cell
        ? registry.toJson(cell)
        : registry.toJson((LayerConfig) value);
  }

  @Override
  public Object read(Class<?> type, JsonFields fields, String name) {
    return CellConfig.class.isAssignableFrom(type)
        ? registry.cell(fields.object(name))
        : registry.layer(fields.object(name));
  }
}
