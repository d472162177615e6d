package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.timestep.io.json.JsonFields;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ARIMA on series that are awkward: short, constant, exact, tiny, huge, of long seasons. */
final class ArimaTest {
  private static double[] wave(int rows, int season, double noise) {
    Random random = new Random(7);
    return IntStream.range(0, rows)
        .mapToDouble(
            row ->
                20
                    + 0.01 * row
                    + 5 * Math.sin(2 * Math.PI * row / season)
                    + noise * random.nextGaussian())
        .toArray();
  }

  private static void requireFinite(SeriesForecast forecast) {
    for (double level : new double[] {0.05, 0.5, 0.95}) {
      assertThat(Arrays.stream(forecast.quantile(level)).allMatch(Double::isFinite)).isTrue();
    }
  }

  private static double[] ahead(double[] values, int season, int horizon) {
    FittedSeries fitted = Arima.automatic().fit(values, season);
    SeriesForecast forecast = fitted.forecast(values, values.length, horizon);
    requireFinite(forecast);
    return forecast.point();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 12, 24, 48, 52, 96})
  void everySeasonIsForecast(int season) {
    double[] values = wave(4 * Math.max(12, season) + 20, Math.max(7, season), 0.3);
    int known = values.length - 20;
    double[] point = ahead(Arrays.copyOf(values, known), season, 20);
    if (season > 1) {
      double error =
          IntStream.range(0, 20)
              .mapToDouble(step -> Math.abs(point[step] - values[known + step]))
              .average()
              .orElseThrow();
      assertThat(error).isLessThan(1);
    }
  }

  @Test
  void aConstantSeriesGoesOnWithoutError() {
    for (double value : new double[] {0, 5, -1e12, 1e-12}) {
      for (int rows : new int[] {2, 3, 10, 100}) {
        double[] values = new double[rows];
        Arrays.fill(values, value);
        FittedSeries fitted = Arima.automatic().fit(values, 12);
        SeriesForecast forecast = fitted.forecast(values, rows, 3);
        assertThat(forecast.point()).containsExactly(value, value, value);
        assertThat(forecast.quantile(0.95)[2])
            .isCloseTo(value, within(1e-9 * Math.abs(value) + 1e-300));
      }
    }
  }

  @Test
  void aLineAndASeasonWithoutNoiseGoOn() {
    double[] line = IntStream.range(0, 50).mapToDouble(row -> 3 + 0.5 * row).toArray();
    assertThat(ahead(line, 1, 3)).containsExactly(new double[] {28, 28.5, 29}, within(1e-6));
    double[] season = IntStream.range(0, 60).mapToDouble(row -> row * row % 7).toArray();
    assertThat(ahead(season, 7, 7))
        .containsExactly(Arrays.copyOfRange(season, 53, 60), within(1e-6));
    double[] wave = wave(200, 12, 0);
    assertThat(ahead(Arrays.copyOf(wave, 180), 12, 20))
        .containsExactly(Arrays.copyOfRange(wave, 180, 200), within(1e-3));
  }

  @Test
  void fewValuesHaveAForecast() {
    Random random = new Random(5);
    for (int rows = 2; rows <= 30; rows++) {
      double[] values = random.doubles(rows, 10, 20).toArray();
      for (int season : new int[] {1, 4, 12}) {
        FittedSeries fitted = Arima.automatic().fit(values, season);
        SeriesForecast forecast = fitted.forecast(values, rows, 6);
        requireFinite(forecast);
        assertThat(forecast.quantile(0.95)[0]).isGreaterThan(forecast.quantile(0.05)[0]);
        assertThat(fitted.history()).isLessThanOrEqualTo(rows);
      }
    }
  }

  @Test
  void twoLevelsAndOneOutlierHaveAForecast() {
    double[] step = IntStream.range(0, 80).mapToDouble(row -> row < 40 ? 0 : 1).toArray();
    ahead(step, 12, 12);
    double[] outlier = new double[80];
    outlier[33] = 1e6;
    ahead(outlier, 12, 12);
    double[] alternating = IntStream.range(0, 80).mapToDouble(row -> row % 2).toArray();
    ahead(alternating, 1, 12);
  }

  @Test
  void theUnitOfTheSeriesDoesNotMatter() {
    double[] values = wave(120, 12, 1);
    double[] point = ahead(values, 12, 12);
    for (double unit : new double[] {1e-12, 1e12}) {
      double[] scaled = Arrays.stream(values).map(value -> value * unit).toArray();
      double[] again = Arrays.stream(ahead(scaled, 12, 12)).map(value -> value / unit).toArray();
      assertThat(again).containsExactly(point, within(1e-4));
    }
    double[] high = Arrays.stream(values).map(value -> value + 1e9).toArray();
    double[] again = Arrays.stream(ahead(high, 12, 12)).map(value -> value - 1e9).toArray();
    assertThat(again).containsExactly(point, within(1e-2));
  }

  @Test
  void rowsAtOrAfterAnOriginAreNotRead() {
    double[] values = wave(140, 12, 1);
    FittedSeries fitted = Arima.automatic().fit(Arrays.copyOf(values, 100), 12);
    int[] origins = {40, 100, 110, 111, 140};
    SeriesForecast[] all = fitted.forecasts(values, origins, 24);
    for (int i = 0; i < origins.length; i++) {
      double[] changed = values.clone();
      Arrays.fill(changed, origins[i], changed.length, Double.NaN);
      SeriesForecast alone = fitted.forecast(changed, origins[i], 24);
      assertThat(alone.point()).isEqualTo(all[i].point());
      assertThat(alone.quantile(0.9)).isEqualTo(all[i].quantile(0.9));
    }
  }

  @Test
  void aLaterOriginIsForecastAsIfFilteredFromTheStart() {
    // y = 0.5 y before, with the mean 0: the forecast of an origin is half of its last value.
    FittedArima half =
        new FittedArima(
            "arima",
            new ArimaOrder(1, 0, 0, 0, 0, 0, 1, false),
            new ArimaCoefficients(new double[] {0.5}, new double[0], new double[0], new double[0]),
            0,
            1,
            0,
            5,
            5);
    SeriesForecast[] forecasts =
        half.forecasts(new double[] {1, 4, -2, 8, 0, 6}, new int[] {1, 4, 6}, 2);
    assertThat(forecasts[0].point()).containsExactly(0.5, 0.25);
    assertThat(forecasts[1].point()).containsExactly(4, 2);
    assertThat(forecasts[2].point()).containsExactly(3, 1.5);
    double second = Math.sqrt(1.25) * NormalQuantile.of(0.9);
    assertThat(forecasts[2].quantile(0.9)[1]).isCloseTo(1.5 + second, within(1e-12));
  }

  @Test
  void quantilesOfLogarithmsAreTakenBack() {
    double[] values = Arrays.stream(wave(120, 12, 1)).map(value -> Math.exp(value / 9)).toArray();
    FittedSeries fitted = Arima.of(0, 1, 1).seasonal(0, 1, 1).logarithms().fit(values, 12);
    SeriesForecast forecast = fitted.forecast(values, 120, 5);
    double[] logarithms = Arrays.stream(values).map(Math::log).toArray();
    SeriesForecast plain =
        Arima.of(0, 1, 1).seasonal(0, 1, 1).fit(logarithms, 12).forecast(logarithms, 120, 5);
    assertThat(forecast.quantile(0.95))
        .containsExactly(
            Arrays.stream(plain.quantile(0.95)).map(Math::exp).toArray(), within(1e-9));
    values[60] = 0;
    assertThatThrownBy(() -> Arima.automatic().logarithms().fit(values, 12))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "ARIMA of logarithms expects values above 0; received 0.0 in row 60 (from 0). Use ARIMA"
                + " of the values themselves.");
  }

  @Test
  void aLongSeriesIsFittedToItsLastRows() {
    Random random = new Random(2);
    double[] values = new double[5000];
    for (int row = 1; row < values.length; row++) {
      values[row] = 0.7 * values[row - 1] + random.nextGaussian();
    }
    FittedArima fitted = (FittedArima) Arima.of(1, 0, 0).fit(values, 1);
    assertThat(fitted.choice())
        .startsWith("ARIMA(1,0,0), AICc ")
        .endsWith("last 4,000 of 5,000 rows");
    assertThat(fitted.coefficients().ar()[0]).isCloseTo(0.7, within(0.03));
    double[] last = Arrays.copyOfRange(values, 1000, 5000);
    FittedArima alone = (FittedArima) Arima.of(1, 0, 0).fit(last, 1);
    assertThat(fitted.coefficients().ar()).isEqualTo(alone.coefficients().ar());
  }

  @Test
  void aFileGivesTheSameBits() {
    double[] values = wave(90, 12, 1);
    for (Arima method : new Arima[] {Arima.automatic(), Arima.automatic().logarithms()}) {
      FittedSeries fitted = method.fit(values, 12);
      JsonObject json = FittedSeriesFile.write(fitted);
      FittedSeries again = FittedSeriesFile.read(JsonFields.of(json, "model.json"));
      assertThat(again.choice()).isEqualTo(fitted.choice());
      assertThat(again.forecast(values, 90, 12).quantile(0.9))
          .isEqualTo(fitted.forecast(values, 90, 12).quantile(0.9));
    }
  }

  @Test
  void aDamagedFileIsRefused() {
    JsonObject json = FittedSeriesFile.write(Arima.of(1, 0, 0).fit(wave(90, 12, 1), 1));
    JsonObject settings = json.getAsJsonObject("settings");
    settings.addProperty("variance", -1);
    assertThatThrownBy(() -> FittedSeriesFile.read(JsonFields.of(json, "model.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model.json.settings")
        .hasMessageContaining("the last one 0 or more");
    settings.addProperty("variance", 1);
    settings.getAsJsonObject("coefficients").getAsJsonArray("ar").set(0, new JsonPrimitive(1.5));
    assertThatThrownBy(() -> FittedSeriesFile.read(JsonFields.of(json, "model.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stationary and invertible");
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    assertThatThrownBy(() -> Arima.automatic().fit(new double[] {1}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ARIMA expects at least 2 values");
    assertThatThrownBy(() -> Arima.automatic().fit(new double[] {1, Double.NaN, 2}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN in row 1");
    assertThatThrownBy(() -> Arima.of(0, 3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 2 differences");
    assertThatThrownBy(() -> Arima.of(0, 1, 1).seasonal(0, 1, 1).withConstant())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parabola");
    assertThatThrownBy(() -> Arima.of(0, 1, 1).seasonal(0, 1, 1).fit(wave(50, 12, 1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a season of 2 rows or more");
  }

  /** By AICc it would be (5,2,1), whose quantile of 97.5 % is beyond the largest number here. */
  @Test
  void logarithmsOfALineDoNotExplode() {
    double[] line = IntStream.rangeClosed(1, 60).asDoubleStream().toArray();
    SeriesForecast forecast =
        Arima.automatic().logarithms().fit(line, 12).forecast(line, line.length, 24);
    assertThat(forecast.point()[23]).isBetween(60.0, 120.0);
    assertThat(forecast.quantile(0.975)[23]).isLessThan(1e5);
  }

  /**
   * Noise within bounds around a slow level and a day. With one difference, forms that differ from
   * a random walk outgrow the range of the past, too, when they are carried on for hundreds of
   * steps.
   */
  @Test
  void boundedNoiseKeepsItsTerms() {
    Random random = new Random(7);
    double[] values = new double[1200];
    double noise = 0;
    for (int row = 0; row < values.length; row++) {
      noise = 0.3 * noise + 10 * random.nextGaussian();
      values[row] =
          3 * Math.sin(row / 200.0)
              + Math.clamp(noise, -20, 20)
              + 8 * Math.sin(2 * Math.PI * row / 24);
    }
    FittedSeries fitted = Arima.automatic().fit(values, 24);
    assertThat(fitted.choice()).contains("ARIMA(").doesNotContain("ARIMA(0,1,0)");
  }

  @Test
  void threeRowsKeepTheirLevel() {
    double[] values = {9.3, 10.7, 10.1};
    assertThat(Arima.automatic().fit(values, 1).forecast(values, 3, 1).point()[0])
        .isCloseTo(10.0333, within(1e-4));
  }

  @Test
  void valuesWithoutSquaresAreRefused() {
    double[] values = {1e300, 2e300, 1e300, 4e300, 3e300, 2e300};
    assertThatThrownBy(() -> Arima.automatic().fit(values, 1))
        .hasMessage(
            "ARIMA expects values whose squares are numbers, the largest from 1e-150 to 1e+150;"
                + " received 4.0E300. Give them in another unit.");
    double[] inAnotherUnit = Arrays.stream(values).map(value -> value / 1e300).toArray();
    assertThat(Arima.automatic().fit(inAnotherUnit, 1).forecast(inAnotherUnit, 6, 1).point()[0])
        .isBetween(1.0, 4.0);
  }
}
