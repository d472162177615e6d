package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Forms of exponential smoothing, and that no fit explodes. */
final class EtsTest {
  @Test
  void theUsualFormsAreThoseOfHyndman() {
    assertThat(EtsForm.candidates(true, true))
        .extracting(EtsForm::toString)
        .containsExactlyInAnyOrder(
            "ETS(A,N,N)",
            "ETS(A,Ad,N)",
            "ETS(A,A,N)",
            "ETS(M,N,N)",
            "ETS(M,Ad,N)",
            "ETS(M,A,N)",
            "ETS(A,N,A)",
            "ETS(A,Ad,A)",
            "ETS(A,A,A)",
            "ETS(M,N,A)",
            "ETS(M,Ad,A)",
            "ETS(M,A,A)",
            "ETS(M,N,M)",
            "ETS(M,Ad,M)",
            "ETS(M,A,M)");
    assertThat(EtsForm.candidates(false, true)).hasSize(6).noneMatch(EtsForm::multiplies);
    assertThat(EtsForm.candidates(true, false)).hasSize(6).noneMatch(EtsForm::seasonal);
  }

  @Test
  void weightsOutsideTheAdmissibleRegionAreFound() {
    // By numpy.roots the largest roots are 0.9667, 1.0358 and 1.0441.
    assertThat(new EtsWeights(0.5, 0.1, 0.1, 1).admissible(4)).isTrue();
    assertThat(new EtsWeights(0.42607, 0.4225, 0.57015, 0.98).admissible(7)).isFalse();
    assertThat(new EtsWeights(0.18083, 0.18078, 0.81264, 1).admissible(12)).isFalse();
    assertThat(new EtsWeights(0.18083, 0.18078, 0.81264, 1).admissible(1)).isTrue();
    assertThatThrownBy(() -> new EtsWeights(0.5, 0.6, 0.1, 1)).hasMessageContaining("beta 0.6");
  }

  /** Without a trend the polynomial has the root 1, which rounding puts inside or outside. */
  @Test
  void withoutATrendAllUsualWeightsOfSmallSeasonsAreAdmissible() {
    for (int season : new int[] {4, 7, 12, 24, 168}) {
      for (double alpha = 0.05; alpha < 1; alpha += 0.05) {
        for (double share = 0.02; share < 1; share += 0.07) {
          var weights = new EtsWeights(alpha, 0, share * (1 - alpha), 1);
          assertThat(weights.admissible(season)).as("%s, season %d", weights, season).isTrue();
        }
      }
    }
  }

  /** Rides by the hour: hardly any at night, and a few hours are missing in the file. */
  @Test
  void aSeasonThatNearlyReachesZeroIsNotMultiplied() {
    var random = new SplittableRandom(15);
    double[] values = new double[1_200];
    double weather = 0;
    for (int row = 0; row < values.length; row++) {
      int hour = (row < 1_000 ? row : row + 9) % 24;
      double mean = hour < 5 ? 4 : 400 - 150 * Math.cos(hour * Math.PI / 6);
      weather = 0.98 * weather + 0.1 * random.nextGaussian();
      values[row] = mean * Math.exp(weather);
    }
    FittedSeries fitted = Ets.automatic().fit(Arrays.copyOf(values, 960), 24);
    double most = 0;
    int[] origins = IntStream.range(960, 1_176).toArray();
    for (SeriesForecast forecast : fitted.forecasts(values, origins, 24)) {
      most = Math.max(most, Arrays.stream(forecast.point()).max().orElseThrow());
    }
    assertThat(most).isLessThan(3 * Arrays.stream(values).max().orElseThrow());
    assertThat(fitted.choice()).contains("passed over, whose season would multiply");
    var multiplied =
        new EtsForm(EtsPart.MULTIPLICATIVE, EtsPart.NONE, false, EtsPart.MULTIPLICATIVE);
    double wild = 0;
    FittedSeries forced = Ets.of(multiplied).fit(Arrays.copyOf(values, 960), 24);
    for (SeriesForecast forecast : forced.forecasts(values, origins, 24)) {
      wild = Math.max(wild, Arrays.stream(forecast.point()).max().orElseThrow());
    }
    assertThat(wild).isGreaterThan(5 * most);
  }

  @Test
  void errorsAsLargeAsTheForecastAreNotMultiplied() {
    var random = new SplittableRandom(16);
    double[] values =
        IntStream.range(0, 100).map(row -> random.nextInt(4)).mapToDouble(Math::exp).toArray();
    FittedSeries fitted = Ets.automatic().fit(values, 1);
    assertThat(fitted.choice()).startsWith("ETS(A");
    assertThat(fitted.forecast(values, 100, 50).quantile(0.975)[49]).isLessThan(200);
  }

  @Test
  void aTrendThatWouldLeaveTheRangeIsPassedOver() {
    // A level that wanders, then climbs steeply at the very end.
    var random = new SplittableRandom(11);
    double[] values = new double[400];
    for (int row = 1; row < values.length; row++) {
      double climb = row > 380 ? 5 : 0;
      values[row] = 0.98 * values[row - 1] + climb + random.nextGaussian();
    }
    double range =
        Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
    FittedSeries fitted = Ets.automatic().fit(values, 1);
    for (double one : fitted.forecast(values, 400, 1_000).point()) {
      assertThat(one).isBetween(values[399] - 2 * range, values[399] + 2 * range);
    }
    var free = new EtsForm(EtsPart.ADDITIVE, EtsPart.ADDITIVE, false, EtsPart.NONE);
    double[] forced = Ets.of(free).fit(values, 1).forecast(values, 400, 1_000).point();
    assertThat(Math.abs(forced[999] - values[399])).isGreaterThan(10 * range);
    assertThat(fitted.choice()).contains("passed over");
  }

  @Test
  void aLongSeasonKeepsTheEffectsOfItsDecomposition() {
    var random = new SplittableRandom(12);
    double[] values =
        IntStream.range(0, 960)
            .mapToDouble(row -> 10 * Math.sin(2 * Math.PI * row / 96) + 0.5 * random.nextGaussian())
            .toArray();
    FittedSeries fitted = Ets.automatic().fit(Arrays.copyOf(values, 864), 96);
    assertThat(fitted.choice()).contains("96 effects of the season come from a decomposition");
    double[] point = fitted.forecast(values, 864, 96).point();
    for (int step = 0; step < 96; step++) {
      double expected = 10 * Math.sin(2 * Math.PI * step / 96);
      assertThat(point[step]).isCloseTo(expected, within(1.5));
    }
  }

  @Test
  void aLongSeriesIsFittedOnItsLastRows() {
    double[] values = SeriesMethodsTest.weeks(5_000, 13);
    FittedSeries fitted = Ets.of(EtsForm.candidates(true, true).getFirst()).fit(values, 7);
    assertThat(fitted.choice()).contains("fitted on the last 4,000 of 5,000 rows");
    double[] older = values.clone();
    Arrays.fill(older, 0, 1_000, 1);
    FittedSeries same = Ets.of(EtsForm.candidates(true, true).getFirst()).fit(older, 7);
    assertThat(same.forecast(older, 5_000, 5).point())
        .isEqualTo(fitted.forecast(values, 5_000, 5).point());
  }

  @Test
  void valuesOfZeroHaveNoFormThatMultiplies() {
    double[] values = SeriesMethodsTest.weeks(140, 14);
    values[3] = 0;
    assertThat(Ets.automatic().fit(values, 7).choice()).startsWith("ETS(A");
    assertThatThrownBy(() -> new HoltWinters().fit(values, 7))
        .hasMessageContaining("values above zero; received 0.0");
    // A series that is zero only after the fit does not break a form that multiplies.
    double[] later = SeriesMethodsTest.weeks(200, 14);
    FittedSeries fitted = new HoltWinters().fit(Arrays.copyOf(later, 140), 7);
    Arrays.fill(later, 150, 180, 0);
    Arrays.fill(later, 180, 190, -5);
    for (double one : fitted.forecast(later, 200, 50).quantile(0.95)) {
      assertThat(one).isFinite().isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void multipliedTrendsMayBeForced() {
    double[] values = IntStream.range(0, 60).mapToDouble(row -> 10 * Math.pow(1.03, row)).toArray();
    var form = new EtsForm(EtsPart.MULTIPLICATIVE, EtsPart.MULTIPLICATIVE, false, EtsPart.NONE);
    double[] point = Ets.of(form).fit(values, 1).forecast(values, 60, 12).point();
    for (int step = 0; step < 12; step++) {
      double expected = 10 * Math.pow(1.03, 60 + step);
      assertThat(point[step]).isCloseTo(expected, within(0.02 * expected));
    }
  }

  /** The last two years of the airline's passengers, forecast once: R's ets has 13.3 %. */
  @Test
  void holtWintersForecastsTwoYearsOfPassengers() {
    double[] values = new SmoothingGolden().values("AirPassengers");
    FittedSeries fitted = new HoltWinters().fit(Arrays.copyOf(values, 120), 12);
    double[] point = fitted.forecast(values, 120, 24).point();
    double percent = 0;
    for (int step = 0; step < 24; step++) {
      percent += 100 * Math.abs(point[step] / values[120 + step] - 1) / 24;
    }
    assertThat(percent).isLessThan(6.6);
  }
}
