package dev.timestep.task.forecast.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Score;
import dev.timestep.judge.Verdict;
import dev.timestep.task.Commands;
import dev.timestep.task.RunOptions;
import dev.timestep.task.TaskListener;
import dev.timestep.task.Tasks;
import dev.timestep.task.forecast.Forecast;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastRun;
import dev.timestep.task.forecast.IntervalScores;
import dev.timestep.task.forecast.ShortTable;
import dev.timestep.task.forecast.TrainingOptions;
import dev.timestep.task.forecast.backtest.WindowForecast;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short series has a forecast whatever its length, a verdict that says on what it stands. */
class RollingTaskTest {
  private static final ForecastOptions OPTIONS =
      ForecastOptions.of("a").withRun(RunOptions.defaults().withThreads(1));

  @TempDir static Path folder;
  private static TimeTable forty;
  private static RollingRun run;

  @BeforeAll
  static void forecast() {
    forty = table(40);
    run = run(forty, OPTIONS.withQuantiles(0.05, 0.95));
  }

  private static TimeTable table(int rows) {
    return AirPassengers.table(folder, AirPassengers.first(rows));
  }

  private static RollingRun run(TimeTable table, ForecastOptions options) {
    return (RollingRun) RollingTask.train(table, options, TaskListener.NONE);
  }

  private static ChosenModel reloaded(ChosenModel model) {
    Path file = folder.resolve("m.timestep");
    model.save(file);
    return (ChosenModel) Tasks.standard().load(file);
  }

  @Test
  void fortyMonthsAreJudgedFromNineOrigins() {
    assertThat(run.origins().count()).isEqualTo(9);
    assertThat(run.marked().scores().cases()).isEqualTo(9);
    assertThat(run.findings().verdict().outcome()).isEqualTo(Verdict.Outcome.TOO_FEW);
    assertThat(run.findings().verdict().sentence())
        .contains("9 origins of horizon 12, at least 72 are needed");
    assertThat(run.model().kept()).containsExactly("last_year");
    assertThat(run.next().times()).hasSize(12).startsWith("1952-05");
    assertThat(run.remarks().getFirst())
        .contains("The series has 40 rows, too few for a network")
        .contains("each forecast 12 rows from 9 origins, the first of them 1950-09, and knew only")
        .contains("The rolling choice is, at each origin, the mean of Theta, ETS and ARIMA, or");
    assertThat(run.remarks().get(1))
        .startsWith(
            "The last-year-plus-trend forecast answers for a: there are too few origins for a"
                + " verdict, so the rolling choice decides, and over all origins its errors were");
  }

  @Test
  void everySingleModelIsAnOpponentAndTooFewOriginsAdviseNothing() {
    assertThat(run.marked().scores().baselines())
        .extracting(Score::id)
        .containsExactly(
            "naive",
            "seasonal_naive",
            "drift",
            "last_year",
            "naive2",
            "theta",
            "dotm",
            "ets",
            "arima",
            "arima_log");
    assertThat(run.marked().scores().beside()).extracting(Score::id).containsExactly("combination");
    assertThat(run.marked().advised().id()).isEqualTo("choice");
    assertThat(run.findings().verdict().sentence()).doesNotContain("use the simpler");
  }

  @Test
  void withEnoughOriginsWhatTheVerdictAdvisesAnswers() {
    RollingRun some = run(table(60), OPTIONS.withHorizon(3, 12));
    assertThat(some.marked().scores().cases()).isEqualTo(22);
    String advised = some.marked().advised().id();
    assertThat(some.marked().verdict().outcome()).isEqualTo(Verdict.Outcome.NO_DIFFERENCE);
    assertThat(advised).isEqualTo(some.marked().simplest().id()).isNotEqualTo("choice");
    assertThat(some.model().kept()).containsExactly(advised);
    assertThat(some.remarks().get(1))
        .contains(" answers for a: the verdict says to use it. It is fitted to all 60 rows");
    assertThat(run(table(60), OPTIONS.withHorizon(3, 12).keeping("best")).next().values())
        .isDeepEqualTo(some.next().values());
  }

  @Test
  void eachOfSeveralTargetsHasAVerdictOfItsOwn() {
    double[] line = new double[100];
    Arrays.setAll(line, row -> 1e-6 * (3 + 2 * row));
    RollingRun both =
        run(
            AirPassengers.table(folder, AirPassengers.first(100), line),
            ForecastOptions.of("a", "b")
                .withHorizon(3, 12)
                .withRun(RunOptions.defaults().withThreads(1)));
    assertThat(both.marked().verdict().outcome()).isNotEqualTo(Verdict.Outcome.TOO_FEW);
    assertThat(both.model().kept())
        .containsExactly(
            both.byTarget().get(0).advised().id(), both.byTarget().get(1).advised().id());
    // Of passengers alone the verdict on both says; the line is not theirs to choose.
    assertThat(both.model().kept().get(1)).isEqualTo("drift");
    assertThat(both.remarks().get(2))
        .contains("answers for b: the verdict on this column alone says to use it");
  }

  @Test
  void intervalsAreSpokenOfOnlyWhereTheyWereAskedFor() {
    RollingRun plain = run(forty, OPTIONS);
    assertThat(plain.remarks()).noneMatch(one -> one.contains("interval"));
    assertThat(plain.json(Path.of("m")).has("intervals")).isFalse();
    assertThat(plain.next().quantiles()).isEmpty();
    IntervalScores scores = run.intervals().orElseThrow();
    assertThat(scores.models())
        .extracting(IntervalScores.Model::id)
        .contains("naive", "ets", "combination")
        .endsWith("choice");
    assertThat(scores.kept()).isEqualTo("choice");
    for (IntervalScores.Model model : scores.models()) {
      assertThat(model.scores().all().count()).isEqualTo(9 * 12);
    }
    assertThat(run.remarks())
        .anySatisfy(
            one ->
                assertThat(one)
                    .startsWith("intervals of 90 %")
                    .contains("rolling choice (kept)", "MSIS"));
    JsonObject json = run.json(Path.of("m")).getAsJsonObject("intervals");
    assertThat(json.getAsJsonObject("models").getAsJsonObject("ets").get("coverage").getAsDouble())
        .isBetween(0.5, 1.0);
    assertThat(json.getAsJsonObject("byStep").getAsJsonArray("coverage")).hasSize(12);
    Commands commands = new Commands("run", "predict", "evaluate", "inspect", "now");
    assertThat(run.plots(commands).keySet()).containsAll(plain.plots(commands).keySet());
    assertThat(run.plots(commands).keySet()).anyMatch(name -> name.contains("coverage"));
    assertThat(plain.plots(commands).keySet()).noneMatch(name -> name.contains("coverage"));
  }

  @Test
  void twoRowsGiveTheLastValueWithWideIntervals() {
    TimeTable two = table(2);
    RollingRun small = run(two, OPTIONS.withQuantiles(0.05, 0.95));
    Forecast next = small.next();
    double[] last = new double[12];
    Arrays.fill(last, 118);
    assertThat(next.values()[0]).containsExactly(last);
    // One change of 6, a normal interval of ±1.645·6, 2.05 times as wide for so little knowledge.
    double upper = next.shown().getLast().values()[0][0];
    assertThat(upper - 118).isBetween(1.9 * 1.645 * 6, 2.2 * 1.645 * 6);
    assertThat(small.findings().verdict().sentence()).contains("1 origin of horizon 1");
    assertThat(small.remarks())
        .anySatisfy(one -> assertThat(one).contains("only the first one could be judged"))
        .anySatisfy(one -> assertThat(one).contains("2 rows tell next to nothing"));
    assertThat(reloaded(small.model()).predict(two).values()).isDeepEqualTo(next.values());
  }

  @Test
  void everyLengthHasAForecast() {
    for (int rows : new int[] {3, 4, 7, 13, 26}) {
      RollingRun some = run(table(rows), OPTIONS);
      assertThat(some.next().values()[0]).hasSize(12);
      assertThat(some.next().values()[0]).doesNotContain(Double.NaN);
    }
  }

  @Test
  void picturesAreDrawnWhereFewerStepsAreJudgedThanForecast() {
    RollingRun some = run(table(26), OPTIONS);
    assertThat(some.origins().horizon()).isLessThan(12);
    assertThat(some.plots(new Commands("run", "predict", "evaluate", "inspect", "now")))
        .containsKeys("last-window.svg", "next.svg");
  }

  @Test
  void oneRowIsRefused() {
    assertThatThrownBy(() -> run(table(40).first(1), OPTIONS))
        .hasMessageContaining("A forecast needs 2 rows or more; the table has 1.");
  }

  @Test
  void theFileGivesTheSameForecast() {
    ChosenModel same = reloaded(run.model());
    Forecast next = same.predict(forty);
    assertThat(next.values()).isDeepEqualTo(run.next().values());
    for (int at = 0; at < next.quantiles().size(); at++) {
      assertThat(next.quantiles().get(at).values())
          .isDeepEqualTo(run.next().quantiles().get(at).values());
    }
    assertThat(next.shown()).hasSize(2);
    assertThat(same.archive().model()).isEqualTo(run.model().archive().model());
    assertThat(same.archive().training()).isEqualTo(run.model().archive().training());
  }

  @Test
  void statisticalModelsAreKeptAndReadBackToo() {
    TimeTable longer = table(50);
    for (String keep : List.of("theta", "arima", "drift", "holt_winters", "combination")) {
      RollingRun kept = run(longer, OPTIONS.keeping(keep));
      assertThat(kept.model().kept()).containsExactly(keep);
      assertThat(kept.judged().id()).isEqualTo(keep);
      assertThat(kept.marked().scores().baselines()).noneMatch(one -> one.id().equals(keep));
      assertThat(reloaded(kept.model()).predict(longer).values())
          .isDeepEqualTo(kept.next().values());
    }
  }

  @Test
  void linearMapsAreKeptWhereTheirRowsSuffice() {
    ForecastOptions quarters = OPTIONS.withHorizon(4, 4);
    for (String keep : List.of("nlinear", "dlinear")) {
      RollingRun kept = run(table(60), quarters.keeping(keep));
      assertThat(kept.model().kept()).containsExactly(keep);
      assertThat(reloaded(kept.model()).predict(table(60)).values())
          .isDeepEqualTo(kept.next().values());
    }
    assertThatThrownBy(() -> run(forty, OPTIONS.keeping("dlinear")))
        .hasMessageContaining(
            "received dlinear, which needs 60 rows before the first origin; there are 20. Keep one"
                + " of these, or give a longer series, or a horizon of 3 or less.");
    // The way out that is named is one.
    assertThat(run(forty, OPTIONS.withHorizon(3, 12).keeping("dlinear")).model().kept())
        .containsExactly("dlinear");
    double[] below = AirPassengers.first(40);
    below[3] = 0;
    assertThatThrownBy(() -> run(AirPassengers.table(folder, below), OPTIONS.keeping("arima_log")))
        .hasMessageContaining("received arima_log, which cannot be fitted: ARIMA of logarithms");
  }

  @Test
  void noWindowIsForecastWithRowsOfItsOwnOrLaterOnes() {
    double[] changed = AirPassengers.first(40);
    for (int row = 25; row < 40; row++) {
      changed[row] = 1000 - 20 * row;
    }
    RollingRun other = run(AirPassengers.table(folder, changed), OPTIONS.withQuantiles(0.05, 0.95));
    int[] rows = run.origins().rows();
    for (int w = 0; w < rows.length && rows[w] <= 25; w++) {
      WindowForecast mine = run.judged().forecasts().get(w)[0];
      WindowForecast its = other.judged().forecasts().get(w)[0];
      assertThat(its.point()).containsExactly(mine.point());
      assertThat(its.quantiles().orElseThrow()).isDeepEqualTo(mine.quantiles().orElseThrow());
    }
    assertThat(other.judged().forecasts().getLast()[0].point())
        .isNotEqualTo(run.judged().forecasts().getLast()[0].point());
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    RollingRun three =
        run(forty, OPTIONS.withRun(RunOptions.defaults().withThreads(3)).withQuantiles(0.05, 0.95));
    assertThat(three.next().values()).isDeepEqualTo(run.next().values());
    assertThat(three.judged().byWindow()).containsExactly(run.judged().byWindow());
    assertThat(three.model().archive().model()).isEqualTo(run.model().archive().model());
  }

  @Test
  void withoutARefitTheLastWindowIsNotFittedTo() {
    TrainingOptions usual = TrainingOptions.DEFAULT;
    RollingRun judged =
        run(
            forty,
            OPTIONS
                .keeping("ets")
                .withTraining(
                    new TrainingOptions(
                        usual.epochs(),
                        usual.batch(),
                        usual.learningRate(),
                        usual.loss(),
                        usual.patience(),
                        false)));
    assertThat(judged.model().stamp().fittedRows()).isEqualTo(28);
    assertThat(judged.remarks())
        .anySatisfy(one -> assertThat(one).contains("It is fitted to the first 28 rows"));
    assertThat(judged.next().values())
        .isNotEqualTo(run(forty, OPTIONS.keeping("ets")).next().values());
  }

  @Test
  void eachTargetHasItsOwnModel() {
    double[] line = new double[40];
    Arrays.setAll(line, row -> 1e-6 * (3 + 2 * row));
    RollingRun both =
        run(
            AirPassengers.table(folder, AirPassengers.first(40), line),
            ForecastOptions.of("a", "b").withRun(RunOptions.defaults().withThreads(1)));
    assertThat(both.model().kept()).containsExactly("last_year", "drift");
    assertThat(both.next().values()[1][0]).isCloseTo(1e-6 * 83, within(1e-12));
  }

  @Test
  void settingsThatNoRowsAllowAreRefusedByName() {
    assertThatThrownBy(() -> run(forty, OPTIONS.keeping("slot_mean")))
        .hasMessageContaining("keep expects a model that these data allow, one of naive,")
        .hasMessageContaining(
            "received slot_mean, which needs 48 rows before the first origin; there are 20.");
    assertThatThrownBy(() -> run(forty, OPTIONS.withHorizon(12, 50)))
        .hasMessageContaining("season expects at most the 40 rows of the series; received 50.");
    assertThatThrownBy(() -> run(forty, OPTIONS.withHorizon(41, 12)))
        .hasMessageContaining("horizon expects at most 40 rows for a series of 40; received 41.");
    assertThatThrownBy(() -> run(forty, OPTIONS.withSplit("0.6/0.2/0.2")))
        .hasMessageContaining("holds no window")
        .hasMessageContaining("judged by rolling origins")
        .hasMessageContaining("where split is left out.");
    assertThatThrownBy(() -> run(forty, OPTIONS.keeping("network")))
        .hasMessageContaining("where keep is left out.");
  }

  @Test
  void onlyShortTablesWithoutSettingsOfANetworkAreShort() {
    assertThat(ShortTable.reason(table(144), OPTIONS))
        .hasValue(
            "the test part of a split would hold 3 windows of horizon 12, and a verdict needs 72");
    assertThat(ShortTable.reason(table(144), OPTIONS.withSplit("100/22/22"))).isEmpty();
    assertThat(ShortTable.reason(table(144), OPTIONS.keeping("ridge"))).isEmpty();
    assertThat(ShortTable.reason(table(144), OPTIONS.keeping("ridge_calendar"))).isEmpty();
    assertThat(ShortTable.reason(table(144), OPTIONS.keeping("nlinear"))).isPresent();
    assertThat(ShortTable.reason(table(144), OPTIONS.keeping("ets"))).isPresent();
    RunOptions given = OPTIONS.run().withGiven(Set.of("epochs", "keep"));
    assertThat(ShortTable.networkSettings(OPTIONS.withRun(given)))
        .containsExactly("epochs", "keep");
    double[] longer = new double[ShortTable.MOST_ROWS + 1];
    Arrays.setAll(longer, row -> row % 12 + row % 7);
    assertThat(ShortTable.reason(AirPassengers.table(folder, longer), OPTIONS)).isEmpty();
  }

  @Test
  void aSettingOfANetworkTrainsOne() {
    ForecastOptions small =
        OPTIONS
            .withHorizon(2, 12)
            .withTraining(
                new TrainingOptions(1, 32, 1e-2, TrainingOptions.LossKind.MAE, 10, false));
    assertThat(RollingTask.train(table(100), small, TaskListener.NONE))
        .isInstanceOf(ForecastRun.class);
  }

  @Test
  void laterRowsAreScoredAndThoseOfTheChoiceAreNot() {
    ChosenModel model = run.model();
    assertThatThrownBy(() -> model.evaluate(forty))
        .hasMessageContaining(
            "has 0 rows after those that the model was chosen on; one window needs 12.");
    ChosenEvaluation later = model.evaluate(table(54));
    assertThat(later.sameSeries()).isTrue();
    assertThat(later.first()).isEqualTo(40);
    assertThat(later.findings().scores().cases()).isEqualTo(3);
    assertThat(later.json().get("origins").getAsInt()).isEqualTo(3);
    assertThat(later.remarks().getFirst())
        .startsWith("intervals of 90 %")
        .contains("last-year-plus-trend forecast (kept)");
    assertThat(later.json().getAsJsonObject("intervals").getAsJsonObject("models").keySet())
        .contains("last_year", "ets", "naive");
    double[] other = AirPassengers.first(60);
    other[0]++;
    assertThat(model.evaluate(AirPassengers.table(folder, other)).sameSeries()).isFalse();
  }

  @Test
  void aModelThatIsSimplerThanItsOpponentsIsNotToldToGiveWayToOne() {
    ChosenEvaluation one = run.model().evaluate(table(52));
    assertThat(one.findings().scores().cases()).isEqualTo(1);
    assertThat(one.findings().verdict().outcome()).isEqualTo(Verdict.Outcome.TOO_FEW);
    assertThat(one.findings().verdict().sentence()).doesNotContain("use the");
    assertThat(one.findings().advised().id()).isEqualTo("last_year");
    ChosenEvaluation many = run.model().evaluate(table(125));
    assertThat(many.findings().verdict().outcome()).isEqualTo(Verdict.Outcome.NO_DIFFERENCE);
    assertThat(many.findings().verdict().sentence())
        .startsWith(
            "No difference; nothing speaks for another model than the last-year-plus-trend"
                + " forecast.");
    assertThat(many.findings().scores().baselines())
        .extracting(Score::id)
        .contains("ets", "arima", "theta")
        .doesNotContain("last_year", "combination");
  }

  @Test
  void noForecastOfAConstantSeriesErrs() {
    double[] same = new double[60];
    Arrays.fill(same, 112.3);
    RollingRun some = run(AirPassengers.table(folder, same), OPTIONS.withQuantiles(0.05, 0.95));
    for (Score score : some.marked().scores().baselines()) {
      assertThat(score.figure(Measure.MAE)).as(score.id()).isZero();
    }
    for (IntervalScores.Model model : some.intervals().orElseThrow().models()) {
      assertThat(model.scores().all().figure(Measure.COVERAGE).value()).as(model.id()).hasValue(1);
    }
  }

  @Test
  void aDamagedFileIsRefusedByName() {
    refused("method", json -> fitted(json).addProperty("method", "nothing"));
    refused("version", json -> fitted(json).addProperty("version", 2));
    refused("form", json -> json.remove("form"));
    refused("horizon", json -> json.getAsJsonObject("form").addProperty("horizon", 0));
    refused("series", json -> json.add("series", new JsonArray()));
    refused(
        "factor",
        json -> {
          JsonArray negative = new JsonArray();
          negative.add(-1);
          first(json).getAsJsonObject("widths").add("factors", negative);
        });
    refused("extra", json -> first(json).addProperty("extra", 1));
  }

  private static JsonObject first(JsonObject model) {
    return model.getAsJsonArray("series").get(0).getAsJsonObject();
  }

  private static JsonObject fitted(JsonObject model) {
    return first(model).getAsJsonObject("fitted");
  }

  private static void refused(String name, Consumer<JsonObject> damage) {
    ModelArchive good = run.model().archive();
    JsonObject bad = good.model();
    damage.accept(bad);
    assertThatThrownBy(
            () ->
                new RollingTask()
                    .of(new ModelArchive(bad, good.weights(), good.pipeline(), good.training())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void jsonAndPageSayWhatWasDone() {
    JsonObject json = run.json(Path.of("m"));
    assertThat(json.getAsJsonObject("origins").get("count").getAsInt()).isEqualTo(9);
    assertThat(json.get("judged").getAsString()).isEqualTo("choice");
    assertThat(json.getAsJsonArray("kept").get(0).getAsString()).isEqualTo("last_year");
    assertThat(json.getAsJsonObject("next").getAsJsonObject("values").getAsJsonArray("a"))
        .hasSize(12);
    assertThat(json.getAsJsonObject("beside").keySet()).containsExactly("combination");
    assertThat(json.getAsJsonObject("baselines").keySet())
        .contains("naive", "theta", "ets", "arima");
  }
}
