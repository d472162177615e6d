package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class QuasiNewtonTest {
  @Test
  void theValleyOfRosenbrockEndsAtOne() {
    QuasiNewton.Minimum found =
        QuasiNewton.minimise(
            x -> 100 * Math.pow(x[1] - x[0] * x[0], 2) + Math.pow(1 - x[0], 2),
            new double[] {-1.2, 1});
    assertThat(found.at()).containsExactly(new double[] {1, 1}, within(1e-4));
    assertThat(found.value()).isLessThan(1e-9);
  }

  @Test
  void aValueThatIsNoNumberIsNotEntered() {
    QuasiNewton.Minimum found =
        QuasiNewton.minimise(x -> x[0] < 2 ? Double.NaN : x[0] * x[0], new double[] {5});
    assertThat(found.at()[0]).isBetween(2.0, 2.6);
    assertThat(found.value()).isFinite();
  }

  @Test
  void nothingToSearchIsTheStart() {
    assertThat(QuasiNewton.minimise(x -> 3, new double[0]).value()).isEqualTo(3);
    assertThat(QuasiNewton.minimise(x -> 3, new double[] {1, 2}).at()).containsExactly(1, 2);
    assertThat(QuasiNewton.roughly(x -> Double.NaN, new double[] {1}).value()).isNaN();
  }
}
