package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WarmupCaseTest {

  @Test
  void findsWhereStepsBecomeFast() {
    double[] ends = new double[1000];
    double now = 1;
    for (int at = 0; at < ends.length; at++) {
      now += at < 300 ? 0.01 : 0.001;
      ends[at] = now;
    }
    // The first window of twenty of which all, but for a step or so, are fast.
    double fast = WarmupCase.atSpeed(ends, ends.length, 0.9);
    assertThat(fast).isCloseTo(1 + 300 * 0.01 + 0.02, within(0.002));
  }

  @Test
  void refusesTooFewSteps() {
    assertThatThrownBy(() -> WarmupCase.atSpeed(new double[30], 30, 0.9))
        .hasMessageContaining("Only 30 steps");
  }
}
