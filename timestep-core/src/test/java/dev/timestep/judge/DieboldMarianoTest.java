package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden values: R's forecast 8.20, by {@code golden/judge/diebold_mariano.R}. */
class DieboldMarianoTest {
  private static final double[] FIRST = {
    1.2, -0.7, 0.3, 2.1, -1.5, 0.8, -0.2, 1.9, -2.4, 0.6, 1.1, -0.9, 0.4, -1.3, 2.2, 0.1, -0.6, 1.7,
    -0.3, 0.9
  };
  private static final double[] SECOND = {
    1.0, -1.1, 0.9, 2.6, -1.2, 1.4, -0.8, 2.3, -2.1, 1.2, 1.6, -1.4, -1.9, -2.9, -2.7, -1.7, -2.3,
    2.2, 1.9, 1.5
  };

  private static double[] absolute(double[] errors) {
    return Arrays.stream(errors).map(Math::abs).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "1, -4.87089221352791, 0.000106140150915557",
    "3, -3.15418602551323, 0.00522341790250555"
  })
  void agreesWithR(int horizon, double statistic, double p) {
    DieboldMariano test =
        DieboldMariano.of(absolute(FIRST), absolute(SECOND), horizon).orElseThrow();
    assertThat(test.statistic()).isCloseTo(statistic, within(1e-12));
    assertThat(test.pValue()).isCloseTo(p, within(1e-14));
    assertThat(test.weighted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-301, 1e-170, 1e200})
  void theUnitOfTheLossesDoesNotMatter(double unit) {
    double[] first = Arrays.stream(absolute(FIRST)).map(loss -> loss * unit).toArray();
    double[] second = Arrays.stream(absolute(SECOND)).map(loss -> loss * unit).toArray();
    DieboldMariano test = DieboldMariano.of(first, second, 3).orElseThrow();
    assertThat(test.statistic()).isCloseTo(-3.15418602551323, within(1e-12));
    assertThat(test.weighted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "-2.1, 5, 8.97532498845987e-02",
    "-0.3, 1, 8.14452841844515e-01",
    "-12, 40, 7.82417130425600e-15"
  })
  void tailsOfStudentAgreeWithR(double t, double degrees, double p) {
    assertThat(StudentT.twoSided(t, degrees)).isCloseTo(p, within(1e-11 * p));
  }

  @ParameterizedTest
  @CsvSource({
    "0.95, 3, 2.35336343480182",
    "0.995, 2, 9.92484320091829",
    "0.9, 11.5, 1.35965783676443",
    "0.975, 1, 12.70620473617469",
    "0.05, 200, -1.65250810091088",
    "0.5, 7, 0"
  })
  void quantilesOfStudentAgreeWithR(double level, double degrees, double quantile) {
    assertThat(StudentT.quantile(level, degrees)).isCloseTo(quantile, within(1e-12));
  }

  @Test
  void overlappingWindowsOfEqualForecastsAreSeldomTakenForDifferent() {
    int horizon = 7;
    int rejected = 0;
    for (int trial = 0; trial < 300; trial++) {
      Random random = new Random(trial);
      double[] steps = random.doubles(200 + horizon).map(v -> v - 0.5).toArray();
      double[] first = new double[200];
      for (int w = 0; w < 200; w++) {
        for (int h = 0; h < horizon; h++) {
          first[w] += steps[w + h] / horizon;
        }
      }
      rejected +=
          DieboldMariano.of(first, new double[200], horizon).orElseThrow().pValue() < 0.05 ? 1 : 0;
    }
    // Nominally 15; windows taken as independent would be rejected some 130 times.
    assertThat(rejected).isBetween(5, 36);
  }

  @Test
  void aVarianceThatIsNotAboveZeroIsWeighted() {
    double[] waves = new double[20];
    Arrays.setAll(waves, i -> (i % 2 == 0 ? 1 : -1) + 0.1);
    DieboldMariano test = DieboldMariano.of(waves, new double[20], 2).orElseThrow();
    // γ(0) = 1, γ(1) = -19/20; plain: 1 - 1.9 < 0; Bartlett: 1 - 0.95 = 0.05.
    assertThat(test.weighted()).isTrue();
    double correction = Math.sqrt((20 + 1 - 4 + 2.0 / 20) / 20);
    assertThat(test.statistic()).isCloseTo(0.1 / Math.sqrt(0.05 / 20) * correction, within(1e-9));
  }

  @Test
  void nothingToTest() {
    double[] few = {1, 2, 3, 4};
    assertThat(DieboldMariano.of(few, new double[4], 2)).isEmpty();
    double[] same = {1.1, 2.1, 3.1, 4.1, 5.1};
    assertThat(DieboldMariano.of(same, same, 1)).isEmpty();
    assertThat(DieboldMariano.of(same, new double[] {1, 2, 3, 4, 5}, 1)).isEmpty();
    assertThatThrownBy(() -> DieboldMariano.of(few, few, 0)).hasMessageContaining("received 0");
    assertThat(new BlockResampling(1).test(absolute(FIRST), absolute(SECOND))).isPresent();
    // As many windows as the interval needs: 20, or six horizons.
    assertThat(new BlockResampling(4).test(absolute(FIRST), absolute(SECOND))).isEmpty();
    assertThat(new CaseResampling().test(same, few)).isEmpty();
  }

  @Test
  void words() {
    assertThat(new DieboldMariano(-3.154186, 0.0052234, 3, 20, false).words())
        .isEqualTo("Diebold-Mariano test: DM = -3.15, p = 0.0052");
    assertThat(new DieboldMariano(0.5, 1e-9, 3, 20, false).words()).endsWith("p < 0.0001");
  }
}
