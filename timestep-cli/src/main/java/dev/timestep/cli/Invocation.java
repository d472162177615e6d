package dev.timestep.cli;

import java.util.List;

/**
 * How the program was called: what its user can type again in the same folder.
 *
 * @param program as a shell reads it, quoted where it must be, for example "./timestep"
 * @param arguments what followed
 */
record Invocation(String program, List<String> arguments) {
  Invocation {
    arguments = List.copyOf(arguments);
  }

  /** Another command of the same program, quoted for a shell. */
  Invocation with(Object... others) {
    return new Invocation(program, List.of(others).stream().map(String::valueOf).toList());
  }

  /** The line to type, quoted for a shell where it must be. */
  String line() {
    return program + " " + Shell.join(arguments);
  }
}
