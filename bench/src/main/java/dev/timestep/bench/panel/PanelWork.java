package dev.timestep.bench.panel;

import dev.timestep.judge.Measure;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastRun;
import dev.timestep.task.forecast.ForecastTraining;
import dev.timestep.task.forecast.PanelSettings;
import dev.timestep.task.forecast.covariate.CovariateNames;
import dev.timestep.task.forecast.panel.PanelRun;
import dev.timestep.task.forecast.panel.PanelTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The work of {@code train forecast --id} on a generated table, in time and memory, beside the same
 * work on one series at a time.
 *
 * <pre>{@code
 * java -Xmx512m -cp … dev.timestep.bench.panel.PanelWork train 2000 2000 3
 * java -cp … dev.timestep.bench.panel.PanelWork write 1000 365 table.csv
 * }</pre>
 */
public final class PanelWork {
  /** Days to be forecast, for which prices and promotions are planned. */
  static final int HORIZON = 28;

  private static final int SEASON = 7;

  private PanelWork() {}

  /** Trains on {@code SERIES ROWS SINGLE}, or writes {@code SERIES ROWS FILE}. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4 || !arguments[0].matches("train|write")) {
      System.err.println(
          "PanelWork expects train SERIES ROWS SINGLE, or write SERIES ROWS FILE; received "
              + String.join(" ", arguments)
              + ".");
      System.exit(2);
    }
    int series = Integer.parseInt(arguments[1]);
    int rows = Integer.parseInt(arguments[2]);
    if (arguments[0].equals("write")) {
      panel(series, rows).write(Path.of(arguments[3]));
      return;
    }
    Path folder = Files.createTempDirectory("panel");
    Path file = folder.resolve("shops.csv");
    try {
      System.out.println(all(file, series, rows));
      System.out.println(oneByOne(file, series, rows, Integer.parseInt(arguments[3])));
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
  }

  private static GeneratedPanel panel(int series, int rows) {
    return new GeneratedPanel(series, rows, false, false, HORIZON);
  }

  private static ForecastOptions options() {
    return ForecastOptions.of("sales")
        .withCovariates(new CovariateNames(List.of("temperature"), List.of("price", "promo")))
        .withHorizon(HORIZON, SEASON);
  }

  private static String all(Path file, int series, int rows) throws IOException {
    panel(series, rows).write(file);
    long start = System.nanoTime();
    PanelRun run =
        new PanelTask()
            .train(
                Source.of(file),
                options().withPanel(new PanelSettings("shop", List.of(), false, false)),
                TaskListener.NONE);
    double seconds = (System.nanoTime() - start) / 1e9;
    int forecasts = run.next().orElseThrow().size();
    if (forecasts != series) {
      throw new IllegalStateException(
          "Expected forecasts of %d series; received %d.".formatted(series, forecasts));
    }
    return String.format(
        Locale.ROOT,
        "%,d series of %,d rows: %.0f s, %.0f s of them training; MASE %.3f, best of the others"
            + " %.3f; heap of at most %,d MB, the process took up to %s.",
        series,
        rows,
        seconds,
        run.trainingSeconds(),
        run.findings().scores().network().figure(Measure.MASE),
        run.findings().best().figure(Measure.MASE),
        Runtime.getRuntime().maxMemory() >> 20,
        resident());
  }

  /** Some of the series, each in a table of its own. */
  private static String oneByOne(Path file, int series, int rows, int single) throws IOException {
    GeneratedPanel panel = panel(series, rows);
    double[] seconds = new double[single];
    for (int one = 0; one < single; one++) {
      panel.write(file, one * (series / single));
      long start = System.nanoTime();
      ForecastRun run = ForecastTraining.run(file, options(), TaskListener.NONE);
      run.next();
      seconds[one] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    return String.format(
        Locale.ROOT,
        "One series at a time: %.1f s (the middle of %d), times %,d: %,.0f s.",
        seconds[single / 2],
        single,
        series,
        seconds[single / 2] * series);
  }

  /** The most memory that the process held at a time, where the system tells. */
  private static String resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "an amount that this system does not tell";
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " MB")
          .findFirst()
          .orElse("an unknown amount");
    }
  }
}
