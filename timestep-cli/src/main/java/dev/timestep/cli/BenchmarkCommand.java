package dev.timestep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code timestep benchmark}: one subcommand per public board. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    description = "Runs the protocol of a public board on data sets that you have.",
    synopsisSubcommandLabel = "BOARD",
    subcommands = BenchmarkGiftCommand.class)
final class BenchmarkCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new MissingCommandException(
        spec.commandLine(), "Missing board: say what to run, for example benchmark gift.");
  }
}
