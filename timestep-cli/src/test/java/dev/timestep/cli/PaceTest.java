package dev.timestep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Estimates that are right soon, and do not flicker. */
final class PaceTest {
  private static final int STEPS = 1000;

  /** Ends of a run, as shown after each step; NaN while nothing is shown. */
  private static List<Double> shownEnds(double[] seconds) {
    Pace pace = new Pace();
    List<Double> ends = new ArrayList<>();
    double now = 100;
    pace.reached(0, now);
    for (int step = 1; step <= seconds.length; step++) {
      now += seconds[step - 1];
      pace.reached(step, now);
      OptionalDouble left = pace.left(seconds.length, now);
      ends.add(left.isEmpty() ? Double.NaN : now + left.getAsDouble());
    }
    return ends;
  }

  private static double sum(double[] seconds) {
    double sum = 100;
    for (double one : seconds) {
      sum += one;
    }
    return sum;
  }

  @Test
  void settles_after_a_slow_start_and_seldom_changes() {
    SplittableRandom random = new SplittableRandom(3);
    double[] seconds = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      seconds[step] = (step < 10 ? 0.5 : 0.05) * (0.5 + random.nextDouble());
    }
    List<Double> ends = shownEnds(seconds);
    double end = sum(seconds);
    assertThat(ends.getFirst()).isNaN();
    int settled = 200;
    for (int step = settled; step < STEPS; step++) {
      assertThat(ends.get(step)).isBetween(end - 9, end + 9);
    }
    assertThat(ends.subList(settled, STEPS).stream().distinct().count()).isLessThan(8);
    assertThat(ends.getLast()).isBetween(end - 3, end + 3);
  }

  @Test
  void follows_when_the_machine_slows_down() {
    double[] seconds = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      seconds[step] = step < 300 ? 0.1 : 0.3;
    }
    assertThat(shownEnds(seconds).get(500)).isBetween(sum(seconds) - 25, sum(seconds) + 25);
  }

  @Test
  void says_nothing_at_once_and_nothing_of_a_run_that_is_resumed_before_a_step() {
    Pace pace = new Pace();
    assertThat(pace.left(10, 0)).isEmpty();
    pace.reached(900, 5);
    assertThat(pace.left(1000, 5)).isEmpty();
    pace.reached(901, 8);
    // 99 steps of 3 seconds, not of 8 / 901 seconds.
    assertThat(pace.left(1000, 8).orElseThrow()).isBetween(295.0, 299.0);
  }

  @Test
  void never_shows_less_than_nothing() {
    Pace pace = new Pace();
    pace.reached(0, 0);
    pace.reached(9, 9);
    assertThat(pace.left(10, 60).orElseThrow()).isZero();
  }
}
