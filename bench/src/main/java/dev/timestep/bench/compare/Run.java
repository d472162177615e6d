package dev.timestep.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
    try {
      options = Options.parse(arguments);
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    if (options.help()) {
      System.out.print(Options.USAGE);
      return 0;
    }
    List<WorkerProcess> processes = new ArrayList<>();
    Path folder = Files.createTempDirectory("timestep-bench");
    try {
      Files.createDirectories(LOGS);
      for (Entrant entrant : new Lineup(options.quick()).of(options.only())) {
        String log = entrant.name().replaceAll("[^a-z0-9]+", "-") + ".log";
        processes.add(WorkerProcess.start(entrant, LOGS.resolve(log)));
      }
      List<ShapeResult> results = measure(options, processes, folder);
      System.out.println(new Report(results).table());
      Path json = options.json();
      if (json != null) {
        // The script runs in the project's root, its caller may be elsewhere.
        Path folderOfCaller = Path.of(System.getProperty("bench.folder", ""));
        Files.writeString(folderOfCaller.resolve(json), new JsonReport(results).text());
      }
      return 0;
    } catch (ContenderException e) {
      System.err.println(e.getMessage());
      System.err.println("What the contenders printed is in " + LOGS + ".");
      return 1;
    } finally {
      processes.forEach(WorkerProcess::close);
      Files.deleteIfExists(folder.resolve("answers.bin"));
      Files.delete(folder);
    }
  }

  private static List<ShapeResult> measure(
      Options options, List<WorkerProcess> processes, Path folder) {
    Rounds rounds =
        new Rounds(processes, options.rounds(), options.quick() ? 40 : 80, folder, options.quick());
    rounds.warmUp(WARM_UP, options.quick() ? 1_500 : 4_000);
    long end = System.nanoTime() + QUICK_NANOS;
    int left = options.shapes().size();
    List<ShapeResult> results = new ArrayList<>();
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
    }
    return results;
  }
}
