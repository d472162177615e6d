package dev.timestep.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command line ends before it has named a command. */
final class MissingCommandException extends ParameterException {
  private static final long serialVersionUID = 1L;

  MissingCommandException(CommandLine command, String message) {
    super(command, message);
  }
}
