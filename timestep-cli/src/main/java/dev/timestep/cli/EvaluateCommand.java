package dev.timestep.cli;

import dev.timestep.io.json.Json;
import dev.timestep.task.TaskEvaluation;
import dev.timestep.task.TaskModel;
import dev.timestep.task.Tasks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code timestep evaluate}: a model compared with baselines on a file. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    parameterListHeading = "%n",
    sortOptions = false,
    customSynopsis = "timestep evaluate MODEL DATA [OPTION...]",
    description = {
      "Compares a model with the baselines on a data file.",
      "",
      "On the series that the model was trained on, only later rows count. Another series is"
          + " split 80/10/10, and its last part counts.",
      "",
      "A classifier is scored on every sequence of the file; each needs its label."
    },
    footer = {
      "",
      "Example:",
      "  ${env:TIMESTEP_PROGRAM:-timestep} evaluate births.timestep us-births.csv"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "Model file.")
  private Path model;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description =
          "CSV file, or for a classifier any form that training reads; - for standard input.")
  private DataSource data;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  @ArgGroup(validate = false, heading = SequenceMixin.HEADING)
  private SequenceMixin sequences = new SequenceMixin();

  @ArgGroup(validate = false, heading = ReadMixin.HEADING)
  private ReadMixin read = new ReadMixin();

  @Override
  public Integer call() throws IOException {
    data.requireAfterModel(model);
    TaskModel loaded = Tasks.standard().load(model);
    Screen screen = new Screen(spec.commandLine().getErr(), Terminal.ofProcess());
    TaskEvaluation evaluation;
    try (screen) {
      evaluation =
          loaded.evaluate(
              data.with(read.and(sequences.settings())),
              new Doing(screen, spec.commandLine().getErr()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.pretty(evaluation.markedJson()));
    }
    PrintWriter text = json ? spec.commandLine().getErr() : out;
    text.println(
        new JobText(json ? screen.terminal() : Terminal.ofOutput()).evaluation(evaluation));
    text.flush();
    out.flush();
    return ExitCodes.OK;
  }
}
