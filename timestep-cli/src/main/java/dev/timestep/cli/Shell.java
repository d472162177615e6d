package dev.timestep.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Command lines as a shell reads them. */
final class Shell {
  private Shell() {}

  /** An argument, quoted where it must be. */
  static String quote(Object argument) {
    String text = argument instanceof Path path ? path.toString() : String.valueOf(argument);
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** Arguments joined by spaces. */
  static String join(List<String> arguments) {
    return arguments.stream().map(Shell::quote).collect(Collectors.joining(" "));
  }
}
