package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan and a model make of rows without a target, of rhythms, and of tables too short. */
class FutureRowsForecastTest {

  private static final LocalDate START = LocalDate.of(2021, 3, 1);

  @TempDir Path directory;

  private TimeTable read(List<String> rows, ReadOptions options) {
    try {
      Path file = Files.createTempFile(directory, "t", ".csv");
      Files.writeString(file, "date,a\n" + String.join("\n", rows) + "\n");
      return TableReader.read(file, List.of("a"), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Days with a weekly pattern, and so many days without a value after them. */
  private List<String> days(int rows, int future) {
    double[] y = SmallForecasts.weekly(rows, 3);
    return IntStream.range(0, rows + future)
        .mapToObj(i -> START.plusDays(i) + "," + (i < rows ? y[i] : ""))
        .toList();
  }

  private static ForecastPlan plan(TimeTable table, OptionalInt horizon) {
    Ask ask = Ask.of("a");
    return ForecastPlan.of(
        table, horizon.isPresent() ? ask.rows(horizon.getAsInt(), 21, 7).options() : ask.options());
  }

  @Test
  void aWeekOfFiveMinuteRowsHasAShorterHorizonThanADay() {
    LocalDateTime start = START.atStartOfDay();
    List<String> rows =
        IntStream.range(0, 2016)
            .mapToObj(i -> start.plusMinutes(5L * i) + "," + (10 + i % 288))
            .toList();
    TimeTable table = read(rows, ReadOptions.defaults());
    ForecastPlan plan = plan(table, OptionalInt.empty());
    // The parts have 202 and 202 rows; 6 horizons of windows, and one of rows, fit into them.
    assertThat(plan.windows().horizon()).isEqualTo(28);
    assertThat(plan.table().notes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .startsWith("The horizon is 28 rows:")
                    .contains("2016 rows hold no window of the usual 288"));
    assertThat(plan(table, OptionalInt.of(20)).table().notes())
        .noneMatch(note -> note.startsWith("The horizon"));
  }

  @Test
  void theHorizonIsTheRowsThatTheFileLeaves() {
    TimeTable table = read(days(400, 17), ReadOptions.defaults());
    ForecastPlan plan = plan(table, OptionalInt.empty());
    assertThat(plan.windows().horizon()).isEqualTo(17);
    assertThat(plan.windows().split().rows()).isEqualTo(400);
    assertThat(plan.table().notes()).noneMatch(note -> note.contains("horizon"));
  }

  @Test
  void anotherHorizonIsSaid() {
    TimeTable table = read(days(400, 17), ReadOptions.defaults());
    assertThat(plan(table, OptionalInt.of(7)).table().notes())
        .contains(
            "The file leaves 17 rows to forecast, and a forecast covers 7: only the first of"
                + " them. Give horizon 17 to forecast just those rows.");
    TimeTable one = read(days(400, 1), ReadOptions.defaults());
    ForecastPlan usual = plan(one, OptionalInt.empty());
    assertThat(usual.windows().horizon()).isEqualTo(28);
    assertThat(usual.table().notes())
        .contains(
            "The file leaves 1 row to forecast, and a forecast covers 28: the others are the"
                + " steps after them. Give horizon 1 to forecast just that row.");
    assertThat(plan(one, OptionalInt.of(1)).windows().horizon()).isOne();
  }

  @Test
  void theForecastIsThatOfTheHistoryAlone() {
    TimeTable history = read(days(300, 0), ReadOptions.defaults());
    TimeTable future = read(days(300, 5), ReadOptions.defaults().withFill(Fill.PREVIOUS));
    Ask ask = Ask.of("a").rows(7, 21, 7).epochs(1);
    ForecastRun plain = ask.run(history);
    ForecastRun withRows = ask.run(future);
    assertThat(withRows.next().values()).isDeepEqualTo(plain.next().values());
    assertThat(withRows.next().times()).isEqualTo(plain.next().times()).startsWith("2021-12-26");
    assertThat(withRows.gate().network().metrics().mae())
        .isEqualTo(plain.gate().network().metrics().mae());
    Forecast predicted = plain.model().predict(future);
    assertThat(predicted.values()).isDeepEqualTo(plain.next().values());
    ForecastEvaluation again =
        withRows.model().evaluate(read(days(320, 5), ReadOptions.defaults()));
    assertThat(again.plan().windows().split().rows()).isEqualTo(320);
  }

  @Test
  void aWeekOfSixDaysIsForecastOnSixDays() {
    double[] y = SmallForecasts.weekly(400, 3);
    List<String> rows =
        IntStream.range(0, 300)
            .filter(i -> i % 7 != 6)
            .mapToObj(i -> START.plusDays(i) + "," + y[i])
            .toList();
    ForecastRun run = Ask.of("a").epochs(1).run(read(rows, ReadOptions.defaults()));
    assertThat(run.gate().season()).isEqualTo(6);
    assertThat(run.gate().horizon()).as("four weeks").isEqualTo(24);
    assertThat(run.next().times())
        .hasSize(24)
        .startsWith("2021-12-27", "2021-12-28")
        .noneMatch(time -> LocalDate.parse(time).getDayOfWeek().getValue() == 7);
    Path file = directory.resolve("m.timestep");
    ForecastModels.save(run.model(), file);
    ForecastModel loaded = ForecastModels.load(file);
    assertThat(loaded.predict(read(rows, ReadOptions.defaults())).times())
        .isEqualTo(run.next().times());
    TimeTable everyDay = read(days(300, 0), ReadOptions.defaults());
    assertThatThrownBy(() -> loaded.predict(everyDay))
        .isInstanceOf(TableException.class)
        .hasMessageContaining(
            "the step between its rows is daily; that of the model is daily from Monday to"
                + " Saturday.");
  }

  @Test
  void openingHoursHaveTheSeasonsOfTheirRows() {
    List<String> rows =
        IntStream.range(0, 24 * 60)
            .mapToObj(i -> LocalDateTime.of(2023, 1, 2, 0, 0).plusHours(i))
            .filter(time -> time.getHour() >= 9 && time.getHour() < 17)
            .filter(time -> time.getDayOfWeek().getValue() < 6)
            .map(time -> time + "," + (time.getHour() + 10 * time.getDayOfWeek().getValue()))
            .toList();
    ForecastPlan plan = plan(read(rows, ReadOptions.defaults()), OptionalInt.empty());
    assertThat(plan.pipeline().inputs().season()).isEqualTo(8);
    assertThat(plan.pipeline().inputs().slots()).containsExactly(8, 40);
    assertThat(plan.windows().horizon()).as("a day").isEqualTo(8);
  }

  @Test
  void evaluateNamesTheRowsThatItNeeds() {
    ForecastModel model =
        Ask.of("a")
            .rows(7, 21, 7)
            .epochs(1)
            .run(read(days(300, 0), ReadOptions.defaults()))
            .model();
    List<String> other =
        IntStream.range(0, 80).mapToObj(i -> START.plusDays(i) + "," + i * i % 13).toList();
    TimeTable few = read(other.subList(0, 64), ReadOptions.defaults());
    assertThatThrownBy(() -> model.evaluate(few))
        .isInstanceOf(TableException.class)
        .hasMessage(
            few.file()
                + " has 64 rows; scoring this model on a series that it was not trained on needs 65"
                + " rows or more, because it reads 21 rows, forecasts 7, and the baselines need"
                + " rows to learn from. Give a longer file.");
    TimeTable enough = read(other.subList(0, 65), ReadOptions.defaults());
    assertThat(model.evaluate(enough).sameSeries()).isFalse();
    assertThat(enough.axis().frequency()).isEqualTo(Frequency.parse("d"));
  }
}
