package dev.timestep.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The message for a run that does not fit into memory: how to make it smaller, and how to allow
 * more memory.
 */
record OutOfMemory(IExecutionStrategy inner) implements IExecutionStrategy {
  private static final int MIB_BITS = 20;

  /** Options that make a run smaller, for the commands that have them. */
  private static final List<String> SIZES =
      List.of("--batch", "--hidden", "--lookback", "--horizon");

  /** What is left to the system and to what the JVM needs beside its heap. */
  private static final double SHARE_OF_MACHINE = 0.8;

  @Override
  public int execute(ParseResult parsed) {
    try {
      return inner.execute(parsed);
    } catch (OutOfMemoryError e) {
      CommandLine command = parsed.commandSpec().commandLine();
      long limit = Runtime.getRuntime().maxMemory() >> MIB_BITS;
      List<CommandLine> commands = parsed.asCommandLineList();
      command.getErr().println(message(commands.getLast().getCommandSpec(), limit, machine()));
      mostAllowed(limit, machine())
          .ifPresent(
              most ->
                  command
                      .getErr()
                      .println(
                          "Try: TIMESTEP_JAVA_OPTS=-Xmx"
                              + most
                              + "m "
                              + Program.line(parsed.originalArgs())));
      command.getErr().flush();
      return ExitCodes.BAD_INPUT;
    }
  }

  private static long machine() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
        >> MIB_BITS;
  }

  /** MiB that are worth trying: four times the limit, or what the machine has. */
  static Optional<Long> mostAllowed(long limit, long machine) {
    long most = Math.min(4 * limit, (long) (SHARE_OF_MACHINE * machine));
    return most > limit + limit / 4 ? Optional.of(most) : Optional.empty();
  }

  /** What is large depends on the command: a trained model's network cannot be changed any more. */
  static String message(CommandSpec command, long limit, long machine) {
    List<String> smaller =
        SIZES.stream().filter(option -> command.findOption(option) != null).toList();
    return Program.NAME
        + ": this needs more memory than the "
        + limit
        + " MiB that the program may use. "
        + (smaller.isEmpty()
            ? "A table with fewer rows needs less."
            : "A smaller " + listed(smaller) + " needs less, and so does a table with fewer rows.")
        + (mostAllowed(limit, machine).isPresent()
            ? " Or allow more:"
            : " This machine has " + machine + " MiB, so there is little more to allow.");
  }

  private static String listed(List<String> options) {
    String most = String.join(", ", options.subList(0, options.size() - 1));
    return most.isEmpty() ? options.getLast() : most + " or " + options.getLast();
  }
}
