package dev.timestep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code timestep train}: one subcommand per job. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    optionListHeading = "%n",
    commandListHeading = "%nCommands:%n",
    description = "Trains a model.",
    synopsisSubcommandLabel = "JOB",
    subcommands = {TrainForecastCommand.class, TrainClassifyCommand.class})
final class TrainCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new MissingCommandException(
        spec.commandLine(), "Missing job: say what to train, for example train forecast.");
  }
}
