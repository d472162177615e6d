package dev.timestep.task.forecast.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.Measure;
import dev.timestep.kernel.Engine;
import dev.timestep.task.Commands;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.RunOptions;
import dev.timestep.task.Source;
import dev.timestep.task.TaskListener;
import dev.timestep.task.TaskPlan;
import dev.timestep.task.TrainingStoppedException;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.PanelSettings;
import dev.timestep.task.forecast.TrainingOptions;
import dev.timestep.task.forecast.covariate.CovariateNames;
import dev.timestep.task.forecast.statistical.SeriesForecast;
import dev.timestep.task.forecast.statistical.SeriesMethods;
import dev.timestep.train.EpochResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelForecastTest {
  private static final int HORIZON = 7;
  private static final int SERIES = 24;

  @TempDir Path directory;

  /**
   * Stores of different size, age and region, whose sales promotions lift.
   *
   * @param blank rows at the end of which only the plan is known
   * @param less rows that each series is shorter
   */
  private static String stores(int blank, int less) {
    StringBuilder text = new StringBuilder("day,store,region,sales,promo\n");
    for (int s = 0; s < SERIES; s++) {
      Random random = new Random(100 + s);
      int start = 7 * (s % 5) * 4;
      double size = 10 * Math.pow(3, s % 4);
      for (int row = start; row < 260 + blank - less; row++) {
        boolean promo = random.nextInt(5) == 0;
        double noise = random.nextGaussian();
        double weekly = 1 + 0.4 * Math.sin(2 * Math.PI * row / 7 + (s % 2));
        double sales = size * (weekly * (promo ? 2 : 1) + 0.05 * noise);
        text.append(
            "%s,S%02d,%s,%s,%d%n"
                .formatted(
                    LocalDate.of(2023, 1, 2).plusDays(row),
                    s,
                    s % 2 == 0 ? "north" : "south",
                    row < 260 - less ? "%.4f".formatted(sales) : "",
                    promo ? 1 : 0));
      }
    }
    return text.toString();
  }

  private static Source source(String text) {
    return Source.of("stores.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static ForecastOptions options(int threads) {
    return ForecastOptions.of("sales")
        .withPanel(new PanelSettings("store", List.of("region"), false, false))
        .withCovariates(new CovariateNames(List.of(), List.of("promo")))
        .withHorizon(HORIZON, 7)
        .withNetwork(RecurrentSettings.gru(8))
        .withTraining(new TrainingOptions(3, 64, 5e-3, TrainingOptions.LossKind.MAE, 10, true))
        .withQuantiles(0.05, 0.95)
        .withRun(RunOptions.defaults().withThreads(threads));
  }

  private static final Map<String, PanelRun> RUNS = new ConcurrentHashMap<>();

  /** Each table is trained on once. */
  private static PanelRun run(String text) {
    return RUNS.computeIfAbsent(text, PanelForecastTest::trained);
  }

  private static PanelRun trained(String text) {
    return new PanelTask().train(source(text), options(1), TaskListener.NONE);
  }

  @Test
  void oneNetworkLearnsFromAllSeriesAndFromThePlan() {
    PanelRun run = run(stores(HORIZON, 0));

    assertThat(run.findings().scores().network().figure(Measure.MASE)).isLessThan(0.35);
    assertThat(run.findings().best().id()).isEqualTo("ridge");
    assertThat(run.findings().cases().many()).isEqualTo("series");
    assertThat(run.coverage()).isBetween(0.8, 0.98);
    assertThat(run.next()).isPresent();
    assertThat(run.model().ids()).hasSize(SERIES).contains("S00", "S23");
  }

  /** The same bits, whether the training was interrupted or not. */
  @Test
  void aRunThatWasInterruptedIsResumed() {
    String text = stores(HORIZON, 0);
    Path checkpoint = directory.resolve("stores.checkpoint");
    RunOptions whole = RunOptions.defaults().withThreads(1);
    RunOptions first =
        new RunOptions(whole.seed(), 1, Optional.of(checkpoint), false, Optional.empty(), Set.of());
    assertThatThrownBy(
            () ->
                new PanelTask()
                    .train(source(text), options(1).withRun(first), new StopAfterOneEpoch()))
        .isInstanceOf(TrainingStoppedException.class);
    assertThat(checkpoint).exists();
    RunOptions second =
        new RunOptions(whole.seed(), 1, Optional.of(checkpoint), true, Optional.empty(), Set.of());
    PanelRun resumed =
        new PanelTask().train(source(text), options(1).withRun(second), TaskListener.NONE);
    assertThat(resumed.next().orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(run(text).next().orElseThrow());
    assertThat(resumed.model().stamp().bestEpoch())
        .isEqualTo(run(text).model().stamp().bestEpoch());
  }

  private static final class StopAfterOneEpoch implements TaskListener {
    private Runnable stop = () -> {};

    @Override
    public void planned(TaskPlan plan, Runnable stop) {
      this.stop = stop;
    }

    @Override
    public void epochEnded(EpochResult result) {
      stop.run();
    }
  }

  @Test
  void aFileForecastsTheSame() {
    String text = stores(HORIZON, 0);
    PanelRun run = run(text);
    Path file = directory.resolve("stores.timestep");
    run.model().save(file);

    String before = run.model().predict(source(text), TaskListener.NONE).csv();
    assertThat(PanelModels.load(file).predict(source(text), TaskListener.NONE).csv())
        .isEqualTo(before);
    assertThat(before)
        .startsWith("store,day,sales,sales_q05,sales_q95\nS00,2023-09-19,")
        .hasLineCount(1 + SERIES * HORIZON);
  }

  @Test
  void theResultIsTheSameOnAnyNumberOfThreads() {
    String text = stores(HORIZON, 60);
    PanelRun one = new PanelTask().train(source(text), options(1), TaskListener.NONE);
    PanelRun two = new PanelTask().train(source(text), options(2), TaskListener.NONE);

    assertThat(values(two)).isDeepEqualTo(values(one));
  }

  private static double[][] values(PanelRun run) {
    return run.next().orElseThrow().stream().map(one -> one.values()[0]).toArray(double[][]::new);
  }

  @Test
  void noRowAfterAnOriginChangesAForecast() {
    PanelRun run = run(stores(HORIZON, 0));
    PanelModel model = run.model();
    // The same stores, known HORIZON rows less far: what follows is only in the longer table.
    String shorter = stores(HORIZON, HORIZON);
    double[][] then =
        model.predict(source(shorter), TaskListener.NONE).rows() == SERIES * HORIZON
            ? forecasts(model, shorter)
            : new double[0][];
    PanelWindows windows =
        new PanelWindows(
            IntStream.range(0, SERIES).toArray(),
            run.plan().table().series().stream().mapToInt(s -> s.rows() - HORIZON).toArray());
    int[] rows = windows.origins();
    PanelInputs inputs = model.inputs(run.plan().table(), rows, rows);
    PanelForecasts pooled =
        PanelForecasts.of(
            Engine.standard(),
            model.fit().network(),
            model.fit().ridge(),
            inputs,
            windows,
            done -> {});
    double[][][] now = pooled.mixed(model.fit().shares());

    for (int s = 0; s < SERIES; s++) {
      double scale = inputs.scales(s).scale()[0];
      for (int h = 0; h < HORIZON; h++) {
        assertThat(then[s][h]).isCloseTo(now[s][0][h], within(2e-5 * scale));
      }
    }
  }

  private static double[][] forecasts(PanelModel model, String text) {
    List<double[]> all = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (String line :
        model.predict(source(text), TaskListener.NONE).csv().lines().skip(1).toList()) {
      values.add(Double.parseDouble(line.split(",")[2]));
      if (values.size() == HORIZON) {
        all.add(values.stream().mapToDouble(v -> v).toArray());
        values.clear();
      }
    }
    return all.toArray(double[][]::new);
  }

  @Test
  void aSeriesThatTrainingDidNotHaveIsForecastInItsOwnUnits() {
    PanelModel model = run(stores(HORIZON, 0)).model();
    StringBuilder text = new StringBuilder("day,store,region,sales,promo\n");
    for (int row = 0; row < 12 + HORIZON; row++) {
      text.append(
          "%s,NEW,north,%s,0%n"
              .formatted(
                  LocalDate.of(2023, 9, 4).plusDays(row),
                  row < 12 ? 5000 * (1 + 0.4 * Math.sin(2 * Math.PI * row / 7)) : ""));
    }

    double[] next = forecasts(model, text.toString())[0];
    assertThat(next).hasSize(HORIZON);
    assertThat(Arrays.stream(next).average().orElseThrow()).isBetween(3500.0, 6500.0);
  }

  @Test
  void aPlanThatEndsTooEarlyIsNamedBySeries() {
    PanelModel model = run(stores(0, 0)).model();

    assertThatThrownBy(() -> model.predict(source(stores(3, 0)), TaskListener.NONE))
        .hasMessageContaining("S00")
        .hasMessageContaining("promo");
  }

  @Test
  void aLostSeriesIsLeftOutWhereThatIsAsked() {
    String text = stores(HORIZON, 0) + "2023-09-18,ALONE,north,5,0\n";

    assertThatThrownBy(() -> run(text))
        .hasMessageContaining("ALONE")
        .hasMessageContaining("skip-bad");
    ForecastOptions skipping =
        options(1).withPanel(new PanelSettings("store", List.of("region"), true, false));
    PanelRun run = new PanelTask().train(source(text), skipping, TaskListener.NONE);
    assertThat(run.plan().table().skipped()).hasSize(1);
    assertThat(run.model().ids()).doesNotContain("ALONE");
  }

  @Test
  void aModelIsJudgedAgainOnNewerRows() {
    PanelModel model = run(stores(0, 40)).model();

    PanelEvaluation newer =
        (PanelEvaluation) model.evaluate(source(stores(0, 0)), TaskListener.NONE);
    assertThat(newer.newer()).isEqualTo(SERIES);
    assertThat(newer.unknown()).isZero();
    assertThat(newer.findings().scores().network().figure(Measure.MASE)).isLessThan(0.5);
    assertThatThrownBy(() -> model.evaluate(source(stores(0, 40)), TaskListener.NONE))
        .hasMessageContaining("no series has 7 rows after those that the model was trained on");
  }

  @Test
  void aPlanThatIsTheTargetInDisguiseIsNamed() {
    StringBuilder text = new StringBuilder();
    for (String line : stores(0, 0).lines().toList()) {
      String[] cells = line.split(",");
      text.append(line)
          .append(',')
          .append(cells[3].equals("sales") ? "copy" : 2 * Double.parseDouble(cells[3]) + 1)
          .append('\n');
    }
    ForecastOptions options =
        options(1).withCovariates(new CovariateNames(List.of(), List.of("promo", "copy")));

    assertThat(
            new PanelTask()
                .train(source(text.toString()), options, TaskListener.NONE)
                .findings()
                .notes())
        .first()
        .asString()
        .startsWith("leak: copy is sales in disguise");
    assertThat(run(stores(HORIZON, 0)).findings().notes()).isEmpty();
  }

  @Test
  void noOpponentIsFittedToATestRow() {
    PanelRun run = run(stores(HORIZON, 0));
    PanelErrors errors = run.judged().errors();
    int s = errors.series()[2];
    double[] values = run.plan().inputs().values(s)[0];
    int test = run.plan().testFrom()[s];
    double[] known = Arrays.copyOf(values, test);
    int[] places =
        IntStream.range(0, errors.windows().count())
            .filter(w -> errors.windows().series()[w] == s)
            .toArray();
    int[] origins = Arrays.stream(places).map(w -> errors.windows().origins()[w]).toArray();

    assertThat(origins[0]).isGreaterThanOrEqualTo(test);
    for (String id : List.of("theta", "ets")) {
      SeriesForecast[] right =
          SeriesMethods.of(id).orElseThrow().fit(known, 7).forecasts(values, origins, HORIZON);
      for (int i = 0; i < places.length; i++) {
        assertThat(run.judged().forecasts(id)[places[i]][0])
            .as(id)
            .containsExactly(right[i].point());
      }
    }
  }

  @Test
  void scoresAreMeansOverSeriesInTheirOwnUnits() {
    PanelRun run = run(stores(HORIZON, 0));
    PanelErrors errors = run.judged().errors();
    PanelWindows windows = errors.windows();
    double sum = 0;
    for (int s : errors.series()) {
      double[] y = run.plan().inputs().values(s)[0];
      int test = run.plan().testFrom()[s];
      double change = 0;
      for (int row = 7; row < test; row++) {
        change += Math.abs(y[row] - y[row - 7]) / (test - 7);
      }
      double error = 0;
      int count = 0;
      for (int w = 0; w < windows.count(); w++) {
        for (int h = 0; h < HORIZON && windows.series()[w] == s; h++) {
          int row = windows.origins()[w] + h;
          error += Math.abs(y[row - 7 * (1 + h / 7)] - y[row]);
          count++;
        }
      }
      sum += error / count / change / errors.series().length;
    }
    double mase = sum;

    assertThat(run.findings().scores().baselines())
        .filteredOn(score -> score.id().equals("seasonal_naive"))
        .singleElement()
        .satisfies(score -> assertThat(score.figure(Measure.MASE)).isCloseTo(mase, within(1e-9)));
  }

  @Test
  void aMethodThatIsKeptIsFittedToEachSeries() {
    PanelRun run =
        new PanelTask()
            .train(source(stores(0, 0)), options(1).keeping("seasonal_naive"), TaskListener.NONE);

    double[] last = run.plan().inputs().values(3)[0];
    assertThat(forecasts(run.model(), stores(0, 0))[3])
        .containsExactly(Arrays.copyOfRange(last, last.length - 7, last.length));
  }

  @Test
  void thePageShowsSeriesFromTheBestToTheWorst() {
    String page =
        run(stores(HORIZON, 0))
            .page(new Commands("train", "predict", "evaluate", "inspect", "now"));

    assertThat(page).contains("24 series").contains("S00").contains("ridge regression over all");
  }
}
