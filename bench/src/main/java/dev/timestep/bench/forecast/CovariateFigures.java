package dev.timestep.bench.forecast;

import dev.timestep.judge.BlockResampling;
import dev.timestep.judge.Interval;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Score;
import dev.timestep.task.RunOptions;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastRun;
import dev.timestep.task.forecast.ForecastTraining;
import dev.timestep.task.forecast.covariate.CovariateNames;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What columns beside the target are worth: the same series with and without them. */
public final class CovariateFigures {
  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;

  /**
   * A known series and columns to give with it.
   *
   * @param series its name
   * @param past columns known up to the forecast
   * @param future columns known for the rows to be forecast
   */
  private record Columns(String series, List<String> past, List<String> future) {
    String words() {
      return past.isEmpty()
          ? "`--future " + String.join(",", future) + "`"
          : "`--past " + String.join(",", past) + "`";
    }
  }

  private static final List<Columns> ALL =
      List.of(
          new Columns(
              "household power",
              List.of(
                  "Global_reactive_power",
                  "Voltage",
                  "Sub_metering_1",
                  "Sub_metering_2",
                  "Sub_metering_3"),
              List.of()),
          new Columns(
              "traffic on I-94",
              List.of("temp", "rain_1h", "snow_1h", "clouds_all", "weather_main"),
              List.of()),
          new Columns(
              "PM2.5 in Beijing",
              List.of("DEWP", "TEMP", "PRES", "cbwd", "Iws", "Is", "Ir"),
              List.of()),
          new Columns(
              "bicycle rentals",
              List.of(),
              List.of("season", "mnth", "holiday", "weekday", "workingday")));

  /** The mean error of each test window, and of all of them, for one seed. */
  private record Errors(double[] byWindow, double mean, int horizon) {}

  private CovariateFigures() {}

  /** Prints the table; {@code bench/covariates} tells what can be given. */
  public static void main(String[] arguments) {
    Path data = Path.of(arguments[0]);
    FigureOptions given =
        FigureOptions.orExit(arguments, ALL.stream().map(Columns::series).toList());
    StringBuilder table =
        new StringBuilder(
            "| series | columns | without | with | change | 95 % interval of the difference |\n"
                + "|---|---|---|---|---|---|\n");
    for (Columns columns : ALL) {
      KnownSeries series = KnownSeries.named(columns.series());
      Path file = series.path(data);
      if (!given.asks(series.name())) {
        continue;
      }
      if (!Files.exists(file)) {
        ERR.println(series.name() + " is left out: there is no " + file + ".");
        continue;
      }
      List<Errors> without = new ArrayList<>();
      List<Errors> with = new ArrayList<>();
      ForecastOptions more =
          series.options().withCovariates(new CovariateNames(columns.past(), columns.future()));
      for (long seed : given.seeds()) {
        RunOptions run = RunOptions.defaults().withSeed(seed).withThreads(given.threads());
        without.add(measure(file, series.options().withRun(run)));
        with.add(measure(file, more.withRun(run)));
        ERR.printf(
            Locale.ROOT,
            "%s, seed %d: %.5g without, %.5g with%n",
            series.name(),
            seed,
            without.getLast().mean(),
            with.getLast().mean());
      }
      table.append(row(columns, without, with));
    }
    OUT.println(table);
  }

  private static String row(Columns columns, List<Errors> without, List<Errors> with) {
    double before = mean(without).average().orElseThrow();
    double after = mean(with).average().orElseThrow();
    Optional<Interval> interval =
        new BlockResampling(with.getFirst().horizon())
            .interval(overSeeds(with), overSeeds(without), 42);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %+.1f %% | %s |%n",
        columns.series(),
        columns.words(),
        spread(without),
        spread(with),
        100 * (after / before - 1),
        interval
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%+.1f %% to %+.1f %%: %s",
                        100 * one.low() / before,
                        100 * one.high() / before,
                        one.high() < 0 ? "better" : one.low() > 0 ? "worse" : "no difference"))
            .orElse("too few windows"));
  }

  /** The error of each window, the mean over the seeds. */
  private static double[] overSeeds(List<Errors> seeds) {
    double[] sums = new double[seeds.getFirst().byWindow().length];
    for (Errors one : seeds) {
      for (int window = 0; window < sums.length; window++) {
        sums[window] += one.byWindow()[window] / seeds.size();
      }
    }
    return sums;
  }

  private static DoubleStream mean(List<Errors> seeds) {
    return seeds.stream().mapToDouble(Errors::mean);
  }

  private static String spread(List<Errors> seeds) {
    String all = FigureTables.figures(mean(seeds).average().orElseThrow());
    return seeds.size() == 1
        ? all
        : all
            + " ("
            + FigureTables.figures(mean(seeds).min().orElseThrow())
            + "–"
            + FigureTables.figures(mean(seeds).max().orElseThrow())
            + ")";
  }

  private static Errors measure(Path file, ForecastOptions options) {
    ForecastRun run = ForecastTraining.run(file, options.withQuantiles(), TaskListener.NONE);
    Score score = run.gate().findings().scores().network();
    return new Errors(score.perCase(), score.figure(Measure.MAE), run.gate().horizon());
  }
}
