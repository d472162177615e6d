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
import dev.timestep.task.table.TableReader;
import dev.timestep.task.table.TimeTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
      "Trains a recurrent network to forecast columns of a time series and holds it against honest"
          + " baselines.",
      "",
      "Everything but DATA and --target has a default that is chosen from the data."
    },
    footer = {
      "",
      "Example:",
      "  timestep train forecast us-births.csv --target births --horizon 28 \\",
      "      --holidays US --report births.html"
    })
final class TrainForecastCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATA", description = "CSV file, one row a time step.")
  private Path data;

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
          "Rows that a forecast reads. Default: a year and a month where the series is long"
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
      description = "From 0 up to 1. Default: ${DEFAULT-VALUE}.")
  private double dropout = NetworkConfig.DEFAULT.dropout();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Passes over the training windows at most. Default: 12, more on short series and fewer"
              + " on long ones.")
  private @Nullable Integer epochs;

  @Option(
      names = "--batch",
      paramLabel = "WINDOWS",
      description = "Windows a training step. Default: ${DEFAULT-VALUE}.")
  private int batch = TrainingOptions.DEFAULT.batch();

  @Option(
      names = "--lr",
      paramLabel = "RATE",
      description = "Highest learning rate. Default: ${DEFAULT-VALUE}.")
  private double learningRate = TrainingOptions.DEFAULT.learningRate();

  @Option(
      names = "--loss",
      paramLabel = "mae|mse|huber",
      description = "What is minimised. Default: mae.")
  private @Nullable String loss;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of all that is drawn at random. Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Default: all processors. The result is the same for any number.")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Model file. Default: named after the first target.")
  private @Nullable Path out;

  @Option(names = "--report", paramLabel = "FILE", description = "Write an HTML report.")
  private @Nullable Path report;

  @Option(
      names = "--json",
      description = "Print one JSON object on standard output, all else on standard error.")
  private boolean json;

  @Option(names = "--resume", description = "Go on from the checkpoint of an interrupted run.")
  private boolean resume;

  @ArgGroup(validate = false, heading = ReadMixin.HEADING)
  private ReadMixin read = new ReadMixin();

  @Override
  public Integer call() throws IOException {
    Path model = out == null ? defaultOut() : out;
    OutputPaths.requireWritable("--out", model);
    OutputPaths.requireDistinct("--out", model, "the data file", data);
    if (report != null) {
      OutputPaths.requireWritable("--report", report);
      OutputPaths.requireDistinct("--report", report, "the data file", data);
      OutputPaths.requireDistinct("--report", report, "the model file", model);
    }
    ForecastOptions options = options(model);
    TimeTable table = TableReader.read(data, options.targets(), options.read());
    PrintWriter err = spec.commandLine().getErr();
    Terminal terminal = Terminal.ofProcess();
    try (Progress progress =
        new Progress(err, terminal, () -> resumeHint(model)).stoppedByCtrlC()) {
      ForecastRun run;
      try {
        run = ForecastTraining.run(table, options, progress);
      } catch (TrainingStoppedException stopped) {
        progress.stopped();
        return ExitCodes.INTERRUPTED;
      }
      progress.saving();
      ForecastModels.save(run.model(), model);
      new FileCheckpointStore(checkpoint(model)).delete();
      write(run, model, err);
    }
    return ExitCodes.OK;
  }

  private void write(ForecastRun run, Path model, PrintWriter err) throws IOException {
    if (report != null) {
      ForecastReports.write(run, model, data, invocation(), report);
    }
    PrintWriter stdout = spec.commandLine().getOut();
    if (json) {
      stdout.println(ForecastJson.toText(ForecastJson.of(run, model)));
      stdout.flush();
    }
    PrintWriter text = json ? err : stdout;
    ForecastText.result(run, text);
    text.println("Model:  " + model);
    if (report != null) {
      text.println("Report: " + report);
    }
    text.println("Next:   timestep predict " + Shell.quote(model) + " " + Shell.quote(data));
    text.flush();
  }

  private ForecastOptions options(Path model) {
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
        Optional.of(checkpoint(model)),
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

  private Path defaultOut() {
    return Path.of(targets.getFirst().replaceAll("[^\\p{L}\\p{N}._-]+", "_") + ".timestep");
  }

  private static Path checkpoint(Path model) {
    return model.resolveSibling(model.getFileName() + ".checkpoint");
  }

  private Invocation invocation() {
    return new Invocation("timestep", spec.root().commandLine().getParseResult().originalArgs());
  }

  private String resumeHint(Path model) {
    return "To go on, give the same command again with --resume added.\nCheckpoint: "
        + checkpoint(model);
  }
}
