package dev.timestep.cli;

import dev.timestep.task.Commands;
import dev.timestep.task.RunOptions;
import dev.timestep.task.Source;
import dev.timestep.task.Task;
import dev.timestep.task.TaskRun;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastResult;
import dev.timestep.task.forecast.PanelSettings;
import dev.timestep.task.forecast.TrainingOptions;
import dev.timestep.task.forecast.interval.QuantileLevels;
import dev.timestep.task.forecast.panel.PanelRun;
import dev.timestep.task.forecast.panel.PanelTask;
import dev.timestep.task.forecast.rolling.RollingTask;
import dev.timestep.task.forecast.transform.TransformKind;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.Choice;
import dev.timestep.task.table.LineNumbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code timestep train forecast}: a model, a verdict and a picture from one file. */
@Command(
    name = "forecast",
    resourceBundle = "dev.timestep.cli.ForecastTexts",
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
final class TrainForecastCommand extends TrainJob<ForecastOptions> {
  @Parameters(
      paramLabel = "DATA",
      description = "CSV file, one row per time step; - for standard input.")
  private DataSource data;

  @Mixin private SeriesMixin of = new SeriesMixin();

  @Option(
      order = 10,
      names = "--id",
      paramLabel = "COL",
      description =
          "Column that separates many series in one table, such as store; several joined by +. One"
              + " network learns from all of them.")
  private @Nullable String id;

  @Option(
      order = 10,
      names = "--static",
      paramLabel = "COL",
      split = ",",
      splitSynopsisLabel = ",",
      description = "Of many series, columns of one value each, such as a region.")
  private List<String> statics = List.of();

  @Option(
      order = 12,
      names = "--lookback",
      paramLabel = "ROWS",
      description =
          "Rows that a forecast reads. Default: a year and four seasons where the series is long"
              + " enough, else some seasons.")
  private @Nullable Integer lookback;

  @Option(
      order = 15,
      names = "--split",
      paramLabel = "TRAIN/VAL/TEST",
      description = "Parts of the rows, as fractions or row counts. Default: ${DEFAULT-VALUE}.")
  private String split = Split.DEFAULT;

  @Option(
      order = 16,
      names = "--transform",
      paramLabel = "NAME",
      description =
          "What the network reads in place of the targets: ${COMPLETION-CANDIDATES}. log suits"
              + " values whose swings grow with their level. Default: ${DEFAULT-VALUE}.",
      completionCandidates = TransformNames.class)
  private String transform = TransformKind.NONE.id();

  @Mixin private NetworkMixin network = new NetworkMixin(ForecastOptions.RECURRENT);

  @Mixin
  private FittingMixin fitting =
      new FittingMixin(TrainingOptions.DEFAULT.batch(), TrainingOptions.DEFAULT.learningRate());

  @Option(
      order = 43,
      names = "--loss",
      paramLabel = "mae|mse|huber",
      description = "Loss to minimise. Default: mae.")
  private @Nullable String loss;

  @Option(
      order = 44,
      names = "--keep",
      paramLabel = "NAME",
      description =
          "Model that predicts: ${COMPLETION-CANDIDATES}. mix is of network and ridge regression,"
              + " best what the verdict says to use, as short series do anyway. Default:"
              + " ${DEFAULT-VALUE}.",
      completionCandidates = KeepNames.class)
  private String keep = ForecastOptions.MIX;

  @Option(
      order = 45,
      names = "--quantiles",
      paramLabel = "LEVEL",
      split = ",",
      splitSynopsisLabel = ",",
      description =
          "Quantiles beside each forecast, for example 0.05,0.5,0.95; the first and the last are"
              + " the ends of a 90 %% interval. Default: none.")
  private List<Double> quantiles = List.of();

  @Option(
      order = 46,
      names = "--plots",
      paramLabel = "DIR",
      description =
          "Write the plots of the report into this folder, each as an SVG and a PNG picture.")
  private @Nullable Path plots;

  @Option(
      order = 47,
      names = "--no-refit",
      description =
          "Predict with what was judged. By default it is fitted again on all rows afterwards, for"
              + " as many epochs as validation chose, and that predicts.")
  private boolean judgedOnly;

  @ArgGroup(validate = false, heading = ReadMixin.HEADING)
  private ReadMixin read = new ReadMixin();

  @Override
  protected Task<ForecastOptions> task() {
    return id == null ? new RollingTask() : new PanelTask();
  }

  @Override
  protected DataSource data() {
    return data;
  }

  @Override
  protected Source asked() {
    return data.with(read.settings());
  }

  @Override
  protected String modelName() {
    return of.targets().getFirst();
  }

  /** Lines of this file only are not in the model; predicting from it again needs them. */
  @Override
  protected List<String> furtherArguments(TaskRun result) {
    if (result instanceof PanelRun && read.skipBad) {
      return List.of("--skip-bad");
    }
    String asked = read.settings().get("skip-lines");
    if (asked == null || !(result instanceof ForecastResult forecast)) {
      return List.of();
    }
    Set<Integer> lines = LineNumbers.parse(asked);
    return forecast.table().reading().asked().skipLines().equals(lines)
        ? List.of()
        : List.of("--skip-lines=" + LineNumbers.text(lines));
  }

  @Override
  protected ForecastOptions options(RunOptions run) {
    return new ForecastOptions(
        of.targets(),
        of.covariates(),
        panel(),
        ForecastOptions.READ,
        optional(of.horizon()),
        optional(lookback),
        optional(of.season()),
        Optional.ofNullable(of.holidays()),
        split,
        transform(),
        network.settings(),
        new TrainingOptions(
            fitting.epochs(),
            fitting.batch(),
            fitting.learningRate(),
            loss == null
                ? TrainingOptions.DEFAULT.loss()
                : Choice.of("--loss", TrainingOptions.LossKind.class, loss),
            TrainingOptions.DEFAULT.patience(),
            !judgedOnly),
        keep,
        new QuantileLevels(quantiles),
        run);
  }

  @Override
  protected void checkFurther() throws IOException {
    if (plots != null) {
      OutputPaths.requireEmptyFolder("--plots", plots, overwrite());
      OutputPaths.make("--plots", plots);
    }
  }

  @Override
  protected List<String> writeFurther(TaskRun result, Commands commands) throws IOException {
    if (plots == null) {
      return List.of();
    }
    SequencedMap<String, String> pictures =
        result instanceof PanelRun run
            ? run.plots(commands)
            : ((ForecastResult) result).plots(commands);
    return PlotFiles.write(pictures, plots);
  }

  private TransformKind transform() {
    return TransformKind.of(transform)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--transform expects one of %s; received %s."
                        .formatted(String.join(", ", TransformKind.ids()), transform)));
  }

  private Optional<PanelSettings> panel() {
    if (id == null && !statics.isEmpty()) {
      throw new IllegalArgumentException(
          "--static expects a table of many series. Give --id COLUMN, too, or leave it out.");
    }
    return Optional.ofNullable(id).map(column -> new PanelSettings(column, statics, false, false));
  }

  /** For the help text and completion. */
  static final class KeepNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ForecastOptions.models().iterator();
    }
  }

  /** For the help text and completion. */
  static final class TransformNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return TransformKind.ids().iterator();
    }
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
