package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxTest {
  /**
   * Scores 1 and 0, right in 3 of 4 cases. With the weights 5/6 and 1/6 of a label the wanted share
   * of the first class is 3/4 · 5/6 + 1/4 · 1/6 = 2/3, so e^β = 2.
   */
  @Test
  void fitsTheSharpnessToTheShareOfRightOnes() {
    double[][] scores = {{1, 0}, {1, 0}, {1, 0}, {1, 0}};
    double sharpness = Softmax.fitSharpness(scores, new int[] {0, 0, 0, 1}, 1e-6, 1e6);
    assertThat(sharpness).isCloseTo(Math.log(2), within(1e-9));
    assertThat(Softmax.probabilities(new double[] {1, 0}, sharpness)[0])
        .isCloseTo(2 / 3.0, within(1e-6));
  }

  @Test
  void staysFiniteWhereAllAreRight() {
    double[][] scores = {{3, 0}, {0, 3}};
    double sharpness = Softmax.fitSharpness(scores, new int[] {0, 1}, 1e-6, 1e6);
    assertThat(Softmax.probabilities(scores[0], sharpness)[0]).isCloseTo(0.75, within(1e-6));
  }

  @Test
  void givesEqualSharesWhereScoresSayNothing() {
    double sharpness =
        Softmax.fitSharpness(new double[][] {{3, 0}, {3, 0}}, new int[] {1, 1}, 1e-6, 1e6);
    assertThat(Softmax.probabilities(new double[] {3, 0}, sharpness)[0])
        .isCloseTo(0.5, within(1e-5));
  }
}
