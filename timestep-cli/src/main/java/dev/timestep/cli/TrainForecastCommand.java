package dev.timestep.cli;

import dev.timestep.io.model.FileCheckpointStore;
import dev.timestep.task.forecast.ForecastJson;
import dev.timestep.task.forecast.ForecastModels;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastRun;
import dev.timestep.task.forecast.ForecastTraining;
import dev.timestep.task.forecast.NetworkConfig;
import dev.timestep.task.forecast.Split;
import dev.timestep.task.forecast.TrainingOptions;
import dev.timestep.task.forecast.TrainingStoppedException;
import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.TimeTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code timestep train forecast}: a model, a verdict and a picture from one file. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    parameterListHeading = "%n",
    sortOptions = false,
    customSynopsis = "timestep train forecast DATA --target COL[,COL...] [OPTION...]",
    description = {
      "Trains a recurrent network to forecast columns of a time series, and compares it with"
          + " simple baselines.",
      "",
      "All options except --target have a default."
    },
    footer = {
      "",
      "Example:",
      "  ${env:TIMESTEP_PROGRAM:-timestep} train forecast us-births.csv --target births \\",
      "      --horizon 28 --holidays US --report births.html"
    })
final class TrainForecastCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DATA",
      description = "CSV file, one row per time step; - for standard input.")
  private DataSource data;

  @Option(
      names = "--target",
      paramLabel = "COL",
      required = true,
      split = ",",
      splitSynopsisLabel = ",",
      description =
          "Column to forecast. For several, join them with commas or give --target again.")
  private List<String> targets;

  @Option(
      names = "--horizon",
      paramLabel = "ROWS",
      description = "Rows to forecast. Default: by the step between rows, 28 for days.")
  private @Nullable Integer horizon;

  @Option(
      names = "--lookback",
      paramLabel = "ROWS",
      description =
          "Rows that a forecast reads. Default: a year and four seasons where the series is long"
              + " enough, else some seasons.")
  private @Nullable Integer lookback;

  @Option(
      names = "--season",
      paramLabel = "ROWS",
      description = "Rows of the shortest cycle. Default: by the step, 7 for days.")
  private @Nullable Integer season;

  @Option(
      names = "--holidays",
      paramLabel = "COUNTRY",
      description = "Public holidays as inputs, for example US or DE. Default: none.")
  private @Nullable String holidays;

  @Option(
      names = "--split",
      paramLabel = "TRAIN/VAL/TEST",
      description = "Parts of the rows, as fractions or row counts. Default: ${DEFAULT-VALUE}.")
  private String split = Split.DEFAULT;

  @Option(
      names = "--cell",
      paramLabel = "rnn|gru|lstm",
      description = "Recurrent cell. Default: gru.")
  private @Nullable String cell;

  @Option(
      names = "--hidden",
      paramLabel = "UNITS",
      description = "Units of each layer. Default: ${DEFAULT-VALUE}.")
  private int hidden = NetworkConfig.DEFAULT.hidden();

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Recurrent layers. Default: ${DEFAULT-VALUE}.")
  private int layers = NetworkConfig.DEFAULT.layers();

  @Option(
      names = "--dropout",
      paramLabel = "RATE",
      description = "Dropout rate, from 0 up to 1. Default: ${DEFAULT-VALUE}.")
  private double dropout = NetworkConfig.DEFAULT.dropout();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Largest number of passes over the training windows. Default: 12, more on short series"
              + " and fewer on long ones.")
  private @Nullable Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "WINDOWS",
      description = "Windows in a training step. Default: ${DEFAULT-VALUE}.")
  private int batch = TrainingOptions.DEFAULT.batch();

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "Highest learning rate. Default: ${DEFAULT-VALUE}.")
  private double learningRate = TrainingOptions.DEFAULT.learningRate();

  @Option(
      names = "--loss",
      paramLabel = "mae|mse|huber",
      description = "Loss to minimise. Default: mae.")
  private @Nullable String loss;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all random numbers. Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads. Default: all processors. The result is the same for any number.")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Model file. Default: named after the first target, with a number where that name is"
              + " taken.")
  private @Nullable Path out;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write an HTML report. An existing report is replaced.")
  private @Nullable Path report;

  @Option(names = "--overwrite", description = "Replace an existing model file.")
  private boolean overwrite;

  @Option(
      names = "--json",
      description =
          "Print one JSON object on standard output, and everything else on standard error.")
  private boolean json;

  @Option(names = "--resume", description = "Continue from the checkpoint of an interrupted run.")
  private boolean resume;

  @ArgGroup(validate = false, heading = ReadMixin.HEADING)
  private ReadMixin read = new ReadMixin();

  @Override
  public Integer call() throws IOException {
    ModelPlace place =
        out == null
            ? ModelPlace.named(Path.of(""), targets.getFirst(), overwrite, resume)
            : ModelPlace.asked(out, overwrite, resume);
    checkPaths(place.file());
    ForecastOptions options = options(place);
    Screen screen = new Screen(spec.commandLine().getErr(), Terminal.ofProcess());
    try (Progress progress =
        new Progress(screen, options.training(), place.checkpoint(), goOn()).stoppedByCtrlC()) {
      place.note().ifPresent(screen::line);
      screen.doing("Reading " + data.shortName() + ".");
      TimeTable table = data.read(options.targets(), options.read());
      screen.doing(String.format(Locale.ROOT, "Choosing the inputs from %,d rows.", table.rows()));
      ForecastRun run;
      try {
        run = ForecastTraining.run(table, options, progress);
      } catch (TrainingStoppedException stopped) {
        progress.stopped();
        return ExitCodes.INTERRUPTED;
      }
      progress.saving();
      ModelPlace last = place.atLast();
      if (!last.equals(place)) {
        last.note().ifPresent(screen::line);
      }
      ForecastModels.save(run.model(), last.file());
      new FileCheckpointStore(place.checkpoint()).delete();
      write(run, last.file(), screen);
    }
    return ExitCodes.OK;
  }

  private void checkPaths(Path model) {
    OutputPaths.requireWritable("--out", model);
    OutputPaths.requireDistinct("--out", model, "the data file", data.path());
    if (report != null) {
      OutputPaths.requireWritable("--report", report);
      OutputPaths.requireDistinct("--report", report, "the data file", data.path());
      OutputPaths.requireDistinct("--report", report, "the model file", model);
      OutputPaths.requirePage("--report", report, overwrite);
    }
  }

  private void write(ForecastRun run, Path model, Screen screen) throws IOException {
    if (report != null) {
      ForecastReports.write(run, model, arguments(), next(run, model), report);
    }
    PrintWriter stdout = spec.commandLine().getOut();
    if (json) {
      stdout.println(ForecastJson.toText(ForecastJson.of(run, model)));
      stdout.flush();
    }
    PrintWriter text = json ? spec.commandLine().getErr() : stdout;
    text.println();
    text.println(new ForecastText(json ? screen.terminal() : Terminal.ofOutput()).result(run));
    text.println("Model:  " + model);
    if (report != null) {
      text.println("Report: " + report);
    }
    text.println("Next:   " + Program.line(next(run, model)));
    if (data.isPassing()) {
      text.println("        (with the table on " + data.name() + " again)");
    }
    text.flush();
  }

  /**
   * The command that forecasts from the same data; options that are not in the model are repeated.
   */
  private List<String> next(ForecastRun run, Path model) {
    List<String> arguments = new ArrayList<>(List.of("predict", model.toString(), data.toString()));
    Set<Integer> lines = run.plan().table().reading().asked().skipLines();
    if (!lines.equals(read.options().skipLines())) {
      arguments.add("--skip-lines=" + LineNumbers.text(read.options().skipLines()));
    }
    return arguments;
  }

  private ForecastOptions options(ModelPlace place) {
    return new ForecastOptions(
        targets,
        read.options(),
        optional(horizon),
        optional(lookback),
        optional(season),
        Optional.ofNullable(holidays),
        split,
        new NetworkConfig(
            cell == null
                ? NetworkConfig.DEFAULT.cell()
                : Choice.of("--cell", NetworkConfig.CellKind.class, cell),
            hidden,
            layers,
            dropout),
        new TrainingOptions(
            epochs(),
            batch,
            learningRate,
            loss == null
                ? TrainingOptions.DEFAULT.loss()
                : Choice.of("--loss", TrainingOptions.LossKind.class, loss),
            TrainingOptions.DEFAULT.patience()),
        seed,
        threads == null ? Runtime.getRuntime().availableProcessors() : threads,
        Optional.of(place.checkpoint()),
        resume);
  }

  private int epochs() {
    if (epochs == null) {
      return TrainingOptions.DEFAULT.epochs();
    }
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "--epochs expects a whole number of 1 or more; received " + epochs + ".");
    }
    return epochs;
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private List<String> arguments() {
    return spec.root().commandLine().getParseResult().originalArgs();
  }

  /** The arguments that go on with this run once it was stopped. */
  private List<String> goOn() {
    List<String> arguments = new ArrayList<>(arguments());
    if (!resume) {
      arguments.add("--resume");
    }
    return arguments;
  }
}
