package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.io.json.Json;
import dev.timestep.io.json.JsonFields;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each method on each {@link AwkwardSeries}, with a season and without: finite forecasts and
 * quantiles in their order, the same from a file, or a refusal that a reader understands.
 */
final class AwkwardSeriesTest {
  private static final double[] LEVELS = {0.025, 0.25, 0.5, 0.75, 0.975};
  private static final int HORIZON = 30;

  static List<Arguments> cases() {
    return SeriesMethods.all().stream()
        .flatMap(
            method ->
                AwkwardSeries.all().stream()
                    .flatMap(
                        series ->
                            Stream.of(1, 12)
                                .filter(season -> season == 1 || series.values().length > 10)
                                .map(season -> Arguments.of(method, series, season))))
        .toList();
  }

  @ParameterizedTest(name = "{0}, {1}, season {2}")
  @MethodSource("cases")
  void forecastsAreNumbersOrTheRefusalSaysWhy(
      SeriesMethod method, AwkwardSeries series, int season) {
    FittedSeries fitted;
    try {
      fitted = method.fit(series.values(), season);
    } catch (IllegalArgumentException refusal) {
      assertUnderstood(method, series, season, refusal);
      return;
    }
    int rows = series.values().length;
    int[] origins = {Math.max(fitted.history(), rows - 5), rows};
    SeriesForecast[] forecasts = fitted.forecasts(series.values(), origins, HORIZON);
    for (SeriesForecast forecast : forecasts) {
      assertThat(Arrays.stream(forecast.point()).allMatch(Double::isFinite))
          .as("points %s of %s", Arrays.toString(forecast.point()), fitted.choice())
          .isTrue();
      double[][] quantiles = forecast.quantiles(LEVELS);
      for (int step = 0; step < HORIZON; step++) {
        for (int level = 0; level < LEVELS.length; level++) {
          assertThat(quantiles[level][step]).as("%s, step %d", fitted.choice(), step).isFinite();
          if (level > 0) {
            assertThat(quantiles[level][step]).isGreaterThanOrEqualTo(quantiles[level - 1][step]);
          }
        }
      }
    }
    assertThat(fitted.choice()).doesNotContain("NaN").doesNotContain("Infinity");
    assertReadBack(fitted, series.values(), origins, forecasts);
  }

  /** A method may refuse too few rows, what it cannot multiply, and numbers without squares. */
  private static void assertUnderstood(
      SeriesMethod method, AwkwardSeries series, int season, IllegalArgumentException refusal) {
    String message = refusal.getMessage();
    if (series.values().length < method.history(season)) {
      assertThat(message).contains("expects at least " + method.history(season) + " values");
    } else if (List.of(HoltWinters.ID, Arima.LOGARITHMS).contains(method.id())
        && (!series.positive() || season == 1)) {
      assertThat(message).containsAnyOf("expects values above", "expects a season of");
    } else {
      assertThat(message).startsWith(method.label()).contains("another unit");
      assertThat(Arrays.stream(series.values()).map(Math::abs).max().orElseThrow())
          .as(message)
          .matches(largest -> largest < 1e-150 || largest > 1e150);
    }
  }

  private static void assertReadBack(
      FittedSeries fitted, double[] values, int[] origins, SeriesForecast... expected) {
    String text = Json.compact(FittedSeriesFile.write(fitted));
    FittedSeries again =
        FittedSeriesFile.read(JsonFields.of(Json.parseObject(text, "model.json"), "model.json"));
    assertThat(again.choice()).isEqualTo(fitted.choice());
    SeriesForecast[] actual = again.forecasts(values, origins, HORIZON);
    for (int at = 0; at < origins.length; at++) {
      assertThat(actual[at].point()).isEqualTo(expected[at].point());
      assertThat(actual[at].quantiles(LEVELS)).isDeepEqualTo(expected[at].quantiles(LEVELS));
    }
  }
}
