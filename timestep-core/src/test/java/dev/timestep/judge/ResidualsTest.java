package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Golden values: R's acf, mean, sd and qnorm, by {@code golden/judge/diebold_mariano.R}. */
class ResidualsTest {
  private static final double[] ERRORS = {
    1.2, -0.7, 0.3, 2.1, -1.5, 0.8, -0.2, 1.9, -2.4, 0.6
  };

  @Test
  void agreesWithR() {
    Residuals residuals = new Residuals(ERRORS);
    assertThat(residuals.mean()).isCloseTo(0.21, within(1e-15));
    assertThat(residuals.deviation()).isCloseTo(1.43948293185821, within(1e-13));
    assertThat(residuals.autocorrelations(3))
        .containsExactly(
            new double[] {-0.612209769960856, 0.147879242854845, -0.101040270255778},
            within(1e-14));
    assertThat(residuals.bound()).isCloseTo(1.959963984540054 / Math.sqrt(10), within(1e-15));
    assertThat(residuals.normal()[0]).isCloseTo(-2.15773872140172, within(1e-3));
  }

  @Test
  void everyErrorIsInTheHistogram() {
    Residuals.Histogram histogram =
        new Residuals(new double[] {4.4, 0, 10, 1.1, 3.3, 2.2}).histogram();
    // Quartiles 1.1 and 4.4; width 2·3.3/∛6 = 3.63 of a range of 10: 3 bins, at least 5.
    assertThat(histogram.counts()).containsExactly(2, 2, 1, 0, 1);
    assertThat(histogram.edges()).containsExactly(0, 2, 4, 6, 8, 10);
  }

  @Test
  void errorsThatAreAllTheSame() {
    Residuals same = new Residuals(new double[] {2, 2, 2});
    assertThat(same.autocorrelations(5)).isEmpty();
    assertThat(same.histogram().counts()).containsExactly(3);
    assertThatThrownBy(() -> new Residuals(new double[] {1}))
        .hasMessage("Residuals expects two finite errors or more; received 1: [1.0].");
  }
}
