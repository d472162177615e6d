package dev.timestep.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** What this program is called, for command lines that can be pasted as they stand. */
final class Program {
  /** Its name in help texts and messages. */
  static final String NAME = "timestep";

  private Program() {}

  /**
   * How the user started it, quoted for a shell: {@code ./timestep} in a clone, {@code timestep}
   * where it is on the PATH. The launcher says so in {@code TIMESTEP_PROGRAM}; without it, the
   * name.
   */
  static String call() {
    return System.getenv().getOrDefault("TIMESTEP_PROGRAM", NAME);
  }

  /** The program with some arguments, as a shell reads it. */
  static String line(List<String> arguments) {
    return call() + " " + Shell.join(arguments);
  }

  /** The program with some arguments, as a shell reads it. */
  static String line(Object... arguments) {
    return line(List.of(arguments).stream().map(String::valueOf).toList());
  }

  /** How the user starts one command: {@code ./timestep train forecast}. */
  static String call(CommandSpec command) {
    return call() + words(command);
  }

  /** The words of a command after the program's name, each with a blank before it. */
  static String words(CommandSpec command) {
    return command.qualifiedName().substring(NAME.length());
  }
}
