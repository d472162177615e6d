package dev.timestep.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command {@code bench/run}. Exit codes: 0 done, 1 a contender failed, 2 wrong usage. */
final class Run {
  /** Where the contenders leave what they print. */
  static final Path LOGS = Path.of("bench", "target", "run");

  /** A quick run has five minutes; building, starting and the last shape's rounds need some. */
  private static final long QUICK_NANOS = 210_000_000_000L;

  private static final ShapeSpec WARM_UP = ShapeSpec.parse("lstm:T=24,F=7,H=64,B=32");

  private static final double ONE_DAY = 86_400;

  private Run() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws IOException {
    Options options;
    ResultFile json;
    try {
      options = Options.parse(arguments);
      String named = options.help() ? null : options.json();
      json = named == null ? null : ResultFile.of("--json", named);
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    if (options.help()) {
      System.out.print(Options.USAGE);
    }
    return options.help() || options.check() ? 0 : run(options, json);
  }

  private static int run(Options options, @Nullable ResultFile json) throws IOException {
    List<WorkerProcess> processes = new ArrayList<>();
    List<ShapeResult> results = new ArrayList<>();
    Path folder = Files.createTempDirectory("timestep-bench");
    // Also where the run is interrupted; the last one asked for goes first.
    folder.toFile().deleteOnExit();
    folder.resolve(Verification.FILE).toFile().deleteOnExit();
    try {
      Files.createDirectories(LOGS);
      for (Entrant entrant : new Lineup(options.quick(), options.lanes()).of(options.only())) {
        String log = entrant.name().replaceAll("[^a-z0-9]+", "-") + ".log";
        processes.add(WorkerProcess.start(entrant, options.lanes(), LOGS.resolve(log)));
      }
      System.out.println(options.lanes().told(kernels(processes)));
      boolean kept = measure(options, processes, folder, results, json);
      System.out.println(new Report(results).table());
      return kept ? 0 : 1;
    } catch (ContenderException e) {
      if (!results.isEmpty()) {
        System.out.println(new Report(results).table());
      }
      System.err.println(e.getMessage());
      System.err.println("What the contenders printed is in " + LOGS + ".");
      return 1;
    } finally {
      processes.forEach(WorkerProcess::close);
    }
  }

  private static String kernels(List<WorkerProcess> processes) {
    return processes.stream()
        .map(WorkerProcess::kernels)
        .filter(name -> !name.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /**
   * Adds a result for each shape, and writes what is there, since the next one may fail; returns
   * whether all of it could be written.
   */
  private static boolean measure(
      Options options,
      List<WorkerProcess> processes,
      Path folder,
      List<ShapeResult> results,
      @Nullable ResultFile json) {
    Rounds rounds =
        new Rounds(processes, options.rounds(), options.quick() ? 40 : 80, folder, options.quick());
    rounds.warmUp(WARM_UP, options.quick() ? 1_500 : 4_000);
    long end = System.nanoTime() + QUICK_NANOS;
    int left = options.shapes().size();
    boolean kept = true;
    for (ShapeSpec shape : options.shapes()) {
      long start = System.nanoTime();
      double share = Math.max(0, end - start) * 1e-9 / left--;
      double seconds = options.quick() ? share : ONE_DAY;
      ShapeResult result = rounds.measure(shape, seconds);
      results.add(result);
      System.err.printf(
          Locale.ROOT,
          "%-28s %d compared, %.0e apart at most, timed; %.1f s%n",
          shape.title(),
          result.verified(),
          result.largestDifference(),
          (System.nanoTime() - start) * 1e-9);
      if (json != null) {
        kept = write(json, new JsonReport(results, left == 0).text());
      }
    }
    return kept;
  }

  private static boolean write(ResultFile json, String text) {
    try {
      json.write(text);
      return true;
    } catch (IOException e) {
      System.err.println("bench/run could not write " + json.path() + ": " + e + "; it goes on.");
      return false;
    }
  }
}
