package dev.timestep.io.json;

import java.util.Locale;

/** How the names of a record's components and the constants of enums are written. */
public enum RecordForm {
  /** {@code forget_bias}, {@code "reset_after"}: the settings of layers and cells. */
  SNAKE,
  /** {@code learningRate}, {@code "RESET_AFTER"}: as they are called in Java. */
  JAVA;

  /** The field of a component. */
  String field(String component) {
    return this == JAVA
        ? component
        : component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The text of an enum's constant. */
  String constant(Enum<?> constant) {
    return this == JAVA ? constant.name() : JsonFields.written(constant);
  }
}
