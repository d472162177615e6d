package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * ARIMA against R: with R's coefficients the forecasts and intervals are R's; our estimates are as
 * likely as R's or more, and agree; the forms chosen are those of {@code auto.arima}.
 */
final class ArimaGoldenTest {
  private static final ArimaGolden GOLDEN = new ArimaGolden();

  static List<String[]> estimates() {
    return GOLDEN.models("coefficients");
  }

  static List<String[]> chosen() {
    return GOLDEN.models("order").stream().filter(model -> model[1].equals("chosen")).toList();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("estimates")
  void withTheCoefficientsOfRForecastsAndIntervalsAreThoseOfR(String series, String model) {
    double[] values = GOLDEN.values(series);
    SeriesForecast forecast = GOLDEN.fitted(series, model).forecast(values, values.length, 12);
    double[] mean = GOLDEN.get(series, model, "mean");
    double[] lower = GOLDEN.get(series, model, "lower");
    double[] upper = GOLDEN.get(series, model, "upper");
    double width = upper[0] - lower[0];
    for (int step = 0; step < 12; step++) {
      // R's filter starts differences from a large variance, ours from none.
      assertThat(forecast.point()[step]).isCloseTo(mean[step], within(1e-5 * width));
      assertThat(forecast.quantile(0.05)[step]).isCloseTo(lower[step], within(1e-5 * width));
      assertThat(forecast.quantile(0.95)[step]).isCloseTo(upper[step], within(1e-5 * width));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("estimates")
  void anEstimateAgreesWithThatOfR(String series, String model) {
    double[] values = GOLDEN.values(series);
    ArimaEstimate estimate = ArimaSearch.given(GOLDEN.order(series, model), values);
    FittedArima theirs = GOLDEN.fitted(series, model);
    assertThat(estimate.logLikelihood())
        .isCloseTo(GOLDEN.one(series, model, "loglik"), within(1e-5));
    assertThat(estimate.aicc()).isCloseTo(GOLDEN.one(series, model, "aicc"), within(2e-5));
    assertThat(estimate.coefficients().all())
        .containsExactly(theirs.coefficients().all(), within(3e-4));
    assertThat(estimate.variance()).isCloseTo(theirs.variance(), within(1e-5 * theirs.variance()));
    assertThat(estimate.mean()).isCloseTo(theirs.mean(), within(1e-5 * Math.abs(theirs.mean())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chosen")
  void theFormIsTheOneThatRChooses(String series, String model) {
    double[] values = GOLDEN.values(series);
    int season = ArimaGolden.season(series);
    ArimaOrder ours = ((FittedArima) Arima.automatic().fit(values, season)).order();
    ArimaOrder theirs = GOLDEN.order(series, model);
    // R names a season of 1 where there are no seasonal terms.
    assertThat(ours.toString().replace("(0,0,0)12", "")).isEqualTo(theirs.toString());
  }

  @Test
  void theAirlineModelOfLogarithmsForecastsTheLastTwoYears() {
    double[] passengers = new SmoothingGolden().values("AirPassengers");
    double[] before = Arrays.copyOf(passengers, passengers.length - 24);
    double[] point =
        Arima.of(0, 1, 1)
            .seasonal(0, 1, 1)
            .logarithms()
            .fit(before, 12)
            .forecast(before, before.length, 24)
            .point();
    double error = 0;
    for (int step = 0; step < 24; step++) {
      error += Math.abs(point[step] / passengers[before.length + step] - 1) / 24;
    }
    // R's Arima(before, c(0,1,1), c(0,1,1), lambda = 0) has .0852 as well.
    assertThat(error).isCloseTo(0.0852, within(5e-5));
  }

  @Test
  void seasonsAreAsStrongAsInR() {
    for (String series : new String[] {"AirPassengers", "co2"}) {
      assertThat(Stl.of(GOLDEN.values(series), 12).strength())
          .isCloseTo(GOLDEN.one(series, "season", "strength"), within(1e-12));
    }
  }

  @Test
  void stlIsThatOfR() {
    Stl stl = Stl.of(GOLDEN.values("logAirPassengers"), 12);
    assertThat(stl.trend())
        .containsExactly(GOLDEN.get("logAirPassengers", "stl", "trend"), within(1e-12));
    assertThat(stl.seasonal())
        .containsExactly(GOLDEN.get("logAirPassengers", "stl", "seasonal"), within(1e-12));
  }

  @Test
  void theTestOfALevelIsThatOfR() {
    assertThat(ArimaDifferences.kpss(GOLDEN.values("Nile")))
        .isCloseTo(GOLDEN.one("Nile", "kpss", "statistic"), within(1e-12));
    assertThat(ArimaDifferences.kpss(ArimaDifferences.apply(GOLDEN.values("co2"), 0, 1, 12)))
        .isCloseTo(GOLDEN.one("co2", "kpss", "statistic"), within(1e-12));
  }

  @Test
  void normalQuantilesAreThoseOfR() {
    double[] levels = {1e-12, 0.001, 0.05, 0.3, 0.5, 0.9, 0.975, 0.9999};
    assertThat(Arrays.stream(levels).map(NormalQuantile::of).toArray())
        .containsExactly(GOLDEN.get("normal", "quantiles", "values"), within(1e-13));
  }
}
