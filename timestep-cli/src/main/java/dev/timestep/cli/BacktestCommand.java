package dev.timestep.cli;

import dev.timestep.io.file.AtomicFile;
import dev.timestep.io.json.Json;
import dev.timestep.task.RunOptions;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.TrainingOptions;
import dev.timestep.task.forecast.backtest.Backtest;
import dev.timestep.task.forecast.backtest.BacktestOptions;
import dev.timestep.task.forecast.backtest.BacktestResult;
import dev.timestep.task.forecast.backtest.Refit;
import dev.timestep.task.forecast.interval.QuantileLevels;
import dev.timestep.task.forecast.transform.TransformKind;
import dev.timestep.task.forecast.window.Split;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code timestep backtest}: forecasts of the past, each with what was known then. */
@Command(
    name = "backtest",
    resourceBundle = "dev.timestep.cli.FittingTexts",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    parameterListHeading = "%n",
    sortOptions = false,
    customSynopsis = "timestep backtest DATA --target COL[,COL...] [OPTION...]",
    description = {
      "Forecasts a time series from many of its rows, each time with what was known then, and"
          + " compares the models on every window.",
      "",
      "All options except --target have a default."
    },
    footer = {
      "",
      "Example:",
      "  ${env:TIMESTEP_PROGRAM:-timestep} backtest airline.csv --target passengers \\",
      "      --models ets,arima --out forecasts.csv"
    })
final class BacktestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DATA",
      description = "CSV file, one row per time step; - for standard input.")
  private DataSource data;

  @Mixin private SeriesMixin of = new SeriesMixin();

  @Option(
      order = 15,
      names = "--models",
      paramLabel = "NAME",
      split = ",",
      splitSynopsisLabel = ",",
      description =
          "Models to run beside the naive and the seasonal naive forecast, for example ets or"
              + " network. Default: all.")
  private List<String> models = List.of();

  @Option(
      order = 16,
      names = "--origins",
      paramLabel = "N",
      description =
          "Rows to forecast from. Default: 20 in the last fifth of the rows; on a short series"
              + " from earlier rows on, and more of them.")
  private @Nullable Integer origins;

  @Option(
      order = 17,
      names = "--step",
      paramLabel = "ROWS",
      description = "Rows from one origin to the next. Default: by --origins.")
  private @Nullable Integer step;

  @Option(
      order = 18,
      names = "--refit",
      paramLabel = "each|never|N",
      description =
          "Fit models again at each origin, never, or at every N-th. Default: each, but never for"
              + " the network.")
  private @Nullable String refit;

  @Option(
      order = 19,
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      splitSynopsisLabel = ",",
      description = "Seeds of the network, which is trained with each. Default: 42,43,44.")
  private List<Long> seeds = BacktestOptions.SEEDS;

  @Mixin private NetworkMixin network = new NetworkMixin(ForecastOptions.RECURRENT);

  @Mixin
  private FittingMixin fitting =
      new FittingMixin(TrainingOptions.DEFAULT.batch(), TrainingOptions.DEFAULT.learningRate());

  @Option(
      order = 61,
      names = "--threads",
      paramLabel = "N",
      description = "Threads. Default: all processors. The result is the same for any number.")
  private @Nullable Integer threads;

  @Option(
      order = 62,
      names = "--out",
      paramLabel = "FILE",
      description = "Write all forecasts of all windows to a CSV file.")
  private @Nullable Path out;

  @Option(
      order = 63,
      names = "--json",
      paramLabel = "FILE",
      description = "Write all figures to a JSON file.")
  private @Nullable Path json;

  @Option(order = 64, names = "--overwrite", description = "Replace existing files.")
  private boolean overwrite;

  @ArgGroup(validate = false, heading = ReadMixin.HEADING)
  private ReadMixin read = new ReadMixin();

  @Override
  public Integer call() throws IOException {
    checkPaths();
    BacktestResult result;
    PrintWriter err = spec.commandLine().getErr();
    try (Screen screen = new Screen(err, Terminal.ofProcess())) {
      result = Backtest.run(data.with(read.settings()), options(), new Doing(screen, err));
      if (out != null) {
        result.writeForecasts(out);
      }
      if (json != null) {
        byte[] text = Flags.in(Json.pretty(result.json())).getBytes(StandardCharsets.UTF_8);
        AtomicFile.replace(json, stream -> stream.write(text));
      }
    }
    print(result);
    return ExitCodes.OK;
  }

  private void print(BacktestResult result) {
    Terminal terminal = Terminal.ofOutput();
    PrintWriter text = spec.commandLine().getOut();
    text.println(new JobText(terminal).entries(result.entries()));
    text.println(Wrap.text(result.text(terminal.textColumns()), terminal.textColumns(), "  "));
    if (out != null) {
      text.println();
      text.println("Forecasts: " + out);
    }
    if (json != null) {
      text.println("Figures:   " + json);
    }
    text.flush();
  }

  private void checkPaths() {
    check("--out", out);
    check("--json", json);
    if (out != null && json != null) {
      OutputPaths.requireDistinct("--json", json, "the file of the forecasts", out);
    }
  }

  private void check(String option, @Nullable Path file) {
    if (file == null) {
      return;
    }
    OutputPaths.requireWritable(option, file);
    if (!data.isStandardInput()) {
      OutputPaths.requireDistinct(option, file, "the data", data.given());
    }
    if (!overwrite && Files.exists(file)) {
      throw new IllegalArgumentException(
          option
              + " expects a new file; "
              + file
              + " is there already. Give another name, or --overwrite to replace it.");
    }
  }

  private BacktestOptions options() {
    int processors = Runtime.getRuntime().availableProcessors();
    ForecastOptions forecast =
        new ForecastOptions(
            of.targets(),
            of.covariates(),
            Optional.empty(),
            ForecastOptions.READ,
            optional(of.horizon()),
            OptionalInt.empty(),
            optional(of.season()),
            Optional.ofNullable(of.holidays()),
            Split.DEFAULT,
            TransformKind.NONE,
            network.settings(),
            new TrainingOptions(
                fitting.epochs(),
                fitting.batch(),
                fitting.learningRate(),
                TrainingOptions.DEFAULT.loss(),
                TrainingOptions.DEFAULT.patience()),
            ForecastOptions.MIX,
            QuantileLevels.NONE,
            RunOptions.defaults().withThreads(threads == null ? processors : threads));
    return new BacktestOptions(
        forecast,
        models,
        optional(origins),
        optional(step),
        Optional.ofNullable(refit).map(Refit::parse),
        seeds);
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
