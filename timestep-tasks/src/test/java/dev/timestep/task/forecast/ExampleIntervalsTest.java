package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.judge.Measure;
import dev.timestep.task.TaskListener;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of docs/intervals.md, with the defaults and seed 42. */
class ExampleIntervalsTest {
  private static final Path DATA = Path.of("..", "examples", "data");

  /**
   * On temperatures the test rows, autumn and winter, are easier than the validation rows: what is
   * delivered covers too much there, within what 119 windows that overlap can tell.
   */
  @Tag("figures")
  @ParameterizedTest
  @CsvSource({
    "us-births.csv, births, 0.87, 0.93",
    "euro-rates.csv, USD, 0.87, 0.93",
    "euro-rates.csv, CHF, 0.87, 0.93",
    "seattle-weather.csv, temp_max, 0.87, 0.97"
  })
  void ninetyPercentIntervalsCoverAndBeatThoseOfSeasonalNaive(
      String file, String target, double least, double most) {
    ForecastRun run =
        ForecastTraining.run(
            DATA.resolve(file),
            ForecastOptions.of(target).withQuantiles(0.05, 0.5, 0.95),
            TaskListener.NONE);
    IntervalScores intervals = run.intervals().orElseThrow().scores();
    assertThat(figure(intervals.keptModel(), Measure.COVERAGE)).isBetween(least, most);
    IntervalScores.Model seasonal =
        intervals.models().stream()
            .filter(model -> model.id().equals("seasonal_naive"))
            .findFirst()
            .orElseThrow();
    assertThat(figure(intervals.keptModel(), Measure.INTERVAL_SCORE))
        .isLessThan(figure(seasonal, Measure.INTERVAL_SCORE));
  }

  private static double figure(IntervalScores.Model model, Measure measure) {
    return model.scores().all().figure(measure).value().orElseThrow();
  }
}
