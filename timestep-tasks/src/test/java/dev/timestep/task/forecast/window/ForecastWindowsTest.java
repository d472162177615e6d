package dev.timestep.task.forecast.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.judge.Part;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastWindowsTest {
  @Test
  void countsEveryWindowOfTheBirthsSeries() {
    var windows = new ForecastWindows(Split.parse("0.8/0.1/0.1", 5479), 365, 28);
    assertThat(windows.count(Part.TRAIN)).isEqualTo(4383 - 365 - 28 + 1);
    assertThat(windows.count(Part.VALIDATION)).isEqualTo(548 - 28 + 1);
    assertThat(windows.count(Part.TEST)).isEqualTo(521);
    assertThat(windows.firstOrigin(Part.TEST)).isEqualTo(4931);
    assertThat(windows.lastOrigin(Part.TEST)).isEqualTo(5451);
  }

  @Test
  void targetsNeverCrossABorderAndEveryWindowIsThere() {
    Random random = new Random(11);
    for (int trial = 0; trial < 300; trial++) {
      int lookback = 1 + random.nextInt(20);
      int horizon = 1 + random.nextInt(10);
      int validation = horizon + random.nextInt(20);
      int test = horizon + random.nextInt(20);
      int train = lookback + horizon + random.nextInt(40);
      var split = new Split(train + validation + test, train, validation, test);
      var windows = new ForecastWindows(split, lookback, horizon);
      for (Part part : Part.values()) {
        int expected = 0;
        for (int t = 0; t < split.rows(); t++) {
          boolean inside = t >= split.begin(part) && t + horizon <= split.end(part);
          expected += inside && t >= lookback ? 1 : 0;
        }
        int[] origins = windows.origins(part);
        assertThat(origins).hasSize(expected);
        assertThat(origins[0] - lookback).isNotNegative();
        assertThat(origins[0]).isGreaterThanOrEqualTo(split.begin(part));
        assertThat(origins[origins.length - 1] + horizon).isEqualTo(split.end(part));
      }
    }
  }

  @Test
  void aSeriesBelowOneWindowSaysHowManyRowsAreNeeded() {
    var split = new Split(30, 20, 5, 5);
    assertThatThrownBy(() -> new ForecastWindows(split, 28, 7))
        .hasMessageContaining("30 rows")
        .hasMessageContaining("28 + 7 = 35 rows")
        .hasMessageContaining("lookback");
  }

  @Test
  void aPartWithoutAWindowIsNamedWithTheOptionToChange() {
    var split = new Split(100, 80, 10, 10);
    assertThatThrownBy(() -> new ForecastWindows(split, 14, 11))
        .hasMessageContaining("validation part has 10 rows")
        .hasMessageContaining("at least 11 rows")
        .hasMessageContaining("split")
        .hasMessageContaining("horizon.");
    assertThatThrownBy(() -> new ForecastWindows(split, 75, 6))
        .hasMessageContaining("train part has 80 rows")
        .hasMessageContaining("75 + 6 = 81")
        .hasMessageContaining("smaller lookback or horizon");
    assertThatThrownBy(() -> new ForecastWindows(split, 0, 6)).hasMessageContaining("lookback");
  }

  @Test
  void theSmallestSeriesThatTheMessageAsksForIsAccepted() {
    var windows = new ForecastWindows(new Split(10, 6, 2, 2), 4, 2);
    for (Part part : Part.values()) {
      assertThat(windows.count(part)).isEqualTo(1);
    }
  }
}
