package dev.timestep.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void medianIsTheMiddleValue() {
    assertThat(Statistics.median(9, 1, 5)).isEqualTo(5);
  }

  @Test
  void medianOfAnEvenCountLiesBetweenTheMiddleTwo() {
    assertThat(Statistics.median(4, 100, 1, 2)).isEqualTo(3);
  }

  @Test
  void medianOfNothingIsNotANumber() {
    assertThat(Statistics.median()).isNaN();
  }

  @Test
  void medianLeavesItsInputInOrder() {
    double[] values = {3, 1, 2};
    Statistics.median(values);
    assertThat(values).containsExactly(3, 1, 2);
  }

  @Test
  void geometricMeanOfInverseRatiosIsOne() {
    assertThat(Statistics.geometricMean(4, 0.25)).isCloseTo(1, within(1e-12));
    assertThat(Statistics.geometricMean(1, 2, 4)).isCloseTo(2, within(1e-12));
  }
}
