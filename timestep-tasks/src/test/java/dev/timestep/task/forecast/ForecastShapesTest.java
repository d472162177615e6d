package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.CellKind;
import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Series and settings at the edges: each trains, counts every window and can be kept. */
class ForecastShapesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "1, 28, 7",
    "20, 28, 7",
    "5, 1, 7",
    "5, 28, 1",
    "1, 1, 1",
    "10, 6, 7",
    "3, 13, 7",
    "30, 30, 30"
  })
  void horizonLookbackAndSeason(int horizon, int lookback, int season) {
    double[] y = SmallForecasts.weekly(320, 3);
    check(Ask.of("a").rows(horizon, lookback, season), SmallForecasts.daily(directory, y));
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void everyCellWithTwoLayers(CellKind cell) {
    double[] y = SmallForecasts.weekly(300, 4);
    ForecastRun run =
        check(Ask.of("a").rows(5, 28, 7).network(cell, 2), SmallForecasts.daily(directory, y));
    assertThat(run.model().module().parameters().keySet())
        .anyMatch(name -> name.startsWith("encoder_1."))
        .anyMatch(name -> name.startsWith("decoder_1."));
  }

  @Test
  void severalTargets() {
    double[] a = SmallForecasts.weekly(300, 5);
    double[] b = new double[300];
    Arrays.setAll(b, row -> -1000 * a[299 - row]);
    ForecastRun run = check(Ask.of("a", "b").rows(5, 28, 7), SmallForecasts.daily(directory, a, b));
    assertThat(run.gate().network().byTarget()).hasSize(2);
    double first = run.gate().network().byTarget().get(0).mae();
    double second = run.gate().network().byTarget().get(1).mae();
    assertThat(second).isGreaterThan(100 * first);
    assertThat(run.gate().network().metrics().mae()).isCloseTo((first + second) / 2, within(1e-9));
    for (double value : run.next().values()[1]) {
      assertThat(value).isBetween(-120_000.0, -30_000.0);
    }
  }

  @Test
  void noTimeColumn() {
    TimeTable table =
        SmallForecasts.table(directory, "", Frequency.parse("d"), SmallForecasts.weekly(300, 6));
    ForecastRun run = check(Ask.of("a"), table);
    assertThat(run.gate().season()).isEqualTo(1);
    assertThat(run.next().times()).first().isEqualTo("301");
  }

  @Test
  void businessDays() {
    TimeTable table =
        SmallForecasts.table(
            directory, "date", Frequency.parse("b"), SmallForecasts.weekly(400, 7));
    ForecastRun run = check(Ask.of("a"), table);
    assertThat(run.gate().season()).isEqualTo(5);
    assertThat(run.gate().horizon()).isEqualTo(20);
  }

  @Test
  void tenYearsOfMonths() {
    double[] y = new double[120];
    Random random = new Random(8);
    Arrays.setAll(y, row -> 100 + row + 20 * Math.sin(row * Math.PI / 6) + random.nextGaussian());
    TimeTable table = SmallForecasts.table(directory, "date", Frequency.parse("m"), y);
    ForecastRun run = check(Ask.of("a"), table);
    assertThat(run.gate().season()).isEqualTo(12);
    assertThat(run.gate().horizon()).isEqualTo(12);
    assertThat(run.gate().windows().test()).isOne();
  }

  @Test
  void aConstantColumnIsForecastAsItIs() {
    double[] y = new double[300];
    Arrays.fill(y, 12.5);
    ForecastRun run = check(Ask.of("a").rows(5, 28, 7), SmallForecasts.daily(directory, y));
    assertThat(run.gate().network().metrics().mae()).isLessThan(0.5);
  }

  @Test
  void theUnitOfAColumnDoesNotMatter() {
    double[] y = SmallForecasts.weekly(300, 9);
    double plain = relativeError(y, 1);
    // Powers of two scale every sum without rounding, so that only the unit differs.
    assertThat(relativeError(y, 0x1p30)).isCloseTo(plain, within(1e-6 * plain));
    assertThat(relativeError(y, 0x1p-30)).isCloseTo(plain, within(1e-6 * plain));
    // About 1e9 and 1e-9 times as large.
    assertThat(relativeError(y, 1e9)).isCloseTo(plain, within(1e-2 * plain));
    assertThat(relativeError(y, 1e-9)).isCloseTo(plain, within(1e-2 * plain));
  }

  private double relativeError(double[] y, double factor) {
    double[] scaled = Arrays.stream(y).map(value -> value * factor).toArray();
    ForecastRun run = check(Ask.of("a").rows(5, 28, 7), SmallForecasts.daily(directory, scaled));
    return run.gate().network().metrics().mae() / factor;
  }

  private ForecastRun check(Ask ask, TimeTable table) {
    ForecastRun run = ask.run(table);
    int horizon = run.gate().horizon();
    int test = run.plan().windows().split().test();
    assertThat(run.gate().windows().test()).isEqualTo(test - horizon + 1);
    assertThat(run.gate().network().metrics().mae()).isFinite();
    assertThat(run.gate().network().metrics().maeByStep()).hasSize(horizon);
    assertThat(run.next().times()).hasSize(horizon);
    for (double[] values : run.next().values()) {
      assertThat(values).hasSize(horizon);
      for (double value : values) {
        assertThat(value).isFinite();
      }
    }
    Path file = directory.resolve("m.timestep");
    ForecastModels.save(run.model(), file);
    assertThat(ForecastModels.load(file).predict(table).values())
        .isDeepEqualTo(run.next().values());
    return run;
  }
}
