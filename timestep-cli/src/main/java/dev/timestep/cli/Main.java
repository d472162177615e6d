package dev.timestep.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code timestep} command.
 *
 * <p>Exit codes: 0 when the work was done, 1 when it failed, 2 when the command line or the input
 * was wrong.
 */
@Command(
    name = "timestep",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Trains recurrent networks on real sequence data.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      InspectCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Example:",
      "  timestep train forecast us-births.csv --target births --horizon 28 --report births.html"
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    StandardError.reopen();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setExecutionExceptionHandler(new Failures());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
