package dev.timestep.task.table;

import dev.timestep.task.message.TaskException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Options whose values are the constants of an enum, in lower case. */
public final class Choice {
  private Choice() {}

  /**
   * The constant that {@code text} names.
   *
   * @throws IllegalArgumentException when it names none; the message lists them
   */
  public static <E extends Enum<E>> E of(String option, Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (name(constant).equals(text.strip().toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw new TaskException(
        option
            + " expects one of "
            + String.join(", ", names(type))
            + "; received \""
            + text
            + "\"."
            + Names.nearest(text.strip(), names(type))
                .map(near -> " Did you mean " + near + "?")
                .orElse(""));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Choice::name).toList();
  }

  /** The names of an enum's constants, for help and completion. */
  public abstract static class Candidates implements Iterable<String> {
    private final Class<? extends Enum<?>> type;

    /** The names of the constants of {@code type}. */
    protected Candidates(Class<? extends Enum<?>> type) {
      this.type = type;
    }

    @Override
    public Iterator<String> iterator() {
      return names(type).iterator();
    }
  }
}
