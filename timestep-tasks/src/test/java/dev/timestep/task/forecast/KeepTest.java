package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.timestep.io.model.ModelArchive;
import dev.timestep.judge.Verdict;
import dev.timestep.kernel.Engine;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.table.TimeTable;
import dev.timestep.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A baseline that is kept answers exactly as it was scored, before and after its file. */
class KeepTest {
  private static final Ask ASK = Ask.of("a", "b").rows(5, 28, 7).epochs(1);
  private static final int ROWS = 600;

  @TempDir static Path folder;
  private static TimeTable table;

  @BeforeAll
  static void write() {
    double[] b = SmallForecasts.weekly(ROWS, 2);
    for (int row = 0; row < ROWS; row++) {
      b[row] = 1e-9 * (b[row] + 10 * Math.sin(row / 9.0));
    }
    table = SmallForecasts.daily(folder, SmallForecasts.weekly(ROWS, 1), b);
  }

  private static ForecastRun run(TimeTable table, String keep) {
    return ForecastTraining.run(table, ASK.options().keeping(keep), TaskListener.NONE);
  }

  private static ForecastModel reloaded(ForecastModel model) {
    Path file = folder.resolve(model.kept() + ".timestep");
    ForecastModels.save(model, file);
    return ForecastModels.load(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "naive",
        "seasonal_naive",
        "drift",
        "slot_mean",
        "last_year",
        "theta",
        "ets",
        "arima",
        "naive2",
        "dotm",
        "combination",
        "nlinear",
        "dlinear",
        "ridge"
      })
  void forecastsWhatWasScored(String name) {
    ForecastRun run = run(table, name);
    ForecastModel loaded = reloaded(run.model());
    assertThat(run.model().kept()).isEqualTo(name);
    assertThat(loaded.kept()).isEqualTo(name);

    // The same baselines, fitted again on the same training rows.
    BaselineGate gate = run.plan().gate(run.plan().pipeline().over(table), name);
    for (int origin : new int[] {540, 577, ROWS - 5}) {
      TimeTable known =
          SmallForecasts.daily(
              folder,
              Arrays.copyOf(table.column("a"), origin),
              Arrays.copyOf(table.column("b"), origin));
      double[][] scored = gate.forecaster(name).forecast(origin);
      assertThat(run.model().predict(known).values()).isDeepEqualTo(scored);
      assertThat(loaded.predict(known).values()).isDeepEqualTo(scored);
    }
    assertThat(loaded.predict(table).values()).isDeepEqualTo(run.next().values());

    Path again = folder.resolve("again.timestep");
    ForecastModels.save(loaded, again);
    assertThat(again).hasSameBinaryContentAs(folder.resolve(name + ".timestep"));
    ForecastLeakTest.assertSameWeights(loaded, run.model());
  }

  @Test
  void aNaiveForecastIsTheLastValue() {
    ForecastModel model = run(table, "naive").model();
    double a = table.column("a")[ROWS - 1];
    double b = table.column("b")[ROWS - 1];
    assertThat(model.predict(table).values()[0]).containsExactly(a, a, a, a, a);
    assertThat(model.predict(table).values()[1]).containsExactly(b, b, b, b, b);
    // It needs one row, not the 28 that the network reads.
    TimeTable few = SmallForecasts.daily(folder, new double[] {1, 2, 3}, new double[] {4, 5, 6});
    assertThat(model.predict(few).values()[1]).containsExactly(6, 6, 6, 6, 6);
  }

  @Test
  void evaluateJudgesTheNetworkAndScoresWhatIsKept() {
    ForecastRun run = run(table, "ridge");
    ForecastEvaluation same = reloaded(run.model()).evaluate(table, Engine.standard());
    assertThat(same.gate().network().name()).isEqualTo("mix");
    assertThat(same.gate().network().metrics().mae())
        .isEqualTo(run.gate().network().metrics().mae());
    ModelScore ridge =
        run.gate().baselines().stream().filter(s -> s.name().equals("ridge")).findFirst().get();
    ModelScore kept = same.kept().orElseThrow();
    assertThat(kept.metrics().mae()).isEqualTo(ridge.metrics().mae());
    assertThat(kept.metrics().maeByStep()).isEqualTo(ridge.metrics().maeByStep());
    assertThat(same.entries())
        .anySatisfy(
            entry -> {
              assertThat(entry.label()).isEqualTo("Kept");
              assertThat(entry.text())
                  .contains("answers by its ridge regression")
                  .contains("The verdict is on its mix.");
            });
    JsonObject json = same.json();
    assertThat(json.get("kept").getAsString()).isEqualTo("ridge");
    assertThat(json.getAsJsonObject("keptMetrics").get("mae").getAsDouble())
        .isEqualTo(ridge.metrics().mae());
    assertThat(run.json(Path.of("m")).get("kept").getAsString()).isEqualTo("ridge");
    assertThat(run.remarks().getFirst()).startsWith("The ridge regression is kept");
  }

  @Test
  void theBestIsWhatTheVerdictSays() {
    ForecastRun run = run(table, ForecastOptions.BEST);
    assertThat(run.gate().verdict().outcome()).isNotEqualTo(Verdict.Outcome.NETWORK_WINS);
    assertThat(run.model().kept()).isEqualTo(run.gate().simplest());
    assertThat(run.gate().verdict().sentence())
        .contains(run.model().baseline().orElseThrow().label());
  }

  @Test
  void theNetworkIsKeptWhereNothingIsSaid() {
    ForecastModel model = ASK.run(table).model();
    assertThat(model.kept()).isEqualTo("network");
    assertThat(ForecastModels.archive(model).model().has("baseline")).isFalse();
    assertThat(model.evaluate(table).entries())
        .noneSatisfy(entry -> assertThat(entry.label()).isEqualTo("Kept"));
    assertThat(model.evaluate(table).json().get("kept").getAsString()).isEqualTo("network");
  }

  @Test
  void aNameThatIsNoModelIsRefusedWithTheNamesThatAre() {
    assertThatThrownBy(() -> ASK.options().keeping("rigde"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "keep expects one of mix, network, best, naive, seasonal_naive, drift, slot_mean,"
                + " last_year, naive2, theta, dotm, holt_winters, ets, arima, arima_log,"
                + " combination, nlinear, dlinear, ridge, ridge_calendar; received \"rigde\".");
  }

  @Test
  void aBaselineThatTheDataLeaveOutIsRefusedBeforeTraining() {
    TimeTable shorter =
        SmallForecasts.daily(folder, SmallForecasts.weekly(200, 1), SmallForecasts.weekly(200, 2));
    // A year of weeks and the four weeks before it are 392 rows; the test part begins at row 180.
    assertThatThrownBy(() -> run(shorter, "last_year"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "keep expects a model that these data allow, one of mix, network, best, naive,"
                + " seasonal_naive, drift, slot_mean, naive2, theta, dotm, holt_winters, ets,"
                + " arima, arima_log, combination, nlinear, dlinear, ridge; received last_year,"
                + " which needs 392 rows before the first test row; there are 180.");
  }

  /** Three years of days have weekdays and a year to multiply: 7 times 2 products. */
  @Test
  void aRegressionWithCalendarProductsIsKept() {
    int rows = 1100;
    double[] y = SmallForecasts.weekly(rows, 3);
    for (int row = 0; row < rows; row++) {
      y[row] += (row % 7 == 0 ? 20 : 0) * Math.sin(2 * Math.PI * row / 365.25);
    }
    TimeTable years = SmallForecasts.daily(folder, y);
    ForecastOptions options =
        Ask.of("a").rows(5, 28, 7).epochs(1).options().keeping("ridge_calendar");
    ForecastRun run = ForecastTraining.run(years, options, TaskListener.NONE);
    ForecastModel model = run.model();
    assertThat(model.mix().orElseThrow().ridge().kind()).isEqualTo(LinearKind.RIDGE_CALENDAR);
    double plain = mae(run, "ridge");
    double products = mae(run, "ridge_calendar");
    assertThat(products).as("a seventh of the days moves with the year").isLessThan(0.85 * plain);
    ForecastModel loaded = reloaded(model);
    assertThat(loaded.predict(years).values()).isDeepEqualTo(model.predict(years).values());
    assertThat(loaded.evaluate(years, Engine.standard()).kept().orElseThrow().metrics().mae())
        .isEqualTo(products);
    JsonObject damaged = ForecastModels.archive(model).model().deepCopy();
    damaged.getAsJsonObject("mix").getAsJsonObject("ridge").addProperty("effectPenalty", 0);
    ModelArchive archive = ForecastModels.archive(model);
    refused(damaged, archive.weights(), archive, "effectPenalty");
    SequencedMap<String, Tensor> without = new LinkedHashMap<>(archive.weights());
    without.remove("mix.effects");
    refused(archive.model(), without, archive, "mix.effects");
  }

  private static double mae(ForecastRun run, String name) {
    return run.gate().baselines().stream()
        .filter(score -> score.name().equals(name))
        .findFirst()
        .orElseThrow()
        .metrics()
        .mae();
  }

  @Test
  void aModelThatTheValuesDoNotAllowIsRefusedBeforeTraining() {
    double[] below = SmallForecasts.weekly(300, 1);
    below[17] = -1;
    TimeTable negative = SmallForecasts.daily(folder, below);
    ForecastOptions options = Ask.of("a").rows(5, 28, 7).epochs(1).options();
    for (String name : List.of("holt_winters", "arima_log")) {
      assertThatThrownBy(
              () -> ForecastTraining.run(negative, options.keeping(name), TaskListener.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("keep " + name + " cannot be fitted to a: ");
    }
    assertThatThrownBy(
            () ->
                ForecastTraining.run(
                    negative, options.keeping("ridge_calendar"), TaskListener.NONE))
        .hasMessageContaining("received ridge_calendar, which cannot be fitted: the calendar of");
  }

  @Test
  void aDamagedRidgeRegressionIsRefused() {
    ModelArchive archive = ForecastModels.archive(run(table, "ridge").model());
    SequencedMap<String, Tensor> without = new LinkedHashMap<>(archive.weights());
    without.remove("mix.0");
    refused(archive.model(), without, archive, "mix.0");

    SequencedMap<String, Tensor> half = new LinkedHashMap<>(archive.weights());
    Tensor odd = archive.weights().get("mix.0").copy();
    odd.data()[3] = 0.5f;
    half.put("mix.0", odd);
    refused(archive.model(), half, archive, "expect whole numbers");

    JsonObject other = archive.model().deepCopy();
    other.getAsJsonObject("mix").getAsJsonObject("ridge").addProperty("known", 1);
    refused(other, archive.weights(), archive, "mix.0 expect the shape");

    JsonObject network = archive.model().deepCopy();
    network.addProperty("kept", "network");
    network.remove("mix");
    refused(network, archive.weights(), archive, "model.json.mix");

    SequencedMap<String, Tensor> more = new LinkedHashMap<>(archive.weights());
    more.put("baseline.0", archive.weights().get("mix.0"));
    refused(archive.model(), more, archive, "model.json.kept");

    JsonObject mixed = archive.model().deepCopy();
    mixed.addProperty("kept", "mix");
    mixed.remove("mix");
    SequencedMap<String, Tensor> alone = new LinkedHashMap<>(archive.weights());
    alone.remove("mix.0");
    alone.remove("mix.1");
    refused(mixed, alone, archive, "model.json.kept");

    JsonObject nobody = archive.model().deepCopy();
    nobody.addProperty("kept", "nobody");
    nobody.add("baseline", new JsonObject());
    refused(nobody, archive.weights(), archive, "model.json.kept");
  }

  private static void refused(
      JsonObject model, SequencedMap<String, Tensor> weights, ModelArchive archive, String names) {
    assertThatThrownBy(
            () ->
                ForecastModels.of(
                    new ModelArchive(model, weights, archive.pipeline(), archive.training())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(names);
  }

  @Test
  void numbersComeBackToTheLastBit() {
    double[] values = {
      0, -0.0, 1, -1.0 / 3, Math.PI * 1e300, Double.MIN_VALUE, -Double.MAX_VALUE, 1e-310
    };
    double[] back = ExactNumbers.read("w", ExactNumbers.write(values), values.length);
    for (int at = 0; at < values.length; at++) {
      assertThat(Double.doubleToRawLongBits(back[at]))
          .isEqualTo(Double.doubleToRawLongBits(values[at]));
    }
  }
}
