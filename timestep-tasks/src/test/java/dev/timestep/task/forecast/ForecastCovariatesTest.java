package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.RunOptions;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.covariate.CovariateNames;
import dev.timestep.task.forecast.transform.TransformKind;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableColumns;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCovariatesTest {
  private static final int ROWS = 900;
  private static final int HORIZON = 7;
  private static final CovariateNames NAMES =
      new CovariateNames(List.of("visitors"), List.of("promo", "kind"));

  @TempDir Path directory;

  /** Demand that promotions lift, on days that nothing but the plan tells. */
  private static String shop(int blank, String kindOfLast) {
    Random random = new Random(11);
    StringBuilder text = new StringBuilder("date,demand,promo,kind,visitors,always\n");
    boolean promo = false;
    for (int row = 0; row < ROWS + blank; row++) {
      if (row % 3 == 0) {
        promo = random.nextInt(4) == 0;
      }
      String kind = row >= ROWS && row == ROWS + blank - 1 ? kindOfLast : row % 11 < 3 ? "a" : "b";
      double demand =
          100
              + 10 * (row % 7)
              + (promo ? 60 : 0)
              + ("a".equals(kind) ? 25 : 0)
              + 3 * random.nextGaussian();
      text.append(
          "%s,%s,%d,%s,%s,1%n"
              .formatted(
                  LocalDate.of(2020, 1, 1).plusDays(row),
                  row < ROWS ? "%.3f".formatted(demand) : "",
                  promo ? 1 : 0,
                  kind,
                  row < ROWS ? row % 13 == 5 ? "" : "" + (50 + random.nextInt(9)) : ""));
    }
    return text.toString();
  }

  private static ForecastOptions options(CovariateNames names) {
    return new ForecastOptions(
        List.of("demand"),
        names,
        Optional.empty(),
        ReadOptions.defaults(),
        OptionalInt.of(HORIZON),
        OptionalInt.of(28),
        OptionalInt.of(7),
        Optional.empty(),
        Split.DEFAULT,
        TransformKind.NONE,
        RecurrentSettings.gru(8),
        new TrainingOptions(3, 32, 1e-2, TrainingOptions.LossKind.MAE, 10),
        ForecastOptions.MIX,
        dev.timestep.task.forecast.interval.QuantileLevels.NONE,
        RunOptions.defaults());
  }

  private static TimeTable table(String text, TableColumns columns) {
    return TableReader.read(
        "shop.csv", text.getBytes(StandardCharsets.UTF_8), columns, ReadOptions.defaults());
  }

  private static ForecastRun run(String text, CovariateNames names) {
    ForecastOptions options = options(names);
    return ForecastTraining.run(table(text, options.columns()), options, TaskListener.NONE);
  }

  @Test
  void whatIsPlannedIsUsed() {
    double without = run(shop(0, "a"), CovariateNames.NONE).gate().network().metrics().mae();
    ForecastRun with = run(shop(HORIZON, "a"), NAMES);

    assertThat(with.gate().network().metrics().mae()).isLessThan(without / 4);
    assertThat(with.model().targets()).containsExactly("demand");
    assertThat(with.following()).isPresent();
  }

  @Test
  void aFileGivesTheSameForecast() {
    String text = shop(HORIZON, "a");
    ForecastRun run = run(text, NAMES);
    Path file = directory.resolve("shop.timestep");
    run.model().save(file);
    ForecastModel model = ForecastModels.load(file);

    assertThat(model.columns()).isEqualTo(run.model().columns());
    assertThat(model.predict(table(text, model.columns())).values())
        .isDeepEqualTo(run.next().values());
  }

  @Test
  void aForecastWithoutThePlanSaysWhatIsMissing() {
    ForecastRun run = run(shop(0, "a"), NAMES);

    assertThat(run.following()).isEmpty();
    assertThat(String.join(" ", run.remarks()))
        .contains("is one for past when a model is trained")
        .isNotEqualTo(String.join(" ", run.markedRemarks()));
    assertThat(run.remarks())
        .anySatisfy(
            remark ->
                assertThat(remark)
                    .startsWith("The next rows are not forecast here.")
                    .contains("promo and kind of the rows 2022-06-19 to 2022-06-25")
                    .contains("promo ends at 2022-06-18"));
    assertThatThrownBy(() -> run.model().predict(table(shop(3, "a"), run.model().columns())))
        .hasMessageContaining("promo ends at 2022-06-21")
        .hasMessageContaining("the rows 2022-06-19 to 2022-06-25");
    // What the message asks for is enough.
    assertThat(run.model().predict(table(shop(HORIZON, "a"), run.model().columns())).horizon())
        .isEqualTo(HORIZON);
  }

  @Test
  void aLaterPlanNeverChangesAnEarlierForecast() {
    ForecastRun run = run(shop(HORIZON, "a"), NAMES);
    TimeTable longer = table(shop(HORIZON + 5, "a"), run.model().columns());
    TimeTable other = table(shop(HORIZON + 5, "b"), run.model().columns());

    assertThat(run.model().predict(longer).values())
        .isDeepEqualTo(run.model().predict(other).values());
  }

  @Test
  void aCategoryThatTrainingDidNotHaveIsNamed() {
    ForecastRun run = run(shop(HORIZON, "a"), NAMES);
    Path file = directory.resolve("new.csv");
    writeString(file, shop(HORIZON, "clearance"));

    assertThat(
            run.model()
                .predict(
                    dev.timestep.task.Source.of(file),
                    TaskListener.NONE,
                    dev.timestep.kernel.Engine.standard())
                .notes())
        .anySatisfy(
            note -> assertThat(note).contains("Column kind has \"clearance\" (2022-06-25)"));
  }

  private static void writeString(Path file, String text) {
    try {
      java.nio.file.Files.writeString(file, text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aConstantColumnIsLeftOutAndNamed() {
    ForecastRun run = run(shop(0, "a"), new CovariateNames(List.of(), List.of("promo", "always")));

    assertThat(run.plan().table().notes())
        .contains("always is left out: it is 1 in all of the 720 training rows.");
    assertThat(run.model().columns().future()).containsExactly("promo");
  }

  @Test
  void trainingFurtherNeedsTheSameColumns() {
    ForecastRun run = run(shop(0, "a"), NAMES);
    Path file = directory.resolve("first.timestep");
    run.model().save(file);
    ForecastOptions further =
        options(CovariateNames.NONE).withRun(RunOptions.defaults().withFrom(Optional.of(file)));

    assertThatThrownBy(
            () ->
                ForecastTraining.run(
                    table(shop(0, "a"), further.columns()), further, TaskListener.NONE))
        .hasMessageContaining("past visitors")
        .hasMessageContaining("future promo,kind");
  }
}
