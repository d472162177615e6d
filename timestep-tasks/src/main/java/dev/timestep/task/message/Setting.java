package dev.timestep.task.message;

import java.util.regex.Pattern;

/**
 * The names of settings inside texts.
 *
 * <pre>{@code
 * throw new TaskException("Give " + setting("fill") + " linear to fill the gap.");
 * }</pre>
 */
public final class Setting {

  /** Stands before a name; has no width, so that a text with marks still reads well. */
  static final char MARK = '\u2063';

  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

  private Setting() {}

  /**
   * The name of a setting for a {@link Message}.
   *
   * @param name in lower case, its words joined by '-', such as {@code time-format}
   */
  public static String setting(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A setting expects a name such as time-format; received \"" + name + "\".");
    }
    return MARK + name;
  }
}
