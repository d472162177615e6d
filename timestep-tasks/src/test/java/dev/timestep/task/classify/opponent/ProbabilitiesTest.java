package dev.timestep.task.classify.opponent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProbabilitiesTest {

  @Test
  void givesNoClassTheProbabilityZero() {
    double[] p = Probabilities.of(new double[] {0, -1e9, 0}, 10);
    assertThat(p[1]).isCloseTo(1e-6 / 3, within(1e-12));
    assertThat(p[0] + p[1] + p[2]).isCloseTo(1, within(1e-15));
  }
}
