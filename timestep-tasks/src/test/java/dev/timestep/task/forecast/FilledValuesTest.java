package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.Fill;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A value that was filled is no truth, and a zero for a day on which nothing happened is one. */
class FilledValuesTest {
  /** A row in ten has no value. */
  private static TimeTable table(Fill fill) {
    StringBuilder text = new StringBuilder("date,a\n");
    double[] y = SmallForecasts.weekly(400, 3);
    for (int row = 0; row < y.length; row++) {
      text.append(LocalDate.of(2001, 1, 1).plusDays(row))
          .append(',')
          .append(row % 10 == 4 ? "" : y[row])
          .append('\n');
    }
    return TableReader.read(
        "holes.csv",
        text.toString().getBytes(StandardCharsets.UTF_8),
        List.of("a"),
        ReadOptions.defaults().withFill(fill));
  }

  private static ForecastInputs inputs(TimeTable table) {
    return ForecastPlan.of(table, SmallForecasts.Ask.of("a").rows(7, 28, 7).options())
        .pipeline()
        .over(table);
  }

  @Test
  void aFilledValueIsNothingToLearn() {
    ForecastInputs inputs = inputs(table(Fill.LINEAR));

    assertThat(inputs.observed().at(0, 14)).isFalse();
    assertThat(inputs.observed().at(0, 15)).isTrue();
    ForecastBatch batch = inputs.batch(new int[] {40});
    assertThat(batch.counts().orElseThrow().data()).containsExactly(1, 1, 1, 1, 0, 1, 1);
    assertThat(batch.target().data()[4]).isZero();
  }

  /** A masked value, too, is neither learned nor scored; this is what forecasts do by default. */
  @Test
  void aMaskedValueIsNothingToLearn() {
    StringBuilder text = new StringBuilder("date,a\n");
    double[] y = SmallForecasts.weekly(400, 3);
    for (int row = 0; row < y.length; row++) {
      text.append(LocalDate.of(2001, 1, 1).plusDays(row))
          .append(',')
          .append(row % 50 == 44 ? "" : y[row])
          .append('\n');
    }
    TimeTable table =
        TableReader.read(
            "holes.csv",
            text.toString().getBytes(StandardCharsets.UTF_8),
            List.of("a"),
            ForecastOptions.of("a").read());
    assertThat(inputs(table).batch(new int[] {40}).counts().orElseThrow().data())
        .containsExactly(1, 1, 1, 1, 0, 1, 1);
  }

  @Test
  void aZeroForNothingIsTheTruth() {
    assertThat(inputs(table(Fill.ZERO)).batch(new int[] {40}).counts()).isEmpty();
  }

  @Test
  void whatWasFilledIsNotScored() {
    TimeTable linear = table(Fill.LINEAR);
    double[] filled = linear.column("a");
    // A forecast that is right wherever there is a truth, and wrong elsewhere.
    Forecaster right =
        origin -> {
          double[] steps = new double[7];
          for (int h = 0; h < 7; h++) {
            int row = origin + h;
            steps[h] = filled[row] + (row % 10 == 4 ? 1000 : 0);
          }
          return new double[][] {steps};
        };
    ForecastErrors errors =
        ForecastErrors.measure(
            "right",
            right,
            new double[][] {filled},
            inputs(linear).observed(),
            new int[] {330, 331, 338},
            7);

    assertThat(errors.byWindow()).containsOnly(0);
  }
}
