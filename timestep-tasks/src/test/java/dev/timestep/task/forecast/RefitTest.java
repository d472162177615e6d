package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.io.model.ModelArchive;
import dev.timestep.kernel.Engine;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.forecast.TrainingOptions.LossKind;
import dev.timestep.task.forecast.baseline.Anchor;
import dev.timestep.task.forecast.ridge.Ridge;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.statistical.Arima;
import dev.timestep.task.forecast.statistical.Ets;
import dev.timestep.task.forecast.statistical.FittedSeries;
import dev.timestep.task.forecast.window.SeriesMath;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import dev.timestep.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After the judgement a model is fitted again on all rows, and that predicts. */
class RefitTest {
  private static final Ask ASK = Ask.of("a").rows(5, 28, 7);
  private static final TrainingOptions HOW =
      new TrainingOptions(3, 32, 1e-2, LossKind.MAE, 10, true);

  @TempDir Path folder;

  private TimeTable table() {
    return SmallForecasts.daily(folder, SmallForecasts.weekly(300, 1));
  }

  private static ForecastRun run(TimeTable table, String keep, TrainingOptions how, int threads) {
    return ForecastTraining.run(
        table, ASK.threads(threads).options().withTraining(how).keeping(keep), TaskListener.NONE);
  }

  private static ForecastRun run(TimeTable table, String keep) {
    return run(table, keep, HOW, 1);
  }

  private static ForecastRun judgedOnly(TimeTable table, String keep) {
    return run(table, keep, new TrainingOptions(3, 32, 1e-2, LossKind.MAE, 10, false), 1);
  }

  @Test
  void theJudgementIsTheSameAndTheForecastIsFromAllRows() {
    TimeTable table = table();
    ForecastRun run = run(table, "mix");
    ForecastRun judged = judgedOnly(table, "mix");
    assertThat(run.gate().network().metrics().mae())
        .isEqualTo(judged.gate().network().metrics().mae());
    ForecastLeakTest.assertSameWeights(run.model(), judged.model());
    assertThat(run.model().mix().orElseThrow().shares())
        .isDeepEqualTo(judged.model().mix().orElseThrow().shares());
    assertThat(run.next().values()[0]).isNotEqualTo(judged.next().values()[0]);
    for (int h = 0; h < 5; h++) {
      assertThat(run.next().values()[0][h]).isCloseTo(judged.next().values()[0][h], within(5.0));
    }
    assertThat(run.model().stamp().refitRows()).isEqualTo(300);
    assertThat(judged.model().stamp().refitRows()).isZero();
    assertThat(run.remarks())
        .anySatisfy(
            remark ->
                assertThat(remark)
                    .contains("fitted again on all 300 rows, the network for ")
                    .contains("as validation chose"));
    assertThat(run.json(Path.of("m")).get("refitRows").getAsInt()).isEqualTo(300);
  }

  /** The last rows are fitted: changed, they change the weights that answer and no judged ones. */
  @Test
  void theLastRowsAreFittedButNeverJudgedWith() {
    // A wave of 14 rows that an anchor of 7 rows cannot know, so that training is of use.
    double[] y = SmallForecasts.weekly(300, 1);
    for (int row = 0; row < y.length; row++) {
      y[row] += row % 14 < 7 ? 10 : 0;
    }
    TrainingOptions longer = new TrainingOptions(12, 32, 1e-2, LossKind.MAE, 10, true);
    double[] changed = y.clone();
    for (int row = 280; row < 300; row++) {
      changed[row] += row % 13;
    }
    ForecastModel model = run(SmallForecasts.daily(folder, y), "mix", longer, 1).model();
    assertThat(model.stamp().bestEpoch()).isPositive();
    ForecastModel other = run(SmallForecasts.daily(folder, changed), "mix", longer, 1).model();
    ForecastLeakTest.assertSameWeights(other, model);
    Refitted refitted = model.refitted().orElseThrow();
    Refitted otherwise = other.refitted().orElseThrow();
    assertThat(otherwise.mix().orElseThrow().ridge().weights().numbers(0))
        .isNotEqualTo(refitted.mix().orElseThrow().ridge().weights().numbers(0));
    String name = "head.kernel";
    assertThat(otherwise.network().parameters().get(name).value().data())
        .isNotEqualTo(refitted.network().parameters().get(name).value().data());
  }

  /** The regression on all windows, written out. */
  @Test
  void theRidgeRegressionKeepsItsPenalty() {
    TimeTable table = table();
    ForecastRun run = run(table, "ridge");
    ForecastInputs inputs = run.model().pipeline().over(table);
    KeptBaseline.Linear kept = (KeptBaseline.Linear) run.model().baseline().orElseThrow();
    BaselineGate gate = run.plan().gate(inputs, ForecastOptions.MIX);
    RidgeDesign design = inputs.ridgeDesign().withLags(kept.lags());
    int[] all = IntStream.rangeClosed(28, 295).toArray();
    double[][] expected =
        Ridge.weights(design, inputs.series(), all, 5, gate.penalties().of(LinearKind.RIDGE))
            .forecast(design, 300);
    assertThat(run.next().values()).isDeepEqualTo(expected);
    assertThat(expected[0]).isNotEqualTo(gate.forecaster("ridge").forecast(300)[0]);
  }

  /** A form that is chosen again may read more rows than the one that was judged. */
  @Test
  void aFileThatIsTooShortForTheModelFittedAgainIsRefused() {
    ForecastModel judged = judgedOnly(table(), "arima").model();
    double[] y = table().column("a");
    FittedSeries seasonal = Arima.of(0, 1, 0).seasonal(0, 1, 0).fit(y, 7);
    KeptBaseline.Series again = new KeptBaseline.Series("ARIMA", List.of(seasonal));
    KeptBaseline.Series plain =
        new KeptBaseline.Series("ARIMA", List.of(Arima.of(1, 0, 0).fit(y, 7)));
    ForecastNetwork network = (ForecastNetwork) judged.module();
    ForecastModel model =
        new ForecastModel(
            judged.pipeline(),
            network,
            judged.widths(),
            judged.stamp(),
            judged.reading(),
            "arima",
            judged.mix(),
            Optional.of(plain),
            Optional.empty(),
            Optional.of(new Refitted(network, judged.mix(), Optional.of(again))));
    TimeTable few = SmallForecasts.daily(folder, Arrays.copyOf(y, 5));
    assertThatThrownBy(() -> model.predict(few))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("has 5 rows; this model reads the last 9 rows");
  }

  /** A file that begins later may hold the rows that were fitted again. */
  @Test
  void aFileThatBeginsLaterIsScoredWithAWarning() {
    double[] y = table().column("a");
    TimeTable later = SmallForecasts.daily(folder, Arrays.copyOfRange(y, 10, 300));
    assertThat(run(table(), "mix").model().evaluate(later).entries())
        .anySatisfy(entry -> assertThat(entry.text()).contains("looks better than it is"));
    assertThat(judgedOnly(table(), "mix").model().evaluate(later).entries())
        .noneSatisfy(entry -> assertThat(entry.text()).contains("looks better than it is"));
  }

  @Test
  void aBaselineThatLearnsNothingIsItself() {
    TimeTable table = table();
    assertThat(run(table, "seasonal_naive").next().values())
        .isDeepEqualTo(judgedOnly(table, "seasonal_naive").next().values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mix", "network", "ridge", "seasonal_naive"})
  void theFileHoldsBoth(String keep) {
    TimeTable table = table();
    ForecastRun run = run(table, keep);
    Path file = folder.resolve(keep + ".timestep");
    ForecastModels.save(run.model(), file);
    ForecastModel loaded = ForecastModels.load(file);
    assertThat(loaded.predict(table).values()).isDeepEqualTo(run.next().values());
    // The same file is scored with the judged weights, and that is said.
    ForecastEvaluation same = loaded.evaluate(table, Engine.standard());
    assertThat(same.gate().network().metrics().mae())
        .isEqualTo(run.gate().network().metrics().mae());
    assertThat(same.entries())
        .anySatisfy(
            entry ->
                assertThat(entry.text())
                    .startsWith("The weights that were judged are scored, not those"));
    Path again = folder.resolve("again.timestep");
    ForecastModels.save(loaded, again);
    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  void aStatisticalModelIsFittedAgainAndItsQuantilesLieAroundThat() {
    TimeTable table = table();
    double[] values = table.column("a");
    ForecastRun run =
        ForecastTraining.run(
            table,
            ASK.options().withTraining(HOW).keeping("ets").withQuantiles(0.05, 0.95),
            TaskListener.NONE);
    double[] again = Ets.automatic().fit(values, 7).forecast(values, 300, 5).point();
    double[] judged =
        Ets.automatic().fit(Arrays.copyOf(values, 270), 7).forecast(values, 300, 5).point();
    assertThat(run.next().values()[0]).containsExactly(again).isNotEqualTo(judged);
    double[][] around =
        run.model().quantiles().orElseThrow().targets().getFirst().around(again, values, 300);
    double[][] shown =
        run.next().quantiles().stream().map(one -> one.values()[0]).toArray(double[][]::new);
    for (int at = 0; at < around.length; at++) {
      for (int h = 0; h < 5; h++) {
        assertThat(shown[at][h]).isCloseTo(around[at][h], within(1e-4));
      }
    }
    Path file = folder.resolve("ets.timestep");
    ForecastModels.save(run.model(), file);
    Forecast loaded = ForecastModels.load(file).predict(table);
    assertThat(loaded.values()).isDeepEqualTo(run.next().values());
    assertThat(loaded.quantiles().getFirst().values())
        .isDeepEqualTo(run.next().quantiles().getFirst().values());
  }

  @Test
  void anyNumberOfThreadsGivesTheSameWeights() {
    TimeTable table = table();
    double[][] one = run(table, "mix", HOW, 1).next().values();
    assertThat(run(table, "mix", HOW, 2).next().values()).isDeepEqualTo(one);
    assertThat(run(table, "mix", HOW, 3).next().values()).isDeepEqualTo(one);
  }

  @Test
  void whereNoEpochWasBetterTheNetworkStaysItsAnchor() {
    // A learning rate that ruins every epoch.
    TrainingOptions ruin = new TrainingOptions(1, 32, 50, LossKind.MAE, 10, true);
    TimeTable table = table();
    ForecastRun run = run(table, "network", ruin, 1);
    assertThat(run.model().stamp().bestEpoch()).isZero();
    double[] y = table.column("a");
    for (int h = 0; h < 5; h++) {
      assertThat(run.next().values()[0][h])
          .isCloseTo(SeriesMath.slotMean(y, 300, h, 7, Anchor.PERIODS), within(1e-4));
    }
  }

  @Test
  void damagedWeightsAreRefusedByName() {
    ModelArchive archive = ForecastModels.archive(run(table(), "mix").model());
    SequencedMap<String, Tensor> without = new LinkedHashMap<>(archive.weights());
    assertThat(without).containsKeys("refit.head.kernel", "refit.mix.0", "mix.0");
    without.remove("refit.mix.0");
    refused(archive, without, "refit.", "mix.0");
    without.put("refit.mix.0", archive.weights().get("mix.0"));
    without.remove("refit.head.kernel");
    refused(archive, without, "refit.", "head.kernel");
    without.put("refit.head.kernel", archive.weights().get("refit.head.kernel"));
    without.put("refit.mix.1", archive.weights().get("refit.mix.0"));
    refused(archive, without, "refit.mix.1");
    archive.training().addProperty("refitRows", 0);
    refused(archive, archive.weights(), "training.json.refitRows");
  }

  private static void refused(
      ModelArchive archive, SequencedMap<String, Tensor> weights, String... names) {
    assertThatThrownBy(
            () ->
                ForecastModels.of(
                    new ModelArchive(
                        archive.model(), weights, archive.pipeline(), archive.training())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(names);
  }
}
