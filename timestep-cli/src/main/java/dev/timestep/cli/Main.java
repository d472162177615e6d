package dev.timestep.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * The {@code timestep} command.
 *
 * <p>Exit codes: 0 when the work was done, 1 when it failed, 2 when the command line or the input
 * was wrong, 130 when Ctrl-C ended it.
 */
@Command(
    name = "timestep",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    description = "Trains recurrent networks on real sequence data.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      BacktestCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      InspectCommand.class,
      BenchmarkCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Example:",
      "  ${env:TIMESTEP_PROGRAM:-timestep} train forecast us-births.csv --target births \\",
      "      --horizon 28 --report births.html",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong command line or input, 130 stopped by",
      "Ctrl-C."
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    StandardError.restore();
    System.exit(commandLine().setOut(writer(System.out)).setErr(writer(System.err)).execute(args));
  }

  /** The command line with its answers to wrong input; writes to the process's own streams. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    BrokenModules broken = FurtherCommands.addTo(line);
    NumberOptions.register(line);
    line.registerConverter(DataSource.class, DataSource::of);
    Objects.requireNonNull(line.getSubcommands().get("train"))
        .getSubcommands()
        .values()
        .forEach(Main::helpLast);
    helpLast(Objects.requireNonNull(line.getSubcommands().get("backtest")));
    // A file's name may begin with @.
    return line.setExpandAtFiles(false)
        .setExecutionExceptionHandler(new Failures())
        .setParameterExceptionHandler(broken.before(new UsageErrors()))
        .setExecutionStrategy(broken.before(new OutOfMemory(new CommandLine.RunLast())));
  }

  /** Where options have an order, those that every command has come after them. */
  private static void helpLast(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    for (String name : List.of("--help", "--version")) {
      OptionSpec option = spec.findOption(name);
      if (option != null) {
        spec.remove(option);
        spec.addOption(option.toBuilder().order(Integer.MAX_VALUE).build());
      }
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return Flags.writer(new OutputStreamWriter(stream, stream.charset()));
  }

  @Override
  public void run() {
    throw new MissingCommandException(
        spec.commandLine(), "Missing command: say what to do, for example train forecast.");
  }
}
