package dev.timestep.io.model;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Set;

/** The records that settings consist of. */
final class Kinds {
  private Kinds() {}

  /** Adds the classes of {@code settings} and of all settings within them. */
  static void add(Object settings, Set<Class<?>> to) {
    switch (settings) {
      case Collection<?> many -> many.forEach(one -> add(one, to));
      case Record one -> {
        to.add(one.getClass());
        for (RecordComponent part : one.getClass().getRecordComponents()) {
          try {
            Object value = part.getAccessor().invoke(one);
            if (value != null) {
              add(value, to);
            }
          } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
          }
        }
      }
      default -> {}
    }
  }
}
