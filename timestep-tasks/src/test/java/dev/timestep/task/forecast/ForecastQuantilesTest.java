package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.json.JsonFormatException;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.judge.ErrorSums;
import dev.timestep.judge.Measure;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.interval.QuantileLevels;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastQuantilesTest {
  @TempDir static Path directory;
  private static TimeTable table;
  private static ForecastRun run;

  @BeforeAll
  static void train() {
    table = SmallForecasts.daily(directory, SmallForecasts.weekly(500, 1));
    ForecastOptions options =
        SmallForecasts.Ask.of("a")
            .rows(7, 21, 7)
            .epochs(3)
            .options()
            .withQuantiles(0.95, 0.05, 0.5);
    run = ForecastTraining.run(table, options, TaskListener.NONE);
  }

  @Test
  void theIntervalsOfEveryModelAreScoredOnTheTestWindows() {
    IntervalScores intervals = run.intervals().orElseThrow().scores();
    assertThat(intervals.models())
        .extracting(IntervalScores.Model::id)
        .contains("naive", "seasonal_naive", "ridge", "network");
    for (IntervalScores.Model model : intervals.models()) {
      assertThat(model.scores().all().count()).isEqualTo(7L * run.gate().windows().test());
    }
    // White noise of deviation 1 around the pattern: the ridge regression has nothing to gain, and
    // its interval is about 2 · 1.645 wide.
    IntervalScores.Model ridge =
        intervals.models().stream().filter(m -> m.id().equals("ridge")).findFirst().orElseThrow();
    assertThat(ridge.scores().all().figure(Measure.WIDTH).value().orElseThrow())
        .isCloseTo(2 * 1.645, within(1.2));
    double coverage =
        intervals.keptModel().scores().all().figure(Measure.COVERAGE).value().orElseThrow();
    assertThat(coverage).isBetween(0.8, 1.0);
    assertThat(run.remarks().getFirst()).startsWith("intervals of 90 %").contains("network (kept)");
  }

  @Test
  void theModelFileHoldsThemAndPredictionShowsWhatWasAskedFor() {
    Path file = directory.resolve("a.timestep");
    run.model().save(file);
    ForecastModel loaded = ForecastModels.load(file);
    Forecast next = loaded.predict(table);
    assertThat(next.shown()).extracting(Forecast.Quantile::level).containsExactly(0.05, 0.5, 0.95);
    for (int at = 0; at < next.quantiles().size(); at++) {
      assertThat(next.quantiles().get(at).values())
          .isDeepEqualTo(run.next().quantiles().get(at).values());
    }
    for (int h = 0; h < 7; h++) {
      assertThat(next.shown().get(0).values()[0][h]).isLessThan(next.shown().get(1).values()[0][h]);
      assertThat(next.shown().get(1).values()[0][h]).isLessThan(next.shown().get(2).values()[0][h]);
    }
    ForecastPrediction prediction = new ForecastPrediction(next, table);
    assertThat(prediction.csv().lines().findFirst()).hasValue("date,a,a_q05,a_q50,a_q95");
    // White noise of deviation 1: hundred-thousandths say enough, and JSON has all digits.
    assertThat(prediction.csv().lines().skip(1))
        .hasSize(7)
        .allSatisfy(line -> assertThat(line).matches("[^,]+(,-?\\d+(\\.\\d{1,5})?){4}"));
    JsonArray low =
        prediction.json().getAsJsonObject("quantiles").getAsJsonObject("a").getAsJsonArray("0.05");
    assertThat(low.get(0).getAsDouble()).isEqualTo(next.shown().get(0).values()[0][0]);
  }

  @Test
  void jsonHasEveryMeasureAndSaysWhichIsUndefined() {
    JsonObject json = run.json(Path.of("a.timestep")).getAsJsonObject("intervals");
    JsonObject network = json.getAsJsonObject("models").getAsJsonObject("network");
    assertThat(network.keySet())
        .contains("mape", "smape", "rmsse", "bias", "crps", "weightedQuantileLoss", "msis");
    assertThat(json.getAsJsonObject("byStep").getAsJsonArray("coverage")).hasSize(7);
    assertThat(json.getAsJsonObject("shareBelow").get("0.5").getAsDouble()).isBetween(0.2, 0.8);
  }

  @Test
  void evaluationMakesThemAgainFromEarlierRowsOnly() {
    ForecastEvaluation evaluation = run.model().evaluate(table);
    double trained =
        run.intervals()
            .orElseThrow()
            .scores()
            .keptModel()
            .scores()
            .all()
            .figure(Measure.MSIS)
            .value()
            .orElseThrow();
    double evaluated =
        evaluation
            .intervals()
            .orElseThrow()
            .scores()
            .keptModel()
            .scores()
            .all()
            .figure(Measure.MSIS)
            .value()
            .orElseThrow();
    // The same test rows, and intervals from the errors before each: the same score to the bit.
    assertThat(evaluated).isEqualTo(trained);
    assertThat(evaluation.remarks()).isNotEmpty();
  }

  @Test
  void damagedIntervalsAreRefusedByName() {
    ModelArchive good = ForecastModels.archive(run.model());
    JsonObject fewer = good.model().deepCopy();
    JsonArray offsets =
        fewer
            .getAsJsonObject("intervals")
            .getAsJsonArray("targets")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("offsets");
    offsets.remove(6);
    assertThatThrownBy(() -> ForecastModels.of(with(good, fewer)))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("intervals")
        .hasMessageContaining("7 steps");
    JsonObject crossing = good.model().deepCopy();
    crossing
        .getAsJsonObject("intervals")
        .getAsJsonArray("targets")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("offsets")
        .get(2)
        .getAsJsonArray()
        .set(0, new com.google.gson.JsonPrimitive(1e9));
    assertThatThrownBy(() -> ForecastModels.of(with(good, crossing)))
        .hasMessageContaining("ascend with the level");
    JsonObject without = good.model().deepCopy();
    without.remove("intervals");
    assertThat(ForecastModels.of(with(good, without)).predict(table).quantiles()).isEmpty();
  }

  private static ModelArchive with(ModelArchive good, JsonObject model) {
    return new ModelArchive(model, good.weights(), good.pipeline(), good.training());
  }

  /** A multiplicative season whose errors grow with it: the Theta method says by how much. */
  private static double[] swelling(int rows) {
    Random random = new Random(4);
    double[] y = new double[rows];
    for (int row = 0; row < rows; row++) {
      double season = 10 + 9 * Math.sin(2 * Math.PI * row / 7);
      y[row] = season * Math.exp(0.1 * random.nextGaussian());
    }
    return y;
  }

  @Test
  void aStatisticalModelThatIsKeptDeliversItsOwnIntervalsWhereTheyAreBetter() {
    TimeTable swelling = SmallForecasts.daily(directory, swelling(600));
    ForecastOptions options =
        SmallForecasts.Ask.of("a")
            .rows(7, 21, 7)
            .epochs(1)
            .options()
            .withQuantiles(0.05, 0.95)
            .keeping("theta");
    ForecastRun kept = ForecastTraining.run(swelling, options, TaskListener.NONE);
    IntervalScores intervals = kept.intervals().orElseThrow().scores();
    assertThat(intervals.keptModel().own()).containsExactly("a");
    ErrorSums own = intervals.keptModel().scores().all();
    assertThat(own.figure(Measure.COVERAGE).value().orElseThrow()).isBetween(0.86, 0.99);
    // Errors by step mix the days of the week, of which the largest is nineteen times the smallest.
    assertThat(own.figure(Measure.INTERVAL_SCORE).value().orElseThrow())
        .isLessThan(
            0.8
                * intervals.models().stream()
                    .filter(one -> one.id().equals("ridge"))
                    .findFirst()
                    .orElseThrow()
                    .scores()
                    .all()
                    .figure(Measure.INTERVAL_SCORE)
                    .value()
                    .orElseThrow());
    // The interval is as wide as its day is large.
    double[][] next = new double[2][];
    kept.next().shown().forEach(one -> next[one.level() < 0.5 ? 0 : 1] = one.values()[0]);
    double[] point = kept.next().values()[0];
    for (int h = 0; h < 7; h++) {
      assertThat((next[1][h] - next[0][h]) / point[h]).isBetween(0.25, 0.6);
    }
    Path file = directory.resolve("own.timestep");
    kept.model().save(file);
    Forecast again = ForecastModels.load(file).predict(swelling);
    for (int at = 0; at < again.quantiles().size(); at++) {
      assertThat(again.quantiles().get(at).values())
          .isDeepEqualTo(kept.next().quantiles().get(at).values());
    }
    assertThat(
            kept.json(Path.of("a"))
                .getAsJsonObject("intervals")
                .getAsJsonObject("models")
                .getAsJsonObject("theta")
                .getAsJsonArray("own")
                .get(0)
                .getAsString())
        .isEqualTo("a");
  }

  @Test
  void ownIntervalsWithoutAStatisticalModelAreRefused() {
    ModelArchive good = ForecastModels.archive(run.model());
    JsonObject model = good.model().deepCopy();
    JsonObject factors = new JsonObject();
    JsonArray steps = new JsonArray();
    for (int h = 0; h < 7; h++) {
      steps.add(1.0);
    }
    factors.add("factors", steps);
    model
        .getAsJsonObject("intervals")
        .getAsJsonArray("targets")
        .get(0)
        .getAsJsonObject()
        .add("own", factors);
    assertThatThrownBy(() -> ForecastModels.of(with(good, model)))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("only where a statistical model of each target is kept");
  }

  @Test
  void aColumnHasTheDigitsOfItsLevel() {
    assertThat(
            Stream.of(0.05, 0.5, 0.975, 0.0001, 0.9999)
                .map(level -> QuantileLevels.column("a", level)))
        .containsExactly("a_q05", "a_q50", "a_q975", "a_q0001", "a_q9999");
  }

  @Test
  void refusals() {
    ForecastOptions options = SmallForecasts.Ask.of("a").options();
    assertThatThrownBy(() -> options.withQuantiles(5, 95))
        .isInstanceOf(TaskException.class)
        .hasMessageContaining("levels from 0.0001 to 0.9999; received 5.0");
    assertThat(options.withQuantiles(0.1).withRead(options.read()).quantiles().asked())
        .isEqualTo(List.of(0.1));
  }
}
