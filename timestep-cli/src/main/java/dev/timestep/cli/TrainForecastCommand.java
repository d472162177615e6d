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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code timestep train forecast}: a model, a verdict and a picture from one file. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains a recurrent network to forecast columns of a time series and holds it against honest"
          + " baselines.",
      "",
      "Everything but DATA and --target has a default that is chosen from the data."
    },
    footer = {
      "",
      "Example:",
      "  timestep train forecast us-births.csv --target births --horizon 28 --holidays US \\",
      "      --report births.html"
    })
final class TrainForecastCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATA", description = "CSV file, one row a time step.")
  private Path data;

  @Option(
      names = "--target",
      paramLabel = "COL",
      required = true,
      arity = "1..*",
      split = ",",
      description = "Column or columns to forecast.")
  private List<String> targets;

  @Option(names = "--horizon", paramLabel = "ROWS", description = "Rows to forecast.")
  private @Nullable Integer horizon;

  @Option(names = "--lookback", paramLabel = "ROWS", description = "Rows that a forecast reads.")
  private @Nullable Integer lookback;

  @Option(names = "--season", paramLabel = "ROWS", description = "Rows of the shortest cycle.")
  private @Nullable Integer season;

  @Option(
      names = "--holidays",
      paramLabel = "COUNTRY",
      description = "Public holidays as inputs, for example US or DE.")
  private @Nullable String holidays;

  @Option(
      names = "--split",
      paramLabel = "T/V/T",
      description =
          "Training, validation and test part: fractions or row counts. Default: "
              + Split.DEFAULT
              + ".")
  private String split = Split.DEFAULT;

  @Option(
      names = "--cell",
      paramLabel = "rnn|gru|lstm",
      description = "Recurrent cell. Default: gru.")
  private @Nullable String cell;

  @Option(names = "--hidden", paramLabel = "UNITS", description = "Width. Default: 64.")
  private int hidden = NetworkConfig.DEFAULT.hidden();

  @Option(names = "--layers", paramLabel = "N", description = "Depth. Default: 1.")
  private int layers = NetworkConfig.DEFAULT.layers();

  @Option(names = "--dropout", paramLabel = "RATE", description = "Default: ${DEFAULT-VALUE}.")
  private double dropout = NetworkConfig.DEFAULT.dropout();

  @Option(names = "--epochs", paramLabel = "N", description = "At most. Default: ${DEFAULT-VALUE}.")
  private int epochs = TrainingOptions.DEFAULT.epochs();

  @Option(
      names = "--batch",
      paramLabel = "WINDOWS",
      description = "Windows a step. Default: ${DEFAULT-VALUE}.")
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

  @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 42;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Default: all processors. The result is the same for any number.")
  private @Nullable Integer threads;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Model file. Default: the first target's name with .timestep.")
  private @Nullable Path out;

  @Option(names = "--report", paramLabel = "FILE", description = "Write an HTML report.")
  private @Nullable Path report;

  @Option(names = "--json", description = "Print one JSON object on standard output.")
  private boolean json;

  @Option(names = "--resume", description = "Go on from the checkpoint of an interrupted run.")
  private boolean resume;

  @Mixin private ReadMixin read;

  @Override
  public Integer call() throws IOException {
    Path model = out == null ? defaultOut() : out;
    OutputPaths.requireWritable("--out", model);
    if (report != null) {
      OutputPaths.requireWritable("--report", report);
    }
    ForecastOptions options = options(model);
    TimeTable table = TableReader.read(data, options.targets(), options.read());
    PrintWriter err = spec.commandLine().getErr();
    try (Progress progress = new Progress(err, Progress.onTerminal(), () -> resumeHint(model))) {
      ForecastRun run;
      try {
        run = ForecastTraining.run(table, options, progress);
      } catch (TrainingStoppedException stopped) {
        progress.stopped();
        return ExitCodes.INTERRUPTED;
      }
      ForecastModels.save(run.model(), model);
      new FileCheckpointStore(checkpoint(model)).delete();
      progress.done();
      write(run, model, err);
    }
    return ExitCodes.OK;
  }

  private void write(ForecastRun run, Path model, PrintWriter err) throws IOException {
    if (report != null) {
      ForecastReports.write(run, model, data, commandLine(), report);
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
            epochs,
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

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private Path defaultOut() {
    return Path.of(targets.getFirst().replaceAll("[^\\p{L}\\p{N}._-]+", "_") + ".timestep");
  }

  private static Path checkpoint(Path model) {
    return model.resolveSibling(model.getFileName() + ".checkpoint");
  }

  private String commandLine() {
    return "timestep " + Shell.join(spec.root().commandLine().getParseResult().originalArgs());
  }

  private String resumeHint(Path model) {
    return "Checkpoint: " + checkpoint(model) + ". To go on, give the same command with --resume.";
  }
}
