package dev.timestep.cli;

import dev.timestep.task.forecast.ForecastEvaluation;
import dev.timestep.task.forecast.ForecastJson;
import dev.timestep.task.forecast.ForecastModel;
import dev.timestep.task.forecast.ForecastModels;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
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
          + " split 80/10/10, and its last part counts."
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

  @Parameters(index = "1", paramLabel = "DATA", description = "CSV file; - for standard input.")
  private DataSource data;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  @ArgGroup(validate = false, heading = ReadMixin.HEADING)
  private ReadMixin read = new ReadMixin();

  @Override
  public Integer call() throws IOException {
    data.requireAfterModel(model);
    ForecastModel loaded = ForecastModels.load(model);
    ReadOptions options = read.over(loaded.reading(), spec.commandLine().getErr());
    Screen screen = new Screen(spec.commandLine().getErr(), Terminal.ofProcess());
    ForecastEvaluation evaluation;
    try (screen) {
      screen.draw("Reading " + data.shortName() + ".");
      TimeTable table = data.read(loaded.targets(), options);
      screen.draw(
          String.format(
              Locale.ROOT, "Scoring the network and the baselines on %,d rows.", table.rows()));
      evaluation = loaded.evaluate(table);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ForecastJson.toText(ForecastJson.of(loaded, evaluation)));
    }
    PrintWriter text = json ? spec.commandLine().getErr() : out;
    text.println(
        new ForecastText(json ? screen.terminal() : Terminal.ofOutput()).evaluation(evaluation));
    text.flush();
    out.flush();
    return ExitCodes.OK;
  }
}
