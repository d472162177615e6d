package dev.timestep.cli;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.io.model.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code timestep inspect}: what is in a model file. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    parameterListHeading = "%n",
    sortOptions = false,
    description = "Shows what a model file holds.")
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "Model file.")
  private Path model;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ModelArchive archive = ModelFile.read(model);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(InspectText.json(archive));
    } else {
      InspectText.write(model, archive, out);
    }
    out.flush();
    return ExitCodes.OK;
  }
}
