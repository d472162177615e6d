package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.forecast.window.SeriesMath;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesMathTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 4e-9, -2.5e7, 1.2e12, 1e100, 1e-300})
  void equalValuesHaveTheirValueAsMeanAndNoDeviation(double value) {
    double[] y = new double[365];
    Arrays.fill(y, value);
    assertThat(SeriesMath.mean(y, 0, 365)).isEqualTo(value);
    assertThat(SeriesMath.deviation(y, 0, 365, value)).isZero();
    assertThat(SeriesMath.constant(y, 365)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-12, 1, 1e12, 1e100})
  void deviationsAreFoundAtAnyScale(double unit) {
    double[] y = {-3 * unit, 3 * unit, -3 * unit, 3 * unit};
    assertThat(SeriesMath.deviation(y, 0, 4, 0)).isCloseTo(3 * unit, within(1e-15 * unit));
    assertThat(SeriesMath.constant(y, 4)).isFalse();
  }

  @Test
  void aSwingFarBelowTheLevelIsKept() {
    double[] y = {1e15 + 1, 1e15 + 3, 1e15 + 2, 1e15 + 2};
    double mean = SeriesMath.mean(y, 0, 4);
    assertThat(mean).isEqualTo(1e15 + 2);
    assertThat(SeriesMath.deviation(y, 0, 4, mean)).isCloseTo(Math.sqrt(0.5), within(1e-15));
  }

  @Test
  void whatOnlyRoundingMadeIsNoChange() {
    double[] y = {0.3, 0.1 + 0.2, 0.3};
    assertThat(y[1]).isNotEqualTo(0.3);
    assertThat(SeriesMath.constant(y, 3)).isTrue();
    assertThat(SeriesMath.deviation(y, 0, 3, SeriesMath.mean(y, 0, 3))).isZero();
    assertThat(SeriesMath.firstChange(new double[] {0, 0, 0, 1e-12, 0}, 5)).isEqualTo(3);
  }

  @Test
  void aComputedWaveThatRepeatsHasNoScaleButASwingBesideASpikeHasOne() {
    double[] wave = new double[600];
    for (int row = 0; row < wave.length; row++) {
      wave[row] = 5 * Math.sin(2 * Math.PI * row / 12);
    }
    assertThat(wave[12]).isNotEqualTo(wave[0]);
    assertThat(Metrics.naiveScale(wave, 600, 12)).isEmpty();
    assertThat(Metrics.naiveScale(wave, 600, 1)).isPresent();
    wave[50] = 1e10;
    assertThat(SeriesMath.rounding(wave, 0, 600)).isLessThan(1e-4);
  }
}
