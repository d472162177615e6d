package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.judge.Part;
import dev.timestep.kernel.Engine;
import dev.timestep.task.RunStamp;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TaskPlan;
import dev.timestep.task.TrainingStoppedException;
import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.forecast.baseline.Anchor;
import dev.timestep.task.forecast.window.SeriesMath;
import dev.timestep.task.message.Message;
import dev.timestep.task.table.TimeTable;
import dev.timestep.train.EpochResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training, keeping and sharing a forecasting model. */
class ForecastTrainingTest {
  private static final Ask ASK = Ask.of("a").rows(5, 28, 7);

  @TempDir Path directory;

  private TimeTable table() {
    return SmallForecasts.daily(directory, SmallForecasts.weekly(300, 1));
  }

  @Test
  void anUntrainedNetworkForecastsItsAnchor() {
    TimeTable table = table();
    ForecastPlan plan = ForecastPlan.of(table, ASK.options());
    ForecastInputs inputs = plan.pipeline().over(table);
    var network = new ForecastNetwork(ASK.network(), inputs.widths(), 1, 3);
    int[] origins = plan.windows().origins(Part.TEST);
    NetworkForecasts forecasts = NetworkForecasts.of(Engine.standard(), network, inputs, origins);

    assertThat(plan.pipeline().inputs().anchor()).isEqualTo(Anchor.SLOT_MEAN);
    double[] y = table.column("a");
    for (int origin : origins) {
      for (int h = 0; h < 5; h++) {
        assertThat(forecasts.forecast(origin)[0][h])
            .isEqualTo(SeriesMath.slotMean(y, origin, h, 7, Anchor.PERIODS));
      }
    }
  }

  @Test
  void trainingBringsTheForecastBelowItsAnchor() {
    // A wave of 14 rows that an anchor of 7 rows cannot know.
    double[] y = SmallForecasts.weekly(400, 2);
    for (int row = 0; row < y.length; row++) {
      y[row] += row % 14 < 7 ? 10 : 0;
    }
    TimeTable table = SmallForecasts.daily(directory, y);
    ForecastRun run = ASK.epochs(12).run(table);
    double anchor = 0;
    int[] origins = run.plan().windows().origins(Part.TEST);
    ForecastInputs inputs = run.model().pipeline().over(table);
    for (int origin : origins) {
      for (int h = 0; h < 5; h++) {
        anchor += Math.abs(inputs.forecast(0, origin, h, 0f) - y[origin + h]) / 5 / origins.length;
      }
    }
    assertThat(run.gate().network().metrics().mae()).isLessThan(0.7 * anchor);
  }

  @Test
  void everyTestWindowCounts() {
    ForecastRun run = ASK.run(table());
    // 30 rows of test, each with 5 rows from it on.
    assertThat(run.gate().windows().test()).isEqualTo(26);
    double[] y = run.plan().table().column("a");
    double sum = 0;
    for (int origin = 270; origin <= 295; origin++) {
      for (int h = 0; h < 5; h++) {
        sum += Math.abs(run.network().forecast(origin)[0][h] - y[origin + h]);
      }
    }
    assertThat(run.gate().network().metrics().mae())
        .isCloseTo(sum / (26 * 5), org.assertj.core.api.Assertions.within(1e-9));
    assertThat(run.model().stamp().mae()).isEqualTo(run.gate().network().metrics().mae());
  }

  @Test
  void aLoadedModelForecastsTheSameBits() {
    TimeTable table = table();
    ForecastRun run = ASK.run(table);
    Path file = directory.resolve("m.timestep");
    ForecastModels.save(run.model(), file);
    ForecastModel loaded = ForecastModels.load(file);

    ForecastLeakTest.assertSameWeights(loaded, run.model());
    assertThat(loaded.stamp()).isEqualTo(run.model().stamp());
    assertThat(loaded.pipeline().inputs()).isEqualTo(run.model().pipeline().inputs());
    assertThat(loaded.predict(table).values()).isDeepEqualTo(run.next().values());
    ForecastEvaluation evaluation = loaded.evaluate(table, Engine.standard());
    assertThat(evaluation.sameSeries()).isTrue();
    assertThat(evaluation.gate().network().metrics().mae())
        .isEqualTo(run.gate().network().metrics().mae());
    // 26 windows are too few. Who trains can choose another split; who evaluates only another file.
    assertThat(new Message(run.gate().verdict().sentence()).plain())
        .contains("the test part needs at least 34 rows: give it that many with split 236/30/34");
    assertThat(evaluation.gate().verdict().sentence())
        .contains("For a verdict give a file with at least 304 rows.")
        .doesNotContain("--");
    assertThat(evaluation.gate().verdict().outcome()).isEqualTo(run.gate().verdict().outcome());
  }

  @Test
  void rowsThatTheModelHasSeenAreKnownByTheirValuesAndNeverScored() {
    double[] y = SmallForecasts.weekly(300, 3);
    TimeTable table = SmallForecasts.daily(directory, y);
    ForecastModel model = ASK.run(table).model();
    int seen = model.stamp().trainRows() + model.stamp().validationRows();

    double[] longer = SmallForecasts.weekly(340, 3);
    System.arraycopy(y, 0, longer, 0, seen);
    ForecastEvaluation later = model.evaluate(SmallForecasts.daily(directory, longer));
    assertThat(later.sameSeries()).isTrue();
    assertThat(later.gate().windows().test()).isEqualTo(340 - seen - 5 + 1);

    double[] other = y.clone();
    other[10] += 1;
    assertThat(model.evaluate(SmallForecasts.daily(directory, other)).sameSeries()).isFalse();

    TimeTable nothingNew = SmallForecasts.daily(directory, java.util.Arrays.copyOf(y, seen + 4));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> model.evaluate(nothingNew))
        .isInstanceOf(dev.timestep.task.table.TableException.class)
        .hasMessageContaining("has 4 rows after those that the model was trained and validated on")
        .hasMessageContaining("Give a file with newer rows.");
  }

  @Test
  void anyNumberOfThreadsWritesTheSameFile() throws IOException {
    TimeTable table = table();
    byte[] one = file(ASK.threads(1).run(table).model());
    assertThat(file(ASK.threads(2).run(table).model())).isEqualTo(one);
    assertThat(file(ASK.threads(3).run(table).model())).isEqualTo(one);
  }

  /** The model's file, but for how many threads it took for how long. */
  private byte[] file(ForecastModel model) throws IOException {
    ForecastStamp s = model.stamp();
    var stamp =
        new ForecastStamp(
            new RunStamp(
                s.run().file(),
                s.run().fingerprint(),
                s.run().seed(),
                s.run().kernels(),
                0,
                0,
                s.run().verdict(),
                s.run().from(),
                s.run().version(),
                s.run().java()),
            s.seenFingerprint(),
            s.rows(),
            s.trainRows(),
            s.validationRows(),
            s.testRows(),
            s.options(),
            s.training(),
            s.bestEpoch(),
            s.epochs(),
            s.refitRows(),
            s.mae(),
            s.bestBaseline(),
            s.bestBaselineMae());
    Path file = directory.resolve("threads.timestep");
    ForecastModels.save(
        new ForecastModel(
            model.pipeline(),
            (ForecastNetwork) model.module(),
            model.widths(),
            stamp,
            model.reading(),
            model.kept(),
            model.mix(),
            model.baseline(),
            model.quantiles(),
            model.refitted()),
        file);
    return Files.readAllBytes(file);
  }

  @Test
  void aModelIsSharedBetweenThreads() throws Exception {
    TimeTable table = table();
    ForecastRun run = ASK.run(table);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Forecast>> forecasts = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        forecasts.add(threads.submit(() -> run.model().predict(table)));
      }
      for (Future<Forecast> forecast : forecasts) {
        assertThat(forecast.get().values()).isDeepEqualTo(run.next().values());
      }
    }
  }

  @Test
  void aResumedRunEndsWithTheSameWeights() {
    TimeTable table = table();
    ForecastRun whole = ASK.epochs(4).run(table);
    Path checkpoint = directory.resolve("run.checkpoint");
    assertThatThrownBy(
            () ->
                ForecastTraining.run(
                    table,
                    ASK.epochs(4).checkpoint(checkpoint, false).options(),
                    new StopAfterTwoEpochs()))
        .isInstanceOf(TrainingStoppedException.class);
    ForecastRun resumed = ASK.epochs(4).checkpoint(checkpoint, true).run(table);

    ForecastLeakTest.assertSameWeights(resumed.model(), whole.model());
    assertThat(resumed.model().stamp().bestEpoch()).isEqualTo(whole.model().stamp().bestEpoch());
    assertThat(resumed.next().values()).isDeepEqualTo(whole.next().values());
  }

  /** Asks for the end when the second epoch is done. */
  private static final class StopAfterTwoEpochs implements TaskListener {
    private Runnable stop = () -> {};

    @Override
    public void planned(TaskPlan plan, Runnable stop) {
      this.stop = stop;
    }

    @Override
    public void epochEnded(EpochResult result) {
      if (result.epoch() == 2) {
        stop.run();
      }
    }
  }

  @Test
  void resumingWithoutACheckpointSaysWhatIsMissing() {
    Path nowhere = directory.resolve("none.checkpoint");
    assertThatThrownBy(() -> ASK.checkpoint(nowhere, true).run(table()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("resume", nowhere.toString(), "does not exist");
  }

  @Test
  void theSameSeedGivesTheSameWeights() {
    TimeTable table = table();
    ForecastModel once = ASK.run(table).model();
    ForecastLeakTest.assertSameWeights(ASK.run(table).model(), once);
  }
}
