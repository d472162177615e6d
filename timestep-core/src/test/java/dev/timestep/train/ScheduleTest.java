package dev.timestep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.train.Schedule.Memory;
import dev.timestep.train.Schedule.Progress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  /** Factors of the first step of each epoch, with 4 steps per epoch. */
  private static double[] byEpoch(Schedule schedule, int epochs) {
    return IntStream.range(0, epochs)
        .mapToDouble(e -> schedule.factor(new Progress(e * 4L, 4), Memory.start()))
        .toArray();
  }

  /** Factors of the first steps, with 4 steps per epoch. */
  private static double[] byStep(Schedule schedule, int steps) {
    return IntStream.range(0, steps)
        .mapToDouble(step -> schedule.factor(new Progress(step, 4), Memory.start()))
        .toArray();
  }

  private static void assertTable(double[] actual, double... expected) {
    assertThat(actual).containsExactly(expected, within(1e-12));
  }

  @Test
  void constant() {
    assertTable(byStep(Schedule.constant(), 3), 1, 1, 1);
  }

  @Test
  void stepDecayFallsBetweenEpochs() {
    assertTable(byEpoch(new StepDecay(2, 0.5), 6), 1, 1, 0.5, 0.5, 0.25, 0.25);
    assertTable(byStep(new StepDecay(1, 0.1), 9), 1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01);
  }

  @Test
  void exponentialDecay() {
    assertTable(byEpoch(new ExponentialDecay(0.9), 4), 1, 0.9, 0.81, 0.729);
  }

  @Test
  void cosineDecayFallsStepByStepToItsFloor() {
    double root = Math.sqrt(0.5);
    assertTable(byStep(new CosineDecay(1), 6), 1, (1 + root) / 2, 0.5, (1 - root) / 2, 0, 0);
    assertTable(byEpoch(new CosineDecay(2, 0.2), 4), 1, 0.6, 0.2, 0.2);
  }

  @Test
  void warmUpRisesInALineAndMultipliesTheRest() {
    assertTable(byStep(new WarmUp(4, Schedule.constant()), 6), 0.25, 0.5, 0.75, 1, 1, 1);
    assertTable(
        byStep(new WarmUp(6, new StepDecay(1, 0.1)), 6),
        1 / 6.0,
        2 / 6.0,
        0.5,
        4 / 6.0,
        0.5 / 6,
        0.1);
  }

  @Test
  void plateauReducesAfterPatienceIsUsedUp() {
    Schedule schedule = new ReduceOnPlateau(0.5, 1, 0.1, 0.2);
    Memory memory = Memory.start();
    // Best 10; 9.5 gains less than a tenth.
    double[] losses = {10, 9.5, 9.5, 8, 8, 8, 8, 8, 8, 8, 8};
    double[] expected = {1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2};
    for (int epoch = 0; epoch < losses.length; epoch++) {
      memory = schedule.afterEpoch(memory, losses[epoch]);
      assertThat(schedule.factor(new Progress(epoch, 1), memory))
          .as("after epoch %s", epoch)
          .isCloseTo(expected[epoch], within(1e-12));
    }
  }

  @Test
  void plateauTakesNegativeLosses() {
    Schedule schedule = new ReduceOnPlateau(0.5, 0, 0.1, 0);
    Memory memory = schedule.afterEpoch(Memory.start(), -10);
    assertThat(schedule.afterEpoch(memory, -10.5).factor()).isEqualTo(0.5);
    assertThat(schedule.afterEpoch(memory, -12).factor()).isEqualTo(1);
  }

  @Test
  void warmUpHandsEpochsOn() {
    Schedule schedule = new WarmUp(1, new ReduceOnPlateau(0.5, 0));
    Memory memory = schedule.afterEpoch(schedule.afterEpoch(Memory.start(), 1), 1);
    assertThat(schedule.factor(new Progress(100, 10), memory)).isEqualTo(0.5);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new StepDecay(0, 0.5)).hasMessageContaining("1 or more; received 0");
    assertThatThrownBy(() -> new StepDecay(1, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new ExponentialDecay(1.5)).hasMessageContaining("ExponentialDecay");
    assertThatThrownBy(() -> new CosineDecay(5, 1)).hasMessageContaining("floor");
    assertThatThrownBy(() -> new WarmUp(0, Schedule.constant())).hasMessageContaining("WarmUp");
    assertThatThrownBy(() -> new ReduceOnPlateau(0, 1)).hasMessageContaining("decay");
    assertThatThrownBy(() -> new ReduceOnPlateau(0.5, -1)).hasMessageContaining("patience");
  }
}
