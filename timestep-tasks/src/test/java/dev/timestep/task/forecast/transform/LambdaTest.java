package dev.timestep.task.forecast.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Powers beside those of R's {@code BoxCox.lambda}: see {@code boxcox.R}. */
class LambdaTest {
  private final TransformGolden golden = new TransformGolden("boxcox.csv", 3);

  @ParameterizedTest
  @CsvSource({
    "AirPassengers, 12",
    "co2, 12",
    "JohnsonJohnson, 4",
    "lynx, 1",
    "Nile, 1",
    "WWWusage, 1"
  })
  void powersAreThoseOfR(String series, int season) {
    String key = series + "," + season + ",";
    double[] values = golden.get(key + "values");
    // R searches to 1.2e-4 only.
    assertThat(Lambda.guerrero(values, season, -1, 2))
        .isCloseTo(golden.get(key + "guerrero")[0], within(1.5e-4));
    // R takes the best of a grid of 0.05, so that the best of all lies beside it.
    double likelihood = Lambda.likelihood(values, season, -1, 2);
    assertThat(likelihood).isCloseTo(golden.get(key + "likelihood")[0], within(0.03));
  }

  @Test
  void passengersNeedALogarithmOrNearlySo() {
    double[] values = golden.get("AirPassengers,12,values");
    assertThat(Lambda.guerrero(values, 12, -1, 2)).isCloseTo(-0.2947, within(2e-4));
    assertThat(Lambda.guerrero(values, 12, 0, 2)).isZero();
    assertThat(Lambda.likelihood(values, 12, 0, 2)).isCloseTo(0.2, within(0.025));
  }

  @Test
  void missingValuesArePassedOver() {
    double[] values = golden.get("AirPassengers,12,values");
    double[] holes = values.clone();
    IntStream.iterate(5, row -> row < holes.length, row -> row + 17)
        .forEach(row -> holes[row] = Double.NaN);
    assertThat(Lambda.guerrero(holes, 12, -1, 2)).isCloseTo(-0.29, within(0.1));
    assertThat(Lambda.likelihood(holes, 12, -1, 2))
        .isCloseTo(Lambda.likelihood(values, 12, -1, 2), within(0.05));
    double[] beyond = Arrays.copyOf(values, values.length + 12);
    Arrays.fill(beyond, values.length, beyond.length, Double.NaN);
    assertThat(Lambda.guerrero(beyond, 12, -1, 2))
        .isCloseTo(Lambda.guerrero(values, 12, -1, 2), within(1e-9));
  }

  @Test
  void aSeriesWithNothingToChooseByIsKept() {
    double[] constant = new double[50];
    Arrays.fill(constant, 0.1);
    double[] line = IntStream.range(0, 60).mapToDouble(row -> 5 + 0.1 * row).toArray();
    double[] few = {3, 9, 4};
    for (double[] values : new double[][] {constant, line, few}) {
      assertThat(Lambda.guerrero(values, 7, 0, 2)).isCloseTo(1, within(1e-6));
      assertThat(Lambda.likelihood(values, 7, 0, 2)).isCloseTo(1, within(1e-6));
      assertThat(Lambda.yeoJohnson(values, 7, 1)).isCloseTo(1, within(1e-6));
    }
  }

  /** The unit of the values does not matter, and large ones do not overflow. */
  @ParameterizedTest
  @CsvSource({"1e-80", "1e-3", "1e6", "1e90"})
  void thePowerDoesNotDependOnTheUnit(double unit) {
    double[] values = golden.get("AirPassengers,12,values");
    double[] scaled = Arrays.stream(values).map(value -> unit * value).toArray();
    assertThat(Lambda.guerrero(scaled, 12, -1, 2))
        .isCloseTo(Lambda.guerrero(values, 12, -1, 2), within(1e-5));
    assertThat(Lambda.likelihood(scaled, 12, -1, 2))
        .isCloseTo(Lambda.likelihood(values, 12, -1, 2), within(1e-5));
  }
}
