package dev.timestep.bench.vanish;

import dev.timestep.bench.compare.Statistics;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.PortableKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The time of a training step at several lengths of its sequences, in turn. Twice the steps should
 * take twice the time; where numbers become subnormal, they take up to thirty times as long.
 */
final class GrowthOfStep {
  /** How many times the time of {@link #HALF} steps twice as many may take. */
  static final double GOAL = 2.2;

  private static final int HALF = 400;
  private static final List<Integer> TIMES = List.of(100, 200, HALF, 2 * HALF, 1200, 2000);
  private static final int VERIFIED = 200;

  /**
   * How long it takes.
   *
   * @param rounds over all lengths
   * @param warmUp milliseconds of training before
   * @param turn milliseconds of each length in a round
   */
  record Pace(int rounds, int warmUp, int turn) {
    static final Pace USUAL = new Pace(7, 600, 60);
  }

  /**
   * What was measured.
   *
   * @param milliseconds of processor time of a step at each length, medians
   * @param ratio of 2·{@link #HALF} to {@link #HALF} steps, the median of the rounds' ratios
   */
  record Result(VanishCase test, List<Double> milliseconds, double ratio) {
    boolean isMet() {
      return ratio <= GOAL;
    }

    String line() {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s", test.name()));
      milliseconds.forEach(ms -> line.append(String.format(Locale.ROOT, " %8.2f", ms)));
      line.append(String.format(Locale.ROOT, "   %.2f  %s", ratio, isMet() ? "met" : "MISSED"));
      return line.toString();
    }
  }

  private GrowthOfStep() {}

  static String header() {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s", "ms, T ="));
    TIMES.forEach(time -> line.append(String.format(Locale.ROOT, " %8d", time)));
    return line.append("   %d/%d, goal %.1f".formatted(2 * HALF, HALF, GOAL)).toString();
  }

  static Result measure(VanishCase test, Engine engine, Pace pace) {
    Engine plain = new Engine(new PortableKernels(), engine.workers());
    new LongTraining(test, VERIFIED, engine).verify(new LongTraining(test, VERIFIED, plain));
    List<LongTraining> trainings = new ArrayList<>();
    List<List<Double>> times = new ArrayList<>();
    for (int time : TIMES) {
      LongTraining training = new LongTraining(test, time, engine);
      training.run(pace.warmUp);
      trainings.add(training);
      times.add(new ArrayList<>());
    }
    for (int round = 0; round < pace.rounds; round++) {
      for (int at = 0; at < times.size(); at++) {
        times.get(at).add(trainings.get(at).run(pace.turn));
      }
    }
    List<Double> halves = times.get(TIMES.indexOf(HALF));
    List<Double> wholes = times.get(TIMES.indexOf(2 * HALF));
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < pace.rounds; round++) {
      ratios.add(wholes.get(round) / halves.get(round));
    }
    return new Result(
        test, times.stream().map(Statistics::median).toList(), Statistics.median(ratios));
  }
}
