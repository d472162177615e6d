package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.timestep.io.json.Json;
import dev.timestep.io.json.JsonFields;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each method for one series. */
final class SeriesMethodsTest {
  private static final int SEASON = 7;
  private static final int FITTED = 140;

  static List<SeriesMethod> methods() {
    return SeriesMethods.all();
  }

  /** Weeks with a busy day, a slow growth and noise; above zero. */
  static double[] weeks(int rows, long seed) {
    var random = new SplittableRandom(seed);
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      values[row] =
          (100 + 0.2 * row) * (row % SEASON == 2 ? 1.5 : 0.9) + 4 * random.nextGaussian();
    }
    return values;
  }

  private static FittedSeries fitted(SeriesMethod method, double[] values) {
    return method.fit(Arrays.copyOf(values, FITTED), SEASON);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void valuesFromAnOriginOnAreNotRead(SeriesMethod method) {
    double[] values = weeks(200, 1);
    FittedSeries fitted = fitted(method, values);
    for (int origin : new int[] {fitted.history(), 60, FITTED, 170}) {
      double[] hidden = values.clone();
      Arrays.fill(hidden, origin, hidden.length, Double.NaN);
      assertThat(fitted.forecast(hidden, origin, 20).point())
          .as("origin %d", origin)
          .isEqualTo(fitted.forecast(values, origin, 20).point());
      assertThat(fitted.forecast(hidden, origin, 20).quantile(0.9))
          .isEqualTo(fitted.forecast(values, origin, 20).quantile(0.9));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aForecastIsTheSameAloneAndAmongOthers(SeriesMethod method) {
    double[] values = weeks(200, 2);
    FittedSeries fitted = fitted(method, values);
    int[] origins = {fitted.history(), 30, 60, 100, FITTED, 141, 180, 200};
    for (double[] series : List.of(values, weeks(200, 3))) {
      SeriesForecast[] all = fitted.forecasts(series, origins, 9);
      for (int at = 0; at < origins.length; at++) {
        assertThat(all[at].point())
            .as("origin %d", origins[at])
            .isEqualTo(fitted.forecast(series, origins[at], 9).point());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theSeasonAndTheGrowthGoOn(SeriesMethod method) {
    double[] values = weeks(200, 4);
    double[] point = fitted(method, values).forecast(values, 168, 14).point();
    for (int step = 0; step < 14; step++) {
      double expected = (100 + 0.2 * (168 + step)) * ((168 + step) % SEASON == 2 ? 1.5 : 0.9);
      assertThat(point[step]).as("step %d", step).isCloseTo(expected, within(0.1 * expected));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void quantilesRiseWithTheirLevelAndSpreadWithTheStep(SeriesMethod method) {
    double[] values = weeks(200, 5);
    SeriesForecast forecast = fitted(method, values).forecast(values, 200, 21);
    double[] low = forecast.quantile(0.05);
    double[] middle = forecast.quantile(0.5);
    double[] high = forecast.quantile(0.95);
    for (int step = 0; step < 21; step++) {
      assertThat(low[step]).isLessThan(middle[step]);
      assertThat(middle[step]).isLessThan(high[step]);
    }
    assertThat(high[14] - low[14]).isGreaterThanOrEqualTo(high[0] - low[0]);
    assertThatThrownBy(() -> forecast.quantile(1)).hasMessageContaining("above 0 and below 1");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void whatIsReadBackForecastsTheSameBits(SeriesMethod method) {
    double[] values = weeks(200, 6);
    FittedSeries fitted = fitted(method, values);
    JsonObject json =
        Json.parseObject(Json.compact(FittedSeriesFile.write(fitted)), "model.json");
    FittedSeries again = FittedSeriesFile.read(JsonFields.of(json, "model.json"));
    assertThat(again.choice()).isEqualTo(fitted.choice());
    for (double[] series : List.of(values, weeks(200, 7))) {
      SeriesForecast expected = fitted.forecast(series, 190, 15);
      SeriesForecast actual = again.forecast(series, 190, 15);
      assertThat(actual.point()).isEqualTo(expected.point());
      assertThat(actual.quantile(0.1)).isEqualTo(expected.quantile(0.1));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aDamagedFileIsRefusedByItsField(SeriesMethod method) {
    JsonObject json = FittedSeriesFile.write(fitted(method, weeks(200, 8)));
    JsonObject settings = json.getAsJsonObject("settings");
    for (String field : List.copyOf(settings.keySet())) {
      JsonObject damaged = json.deepCopy();
      damaged.getAsJsonObject("settings").remove(field);
      refused(damaged, "settings." + field);
      damaged.getAsJsonObject("settings").add(field, new JsonPrimitive(true));
      refused(damaged, "settings." + field);
    }
    JsonObject more = json.deepCopy();
    more.getAsJsonObject("settings").addProperty("extra", 1);
    refused(more, "settings.extra");
    JsonObject unknown = json.deepCopy();
    unknown.addProperty("method", "prophecy");
    refused(unknown, "method");
    JsonObject newer = json.deepCopy();
    newer.addProperty("version", 2);
    refused(newer, "version");
  }

  private static void refused(JsonObject json, String place) {
    JsonObject read = Json.parseObject(Json.compact(json), "model.json");
    assertThatThrownBy(() -> FittedSeriesFile.read(JsonFields.of(read, "model.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(place);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void badSeriesAndOriginsAreRefused(SeriesMethod method) {
    double[] values = weeks(200, 9);
    FittedSeries fitted = fitted(method, values);
    double[] gap = values.clone();
    gap[17] = Double.NaN;
    assertThatThrownBy(() -> method.fit(gap, SEASON)).hasMessageContaining("row 17");
    assertThatThrownBy(() -> fitted.forecast(gap, 100, 5)).hasMessageContaining("row 17");
    assertThatThrownBy(() -> method.fit(new double[] {1}, 1)).hasMessageContaining("at least");
    assertThatThrownBy(() -> method.fit(values, 0)).hasMessageContaining("season");
    assertThatThrownBy(() -> fitted.forecast(values, 201, 5)).hasMessageContaining("[201]");
    assertThatThrownBy(() -> fitted.forecast(values, fitted.history() - 1, 5))
        .hasMessageContaining("origins from " + fitted.history());
    assertThatThrownBy(() -> fitted.forecasts(values, new int[] {150, 149}, 5))
        .hasMessageContaining("ascending");
    assertThatThrownBy(() -> fitted.forecast(values, 200, 0)).hasMessageContaining("horizon");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theUnitDoesNotMatter(SeriesMethod method) {
    double[] values = weeks(FITTED, 10);
    double[] expected = fitted(method, values).forecast(values, FITTED, 10).point();
    for (double unit : new double[] {0x1p-40, 0x1p40, 1e-12, 1e12}) {
      double[] scaled = Arrays.stream(values).map(value -> value * unit).toArray();
      double[] point = fitted(method, scaled).forecast(scaled, FITTED, 10).point();
      for (int step = 0; step < 10; step++) {
        assertThat(point[step] / unit)
            .as("unit %s", unit)
            .isCloseTo(expected[step], within(1e-3 * expected[step]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void whatNeverChangesIsForecastAsItIs(SeriesMethod method) {
    for (double value : new double[] {5, 1e-12, 1e12}) {
      double[] values = new double[60];
      Arrays.fill(values, value);
      SeriesForecast forecast = method.fit(values, SEASON).forecast(values, 60, 10);
      for (double one : forecast.point()) {
        assertThat(one).isCloseTo(value, within(1e-6 * value));
      }
      for (double one : forecast.quantile(0.95)) {
        assertThat(one).isCloseTo(value, within(1e-6 * value));
      }
    }
  }

  @Test
  void zerosAreForecastAsZeros() {
    for (SeriesMethod method : SeriesMethods.standard()) {
      double[] values = new double[60];
      assertThat(method.fit(values, SEASON).forecast(values, 60, 10).point())
          .as(method.id())
          .containsOnly(0);
    }
  }

  @Test
  void fewRowsAreEnough() {
    for (SeriesMethod method : SeriesMethods.standard()) {
      double[] values = {3, 5, 4, 6, 5, 7, 6, 8};
      int rows = Math.min(values.length, method.history(12));
      double[] few = Arrays.copyOf(values, rows);
      double[] point = method.fit(few, 12).forecast(few, rows, 30).point();
      assertThat(point).as(method.id()).hasSize(30);
      for (double one : point) {
        assertThat(one).as(method.id()).isBetween(-20.0, 40.0);
      }
    }
  }

  @Test
  void namesAreFound() {
    for (SeriesMethod method : SeriesMethods.all()) {
      assertThat(SeriesMethods.of(method.id())).contains(method);
    }
    assertThat(SeriesMethods.of("prophecy")).isEmpty();
    assertThat(SeriesMethods.all()).containsAll(SeriesMethods.standard());
  }
}
