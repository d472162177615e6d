package dev.timestep.bench.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures a shape: all contenders get ready, are compared, warm up, and are then timed in turn for
 * several rounds, so that a machine that drifts does so for all of them. A contender that is not
 * being timed waits for its next command.
 */
final class Rounds {
  /** A peer's series that is this many times slower than its best one is not timed again. */
  private static final double HOPELESS = 2;

  /** The same on the evidence of the warm-up alone. */
  private static final double HOPELESS_COLD = 4;

  private static final int MOST_WARM_UPS = 6;

  private final List<WorkerProcess> processes;
  private final int rounds;
  private final long slice;
  private final Path folder;
  private final boolean quick;

  /**
   * Settings of all measurements.
   *
   * @param slice milliseconds of a timing
   * @param folder for answers on their way
   * @param quick asks only one entrant of each peer for its answers
   */
  Rounds(List<WorkerProcess> processes, int rounds, long slice, Path folder, boolean quick) {
    this.processes = processes;
    this.rounds = rounds;
    this.slice = slice;
    this.folder = folder;
    this.quick = quick;
  }

  /**
   * Has each library that the JIT compiles compile its kernels: a first shape of some microseconds
   * would else be over before they are.
   */
  void warmUp(ShapeSpec shape, long milliseconds) {
    for (WorkerProcess process : processes) {
      if (process.entrant().compiled()) {
        for (String job : process.prepare(shape)) {
          process.time(job, milliseconds, 1);
        }
        process.release();
      }
    }
  }

  /**
   * Verifies and times a shape.
   *
   * @param seconds when they have passed, no new round begins, though there is always one
   * @throws ContenderException when one fails or computes something else
   */
  ShapeResult measure(ShapeSpec shape, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    Map<WorkerProcess, List<String>> jobs = new LinkedHashMap<>();
    for (WorkerProcess process : processes) {
      List<String> own = process.prepare(shape);
      if (!own.isEmpty()) {
        jobs.put(process, own);
      }
    }
    Verification verification = new Verification(shape);
    verify(jobs, verification);
    Samples samples = new Samples();
    List<Double> peaks = new ArrayList<>();
    List<Turn> turns = hopeful(warmUp(turns(jobs, samples), end), HOPELESS_COLD);
    for (int round = 0; round < rounds && (round == 0 || System.nanoTime() < end); round++) {
      for (Turn turn : round % 2 == 0 ? turns : turns.reversed()) {
        if (turn.isReference()) {
          peaks.add(turn.process.peak(Lineup.THREADS));
        }
        turn.series.milliseconds().add(turn.process.time(turn.job(), slice, 1));
        turn.process.settle();
      }
      Map<Turn, Double> medians = new LinkedHashMap<>();
      turns.forEach(turn -> medians.put(turn, turn.series.median()));
      turns = hopeful(medians, HOPELESS);
    }
    long held = 0;
    for (WorkerProcess process : jobs.keySet()) {
      if (process.entrant().peer().equals(Lineup.TIMESTEP)) {
        held = process.heldFloats(Contender.PLAIN);
      }
    }
    processes.forEach(WorkerProcess::release);
    return new ShapeResult(
        shape,
        samples,
        Statistics.median(peaks),
        new Problem(shape).totalSteps(),
        held,
        verification.contenders(),
        verification.largest());
  }

  private void verify(Map<WorkerProcess, List<String>> jobs, Verification verification) {
    Set<String> seen = new HashSet<>();
    jobs.forEach(
        (process, own) ->
            own.stream()
                .map(job -> job.split("/")[0])
                .distinct()
                // Two entrants of a peer differ in their threads; a quick run asks one of them.
                .filter(way -> seen.add(process.entrant().peer() + way) || !quick)
                .forEach(way -> verification.check(process, way, folder)));
  }

  /** A job of a process and where its times go. */
  private record Turn(WorkerProcess process, Samples.Series series) {
    String job() {
      return series.way() + "/" + series.job();
    }

    /** The one whose share of the machine's peak is told. */
    boolean isReference() {
      return process.entrant().peer().equals(Lineup.TIMESTEP)
          && series.job().equals(Contender.TRAIN);
    }
  }

  private static List<Turn> turns(Map<WorkerProcess, List<String>> jobs, Samples samples) {
    List<Turn> turns = new ArrayList<>();
    for (String job : List.of(Contender.TRAIN, Contender.FORWARD)) {
      jobs.forEach(
          (process, own) -> {
            for (String wayAndJob : own) {
              String[] parts = wayAndJob.split("/");
              if (parts[1].equals(job)) {
                turns.add(new Turn(process, samples.begin(process.entrant(), parts[0], job)));
              }
            }
          });
    }
    return turns;
  }

  private static Map<Turn, Double> warmUp(List<Turn> turns, long end) {
    Map<Turn, Double> rough = new LinkedHashMap<>();
    for (Turn turn : turns) {
      // Again as long as the JIT had something left to compile.
      double time;
      int repeats = 0;
      do {
        time = turn.process.time(turn.job(), turn.process.entrant().warmUp(), 1);
      } while (!turn.process.settle()
          && turn.process.entrant().compiled()
          && ++repeats < MOST_WARM_UPS
          && System.nanoTime() < end);
      rough.put(turn, time);
    }
    return rough;
  }

  /** Those that are at most {@code factor} times slower than the best of their peer in the job. */
  private static List<Turn> hopeful(Map<Turn, Double> times, double factor) {
    Map<String, Double> best = new HashMap<>();
    times.forEach((turn, time) -> best.merge(key(turn), time, Math::min));
    List<Turn> hopeful = new ArrayList<>();
    times.forEach(
        (turn, time) -> {
          if (time <= factor * best.getOrDefault(key(turn), time)) {
            hopeful.add(turn);
          }
        });
    return hopeful;
  }

  private static String key(Turn turn) {
    return turn.process.entrant().peer() + "/" + turn.series.job();
  }
}
