package dev.timestep.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The command {@code bench/busy}: what is left of the speed of training on two threads when another
 * process keeps one core busy. Two threads that wait for each other by spinning can lose a
 * hundredfold; half is the best possible, since half of the machine is taken.
 */
final class BusyRun {
  private static final ShapeSpec SHAPE = ShapeSpec.layer(Cell.LSTM, 100, 32, 128, 32);
  private static final int ROUNDS = 5;
  private static final long SLICE = 600;
  private static final long SLICE_OF_PEER = 200;

  private BusyRun() {}

  /** Runs it; {@code alone} as the argument leaves libtorch out. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean alone = List.of(arguments).contains("alone");
    Files.createDirectories(Run.LOGS);
    System.out.printf("Training steps per second, %s, two threads, medians.%n%n", SHAPE.title());
    System.out.printf("%-28s %14s %14s %8s%n", "", "cores idle", "one core busy", "ratio");
    for (Entrant entrant :
        new Lineup(false, Lanes.WIDEST).of(List.of(Lineup.TIMESTEP, Lineup.LIBTORCH))) {
      boolean wanted =
          entrant.peer().equals(Lineup.TIMESTEP) || (!alone && !entrant.name().contains("1"));
      if (wanted) {
        measure(entrant);
      }
    }
    System.exit(0);
  }

  private static void measure(Entrant entrant) throws IOException, InterruptedException {
    Path log = Run.LOGS.resolve("busy.log");
    List<Double> idle = new ArrayList<>();
    List<Double> busy = new ArrayList<>();
    String job = Contender.PLAIN + "/" + Contender.TRAIN;
    long slice = entrant.peer().equals(Lineup.TIMESTEP) ? SLICE : SLICE_OF_PEER;
    try (WorkerProcess process = WorkerProcess.start(entrant, Lanes.WIDEST, log)) {
      process.prepare(SHAPE);
      do {
        process.time(job, entrant.warmUp(), 1);
      } while (!process.settle());
      for (int round = 0; round < ROUNDS; round++) {
        idle.add(1000 / process.time(job, slice, 1));
        Process load = burn();
        try {
          busy.add(1000 / process.time(job, slice, 1));
        } finally {
          load.destroyForcibly().waitFor();
        }
      }
    }
    double free = Statistics.median(idle);
    double loaded = Statistics.median(busy);
    System.out.printf(
        Locale.ROOT, "%-28s %14.1f %14.1f %8.2f%n", entrant.name(), free, loaded, loaded / free);
  }

  /** A process that does nothing else than use a core; running when this returns. */
  private static Process burn() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            BusyLoop.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // It says so once it loops.
    if (process.getInputStream().read() < 0) {
      throw new IOException("The process that should keep a core busy ended.");
    }
    return process;
  }
}
