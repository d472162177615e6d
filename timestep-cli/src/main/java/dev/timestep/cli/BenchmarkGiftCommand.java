package dev.timestep.cli;

import dev.timestep.io.json.Json;
import dev.timestep.task.forecast.gift.GiftBenchmark;
import dev.timestep.task.forecast.gift.GiftOptions;
import dev.timestep.task.forecast.gift.GiftResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code timestep benchmark gift}: the protocol of GIFT-Eval. */
@Command(
    name = "gift",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    parameterListHeading = "%n",
    sortOptions = false,
    customSynopsis = "timestep benchmark gift DIR [OPTION...]",
    description = {
      "Runs the protocol of GIFT-Eval, a public board of forecasting models, so that figures"
          + " stand beside those that are published.",
      "",
      "DIR holds the data and gift.json, which describes them; examples/gift/gift.json is one to"
          + " copy."
    },
    footer = {
      "",
      "Example:",
      "  ${env:TIMESTEP_PROGRAM:-timestep} benchmark gift data --only ett1/H,m4_weekly"
    })
final class BenchmarkGiftCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Folder with gift.json.")
  private Path folder;

  @Option(
      names = "--only",
      paramLabel = "CONFIG",
      split = ",",
      splitSynopsisLabel = ",",
      description =
          "Configurations to run, by name or by its beginning: ett1/H/short, ett1/H, ett1."
              + " Default: all.")
  private List<String> only = List.of();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      split = ",",
      splitSynopsisLabel = ",",
      description =
          "Models to run beside the seasonal naive forecast: naive, theta, ets, arima, and nlinear,"
              + " dlinear, ridge, ridge_calendar, network, mix, which are trained for each series."
              + " Default: the first four.")
  private List<String> models = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads. Default: all processors. The result is the same for any number.")
  private @Nullable Integer threads;

  @Option(
      names = "--json",
      description =
          "Print one JSON object on standard output, and everything else on standard error.")
  private boolean json;

  @Override
  public Integer call() {
    GiftOptions options =
        new GiftOptions(
            only, models, threads == null ? Runtime.getRuntime().availableProcessors() : threads);
    GiftResult result;
    try (Screen screen = new Screen(spec.commandLine().getErr(), Terminal.ofProcess())) {
      result = GiftBenchmark.run(folder, options, new Doing(screen, spec.commandLine().getErr()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.pretty(result.json()));
    }
    PrintWriter text = json ? spec.commandLine().getErr() : out;
    text.println(result.text());
    text.flush();
    out.flush();
    return ExitCodes.OK;
  }
}
