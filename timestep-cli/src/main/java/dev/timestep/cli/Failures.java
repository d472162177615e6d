package dev.timestep.cli;

import dev.timestep.io.model.ModelFileException;
import dev.timestep.train.CheckpointMismatchException;
import dev.timestep.train.NonFiniteLossException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns exceptions into one message and an exit code. Wrong input is refused with an {@link
 * IllegalArgumentException} everywhere; any other exception is a bug of the program or a fault of
 * the machine.
 */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    Exception e = unwrapped(thrown);
    boolean input = isInput(e);
    if (input) {
      command.getErr().println("timestep: " + Flags.in(e));
    } else if (e instanceof FileSystemException file) {
      String reason = file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
      command.getErr().println("timestep: " + file.getFile() + ": " + reason);
    } else if (e instanceof IOException) {
      command.getErr().println("timestep: " + e.getMessage());
    } else {
      command.getErr().println("timestep: this should not have happened: " + e);
      e.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return input ? ExitCodes.BAD_INPUT : ExitCodes.FAILURE;
  }

  private static Exception unwrapped(Exception thrown) {
    if (thrown instanceof UncheckedIOException wrapped) {
      IOException cause = wrapped.getCause();
      return cause == null ? thrown : cause;
    }
    return thrown;
  }

  private static boolean isInput(Exception e) {
    return e instanceof IllegalArgumentException
        || e instanceof ModelFileException
        || e instanceof CheckpointMismatchException
        || e instanceof NonFiniteLossException;
  }
}
