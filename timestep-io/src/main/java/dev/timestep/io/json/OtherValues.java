package dev.timestep.io.json;

import com.google.gson.JsonElement;

/**
 * Values within records that a {@link RecordCodec} cannot write by itself, such as the settings of
 * a layer, of which there are many kinds.
 */
public interface OtherValues {
  /** No such values. */
  OtherValues NONE =
      new OtherValues() {
        @Override
        public boolean holds(Class<?> type) {
          return false;
        }

        @Override
        public JsonElement write(Object value) {
          throw new IllegalStateException("no other values");
        }

        @Override
        public Object read(Class<?> type, JsonFields fields, String name) {
          throw new IllegalStateException("no other values");
        }
      };

  /** Whether values of this type are written here. */
  boolean holds(Class<?> type);

  /** The JSON of a value. */
  JsonElement write(Object value);

  /**
   * The value that a field holds.
   *
   * @param type of the record's component
   * @throws IllegalArgumentException when it does not fit; the message names the field
   */
  Object read(Class<?> type, JsonFields fields, String name);
}
