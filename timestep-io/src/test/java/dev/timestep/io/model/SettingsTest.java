package dev.timestep.io.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every record of {@link ConfigRegistry} promises: a setting that could not be saved, a number
 * that is not finite or a choice that is not there, is refused when the record is made.
 */
class SettingsTest {
  /** One of each kind, and what is wrong in one component. */
  record Wrong(Record config, int component, @Nullable Object value) {
    String name() {
      return config.getClass().getRecordComponents()[component].getName();
    }

    @Override
    public String toString() {
      return config.getClass().getSimpleName() + "." + name() + " = " + value;
    }
  }

  /** A record of each kind that the registry knows. */
  private static Map<Class<?>, Record> examples() {
    Map<Class<?>, Record> found = new LinkedHashMap<>();
    for (long seed = 1; seed <= 300; seed++) {
      new RandomModels(seed).model().configs().forEach(config -> collect(config, found));
    }
    found.keySet().retainAll(ConfigRegistry.standard().records().toList());
    return found;
  }

  private static void collect(@Nullable Object settings, Map<Class<?>, Record> to) {
    switch (settings) {
      case null -> {}
      case Collection<?> many -> many.forEach(one -> collect(one, to));
      case Record one -> {
        if (to.putIfAbsent(one.getClass(), one) == null || !(one instanceof Comparable)) {
          Arrays.stream(values(one)).forEach(value -> collect(value, to));
        }
      }
      default -> {}
    }
  }

  private static Object[] values(Record config) {
    return Arrays.stream(config.getClass().getRecordComponents())
        .map(component -> value(config, component))
        .toArray();
  }

  private static Object value(Record config, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void allKindsAreAmongTheExamples() {
    assertThat(examples().keySet())
        .containsExactlyInAnyOrderElementsOf(ConfigRegistry.standard().records().toList());
  }

  static Stream<Wrong> wrong() {
    return examples().values().stream().flatMap(SettingsTest::wrong);
  }

  private static Stream<Wrong> wrong(Record config) {
    RecordComponent[] components = config.getClass().getRecordComponents();
    Stream.Builder<Wrong> all = Stream.builder();
    for (int at = 0; at < components.length; at++) {
      Class<?> type = components[at].getType();
      if (type == float.class) {
        all.add(new Wrong(config, at, Float.NaN));
        all.add(new Wrong(config, at, Float.POSITIVE_INFINITY));
        all.add(new Wrong(config, at, Float.NEGATIVE_INFINITY));
      } else if (type == double.class) {
        all.add(new Wrong(config, at, Double.NaN));
        all.add(new Wrong(config, at, Double.POSITIVE_INFINITY));
        all.add(new Wrong(config, at, Double.NEGATIVE_INFINITY));
      } else if (!type.isPrimitive()) {
        all.add(new Wrong(config, at, null));
      }
    }
    return all.build();
  }

  @Test
  void manySettingsAreTried() {
    assertThat(wrong()).hasSizeGreaterThan(150);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatCouldNotBeSavedIsRefusedByName(Wrong wrong) {
    Class<? extends Record> kind = wrong.config().getClass();
    String who = kind.getSimpleName().replace("Config", "");
    Object[] values = values(wrong.config());
    values[wrong.component()] = wrong.value();
    assertThat(catchThrowable(() -> make(kind, values)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith(who)
        .containsIgnoringCase(wrong.name().toLowerCase(Locale.ROOT))
        .contains("received " + wrong.value());
  }

  private static void make(Class<? extends Record> kind, Object[] values) throws Throwable {
    Class<?>[] types =
        Arrays.stream(kind.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      kind.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
