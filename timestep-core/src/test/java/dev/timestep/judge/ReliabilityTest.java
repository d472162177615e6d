package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {
  private static final double[][] PROBABILITIES = {
    {0.9, 0.1}, {0.8, 0.2}, {0.4, 0.6}, {1, 0}, {0.5, 0.5}
  };

  @Test
  void eachCaseIsInTheBinOfTheProbabilityThatItWasNamedWith() {
    Reliability two = Reliability.of(PROBABILITIES, new int[] {0, 1, 1, 0, 1}, 4);
    assertThat(two.bins()).extracting(Reliability.Bin::cases).containsExactly(0, 0, 2, 3);
    // 0.6 for class 1, right; 0.5 for class 0, the first of equals, wrong
    assertThat(two.bins().get(2).probability()).isCloseTo(0.55, within(1e-12));
    assertThat(two.bins().get(2).right()).isEqualTo(0.5);
    assertThat(two.bins().get(3).probability()).isCloseTo(0.9, within(1e-12));
    assertThat(two.bins().get(3).right()).isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void theErrorWeighsBinsByTheirCases() {
    Reliability two = Reliability.of(PROBABILITIES, new int[] {0, 1, 1, 0, 1}, 4);
    double expected = 2 / 5.0 * 0.05 + 3 / 5.0 * (0.9 - 2 / 3.0);
    assertThat(two.expectedCalibrationError()).isCloseTo(expected, within(1e-12));
    assertThat(Reliability.of(new double[0][], new int[0], 4).expectedCalibrationError()).isZero();
  }

  @Test
  void aMissingLabelIsRefused() {
    assertThatThrownBy(() -> Reliability.of(PROBABILITIES, new int[] {0}, 4))
        .hasMessageContaining("5 cases and 1 labels");
  }
}
