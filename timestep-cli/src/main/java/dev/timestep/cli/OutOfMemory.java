package dev.timestep.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;

/** Says which options make a run smaller when it does not fit into memory. */
record OutOfMemory(IExecutionStrategy inner) implements IExecutionStrategy {
  @Override
  public int execute(ParseResult parsed) {
    try {
      return inner.execute(parsed);
    } catch (OutOfMemoryError e) {
      CommandLine command = parsed.commandSpec().commandLine();
      command
          .getErr()
          .println(
              "timestep: this needs more memory than the "
                  + (Runtime.getRuntime().maxMemory() >> 20)
                  + " MiB that the JVM may use. Use a smaller --hidden, --batch or --lookback, or"
                  + " allow more: TIMESTEP_JAVA_OPTS=-Xmx8g");
      command.getErr().flush();
      return ExitCodes.BAD_INPUT;
    }
  }
}
