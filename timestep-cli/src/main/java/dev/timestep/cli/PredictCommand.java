package dev.timestep.cli;

import dev.timestep.io.file.AtomicFile;
import dev.timestep.task.forecast.Forecast;
import dev.timestep.task.forecast.ForecastJson;
import dev.timestep.task.forecast.ForecastModel;
import dev.timestep.task.forecast.ForecastModels;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code timestep predict}: the rows after the data's last, with their dates. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    parameterListHeading = "%n",
    sortOptions = false,
    customSynopsis = "timestep predict MODEL DATA [OPTION...]",
    description = "Forecasts the rows after the last row of a data file, as CSV.",
    footer = {
      "",
      "Example:",
      "  ${env:TIMESTEP_PROGRAM:-timestep} predict births.timestep us-births.csv --out next.csv"
    })
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MODEL", description = "Model file.")
  private Path model;

  @Parameters(
      index = "1",
      paramLabel = "DATA",
      description = "CSV file up to today; - for standard input.")
  private DataSource data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the CSV here rather than to standard output.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  @ArgGroup(validate = false, heading = ReadMixin.HEADING)
  private ReadMixin read = new ReadMixin();

  @Override
  public Integer call() throws IOException {
    if (out != null) {
      OutputPaths.requireWritable("--out", out);
      OutputPaths.requireDistinct("--out", out, "the data file", data.path());
      OutputPaths.requireDistinct("--out", out, "the model file", model);
    }
    data.requireAfterModel(model);
    ForecastModel loaded = ForecastModels.load(model);
    ReadOptions options = read.over(loaded.reading(), spec.commandLine().getErr());
    TimeTable table;
    Forecast forecast;
    try (Screen screen = new Screen(spec.commandLine().getErr(), Terminal.ofProcess())) {
      screen.draw("Reading " + data.shortName() + ".");
      table = data.read(loaded.targets(), options);
      screen.draw(String.format(Locale.ROOT, "Forecasting %,d rows.", horizon(loaded)));
      forecast = loaded.predict(table);
    }
    table.markedNotes().forEach(note -> spec.commandLine().getErr().println("Note: " + note));
    String csv = ForecastText.csv(forecast, table.axis().hasTime() ? table.axis().column() : "row");
    PrintWriter stdout = spec.commandLine().getOut();
    if (out != null) {
      AtomicFile.replace(out, stream -> stream.write(csv.getBytes(StandardCharsets.UTF_8)));
      spec.commandLine().getErr().println("Wrote " + forecast.horizon() + " rows to " + out);
    }
    if (json) {
      stdout.println(ForecastJson.toText(ForecastJson.of(forecast)));
    } else if (out == null) {
      stdout.print(csv);
    }
    stdout.flush();
    return ExitCodes.OK;
  }

  private static int horizon(ForecastModel model) {
    return model.pipeline().inputs().horizon();
  }
}
