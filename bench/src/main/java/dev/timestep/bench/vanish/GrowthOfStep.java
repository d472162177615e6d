package dev.timestep.bench.vanish;

import dev.timestep.kernel.Engine;
import dev.timestep.kernel.PortableKernels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The time of a training step at several lengths of its sequences, in turn. Twice the steps should
 * take twice the time; where numbers become subnormal, they take up to thirty times as long.
 */
final class GrowthOfStep {
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
   * @param milliseconds of processor time of a step at each length
   * @param ratio of 2·{@link #HALF} to {@link #HALF} steps
   */
  record Result(VanishCase test, List<Double> milliseconds, double ratio) {
    boolean isMet() {
      return ratio <= test.goal();
    }

    String line() {
      StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s", test.name()));
      milliseconds.forEach(ms -> line.append(String.format(Locale.ROOT, " %8.2f", ms)));
      String verdict = isMet() ? "met" : "MISSED";
      line.append(String.format(Locale.ROOT, "   %.2f of %.1f  %s", ratio, test.goal(), verdict));
      return line.toString();
    }
  }

  private GrowthOfStep() {}

  static String header() {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s", "ms, T ="));
    TIMES.forEach(time -> line.append(String.format(Locale.ROOT, " %8d", time)));
    return line.append("   %d/%d".formatted(2 * HALF, HALF)).toString();
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
    // The best round counts: other work on the machine can only make a step slower.
    List<Double> best = times.stream().map(Collections::min).toList();
    double half = best.get(TIMES.indexOf(HALF));
    double whole = best.get(TIMES.indexOf(2 * HALF));
    return new Result(test, best, whole / half);
  }
}
