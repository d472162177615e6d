package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Theta method against R's {@code forecast::thetaf}. */
final class ThetaGoldenTest {
  private static final SmoothingGolden GOLDEN = new SmoothingGolden();

  @ParameterizedTest
  @ValueSource(strings = {"AirPassengers", "Nile", "co2"})
  void forecastsAreThoseOfR(String series) {
    double[] values = GOLDEN.values(series);
    var fitted =
        (FittedTheta) new Theta().fit(values, SmoothingGolden.season(series));
    // The two optimisers stop at slightly different weights.
    assertThat(fitted.alpha()).isCloseTo(GOLDEN.one(series, "theta", "alpha"), within(5e-4));
    assertThat(fitted.sigma())
        .isCloseTo(
            GOLDEN.one(series, "theta", "sigma"),
            within(1e-5 * GOLDEN.one(series, "theta", "sigma")));
    SeriesForecast forecast = fitted.forecast(values, values.length, 24);
    double[] mean = GOLDEN.get(series, "theta", "mean");
    double[] lower = GOLDEN.get(series, "theta", "lower");
    for (int step = 0; step < mean.length; step++) {
      assertThat(forecast.point()[step]).isCloseTo(mean[step], within(5e-5 * mean[step]));
      // R leaves the spread as it is without the season; ours grows and shrinks with the season.
      double factor = fitted.effects().factor(values.length + step);
      double half = (forecast.point()[step] - forecast.quantile(0.05)[step]) / factor;
      assertThat(half).isCloseTo(mean[step] - lower[step], within(5e-4 * half));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AirPassengers", "Nile", "co2"})
  void theDriftIsThatOfR(String series) {
    double[] values = GOLDEN.values(series);
    var own = (FittedTheta) new Theta().fit(values, SmoothingGolden.season(series));
    double alpha = GOLDEN.one(series, "theta", "alpha");
    double[] mean = GOLDEN.get(series, "theta", "mean");
    var fitted =
        new FittedTheta(
            "", own.effects(), alpha, own.level(), own.sigma(), Carrying.of(values, 0));
    double[] point = fitted.forecast(values, values.length, 24).point();
    double drift = GOLDEN.one(series, "theta", "drift");
    for (int step = 1; step < mean.length; step++) {
      double ours = own.effects().removed(point[step], values.length + step);
      double before = own.effects().removed(point[step - 1], values.length + step - 1);
      assertThat(ours - before).isCloseTo(drift, within(1e-9 * Math.abs(ours)));
    }
  }
}
