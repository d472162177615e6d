package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Model files of earlier versions still forecast the numbers that they did; the README beside them
 * says how they were made.
 */
class ReleasedForecastTest {
  /** Room for kernels that add in another order, relative to the number. */
  private static final double ROUNDING = 2e-6;

  static Path released(String name) throws URISyntaxException {
    URL url = ReleasedForecastTest.class.getResource("/models/" + name);
    assertThat(url).isNotNull();
    return Path.of(url.toURI());
  }

  private static Forecast forecast(String model, String data) throws URISyntaxException {
    ForecastModel loaded = ForecastModels.load(released(model));
    TimeTable table =
        TableReader.read(
            Path.of("..", "examples", "data", data), loaded.targets(), loaded.reading().options());
    return loaded.predict(table);
  }

  private static void assertForecast(double[] forecast, double... expected) {
    assertThat(forecast).hasSameSizeAs(expected);
    for (int step = 0; step < expected.length; step++) {
      // The digits that were printed, and rounding on top.
      double room = 1e-6 + ROUNDING * Math.abs(expected[step]);
      assertThat(forecast[step]).as("step %d", step).isCloseTo(expected[step], within(room));
    }
  }

  @Test
  void aGruOfVersion1ForecastsItsNumbers() throws Exception {
    Forecast forecast = forecast("forecast-1/births-gru.timestep", "us-births.csv");
    assertThat(forecast.times()).startsWith("2015-01-01").endsWith("2015-01-07");
    assertForecast(
        forecast.values()[0],
        10904.301,
        11726.589,
        8460.678,
        7285.54,
        12345.503,
        12815.999,
        11546.14);
  }

  @Test
  void twoLayersOfLstmOfVersion1ForecastTheirNumbers() throws Exception {
    Forecast forecast = forecast("forecast-1/weather-lstm.timestep", "seattle-weather.csv");
    assertThat(forecast.targets()).containsExactly("temp_max", "temp_min");
    assertForecast(forecast.values()[0], 5.66764, 5.873178, 5.864017);
    assertForecast(forecast.values()[1], -0.517471, -0.045995, 0.433543);
  }

  @Test
  void aNetworkOfVersion3ForecastsItsNumbers() throws Exception {
    Forecast forecast = forecast("forecast-3/births-gru.timestep", "us-births.csv");
    assertForecast(
        forecast.values()[0],
        10904.301,
        11726.589,
        8460.678,
        7285.54,
        12345.503,
        12815.999,
        11546.14);
  }

  @Test
  void aRidgeRegressionOfVersion3ForecastsItsNumbers() throws Exception {
    ForecastModel model = ForecastModels.load(released("forecast-3/weather-ridge.timestep"));
    assertThat(model.kept()).isEqualTo("ridge");
    assertThat(model.mix()).isEmpty();
    Forecast forecast = forecast("forecast-3/weather-ridge.timestep", "seattle-weather.csv");
    // Sums of doubles in one order: no kernel adds here.
    assertThat(forecast.values()[0])
        .containsExactly(5.852875166021743, 6.412481487564296, 6.371079234631539);
    assertThat(forecast.values()[1])
        .containsExactly(-0.6379213104062256, 0.3434363979653243, 0.9452203194775137);
  }
}
