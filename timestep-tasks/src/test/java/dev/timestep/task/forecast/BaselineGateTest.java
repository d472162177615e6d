package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.task.forecast.PairedBlockBootstrap.Interval;
import dev.timestep.task.forecast.Verdict.Outcome;
import dev.timestep.task.message.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineGateTest {
  private static final int ROWS = 600;
  private static final int HORIZON = 3;

  /** A random walk, as prices are thought to be: nothing beats the last value. */
  private final double[] walk = new double[ROWS];

  private final ForecastWindows windows =
      new ForecastWindows(Split.parse("400/80/120", ROWS), 14, HORIZON);

  BaselineGateTest() {
    Random random = new Random(21);
    double value = 100;
    for (int row = 0; row < ROWS; row++) {
      value += random.nextGaussian();
      walk[row] = value;
    }
  }

  private BaselineGate gate() {
    double[][] targets = {walk};
    return BaselineGate.prepare(
        targets,
        windows,
        7,
        0,
        Optional.of(RidgeDesign.of(targets, 1, 14, new double[ROWS][0], HORIZON)));
  }

  private Forecaster naivePlus(double noise) {
    Random random = new Random(22);
    return origin -> {
      double[] forecast = new Baseline.Naive().forecast(walk, origin, HORIZON);
      for (int h = 0; h < HORIZON; h++) {
        forecast[h] += noise * random.nextGaussian();
      }
      return new double[][] {forecast};
    };
  }

  @Test
  void aNetworkThatOnlyRepeatsTheWalksLastValueWithNoiseLoses() {
    GateResult result = gate().judge(naivePlus(1), 1);
    assertThat(result.verdict().outcome()).isEqualTo(Outcome.NETWORK_LOSES);
    assertThat(result.verdict().sentence())
        .startsWith("The network loses: its mean absolute error of ")
        .contains(" Use the ");
    assertThat(result.skill().orElseThrow()).isNegative();
  }

  @Test
  void aHairOfNoiseIsNoDifferenceAndTheSimplerOneIsNamed() {
    GateResult result = gate().judge(naivePlus(0.02), 1);
    assertThat(result.verdict().outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
    assertThat(result.verdict().sentence())
        .startsWith("No difference; use the simpler one, the naive forecast")
        .contains("includes zero (118 test windows)");
  }

  @Test
  void aNetworkThatKnowsTheFutureByHalfWins() {
    GateResult result =
        gate()
            .judge(
                origin -> {
                  double[] forecast = new double[HORIZON];
                  for (int h = 0; h < HORIZON; h++) {
                    forecast[h] = 0.5 * walk[origin + h] + 0.5 * walk[origin - 1];
                  }
                  return new double[][] {forecast};
                },
                1);
    assertThat(result.verdict().outcome()).isEqualTo(Outcome.NETWORK_WINS);
    assertThat(result.interval().orElseThrow().high()).isNegative();
    assertThat(result.skill().orElseThrow()).isBetween(0.4, 0.6);
  }

  @Test
  void theOpponentIsTheBaselineWithTheLowestErrorOnTheTestWindows() {
    GateResult result = gate().judge(naivePlus(1), 1);
    double lowest =
        result.baselines().stream().mapToDouble(s -> s.metrics().mae()).min().orElseThrow();
    assertThat(result.bestBaseline().metrics().mae()).isEqualTo(lowest);
    assertThat(result.skill().orElseThrow())
        .isCloseTo(1 - result.network().metrics().mae() / lowest, within(1e-15));
    assertThat(result.interval().orElseThrow().difference())
        .isCloseTo(result.network().metrics().mae() - lowest, within(1e-12));
    assertThat(result.windows()).isEqualTo(new GateResult.WindowCounts(384, 78, 118));
  }

  @Test
  void aBaselineWithoutEnoughHistoryIsLeftOutAndSaid() {
    double[][] targets = {walk};
    BaselineGate gate = BaselineGate.prepare(targets, windows, 7, 480, Optional.empty());
    GateResult result = gate.judge(naivePlus(1), 1);
    assertThat(result.omitted())
        .containsExactly(
            new GateResult.Omitted(
                "last_year",
                "last-year-plus-trend forecast",
                "needs 518 rows before the first test row; there are 480"));
    assertThat(result.baselines()).extracting(ModelScore::name).doesNotContain("last_year");
    assertThat(BaselineTable.render(result))
        .contains("Left out: last-year-plus-trend forecast (needs 518 rows");
  }

  @Test
  void aConstantSeriesHasNoMaseNoSkillAndNoWinner() {
    double[][] targets = {new double[ROWS]};
    Arrays.fill(targets[0], 5);
    var design = RidgeDesign.of(targets, 1, 14, new double[ROWS][0], HORIZON);
    BaselineGate gate = BaselineGate.prepare(targets, windows, 7, 90, Optional.of(design));
    GateResult result = gate.judge(origin -> new double[][] {{5, 5, 5}}, 1);
    assertThat(result.verdict().outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
    assertThat(result.best()).isEqualTo("naive");
    assertThat(result.skill()).isEmpty();
    assertThat(result.baselines())
        .hasSize(6)
        .allSatisfy(
            score -> {
              assertThat(score.metrics().mae()).isZero();
              assertThat(score.metrics().mase()).isEmpty();
            });
    assertThat(BaselineTable.render(result)).contains("naive forecast *").doesNotContain("NaN");
  }

  @Test
  void fewTestWindowsAreSaidToBeTooFewWithTheRowsThatWouldDo() {
    var few = new ForecastWindows(Split.parse("500/80/20", ROWS), 14, HORIZON);
    GateResult result =
        BaselineGate.prepare(new double[][] {walk}, few, 1, 0, Optional.empty())
            .judge(naivePlus(1), 1);
    assertThat(result.verdict().outcome()).isEqualTo(Outcome.NOT_ENOUGH_WINDOWS);
    assertThat(result.interval()).isEmpty();
    assertThat(new Message(result.verdict().sentence()).plain())
        .startsWith("There are not enough test windows to tell: 18 test windows of horizon 3, at")
        .contains("at least 20 are needed")
        .contains("the test part needs at least 22 rows: give it that many with split 498/80/22")
        .contains("or choose a horizon of 1 or less, or give a longer file.");
  }

  @Test
  void verdictsReadAsPlainSentences() {
    assertThat(verdict(198.24, 222.08, -30.12, -16.24))
        .isEqualTo(
            "The network wins: its mean absolute error of 198.2 is 23.8 (10.7 %) below that of the"
                + " best baseline, the ridge regression (222.1). The 95 % interval of this"
                + " difference is 16.2 to 30.1 (521 test windows).");
    assertThat(verdict(240, 222.08, 4.5, 31))
        .isEqualTo(
            "The network loses: its mean absolute error of 240.0 is 17.9 (8.1 %) above that of the"
                + " best baseline, the ridge regression (222.1). The 95 % interval of this"
                + " difference is 4.5 to 31.0 (521 test windows). Use the ridge regression.");
    assertThat(verdict(219, 222.08, -9, 2.84))
        .isEqualTo(
            "No difference; use the simpler one, the ridge regression. The network's mean absolute"
                + " error is 219.0, that of the ridge regression is 222.1; the 95 % interval of the"
                + " difference, -9.0 to 2.8, includes zero (521 test windows).");
  }

  private static String verdict(double network, double best, double low, double high) {
    var interval = new Interval(network - best, low, high, 0.95, 56, 10_000, 521);
    ModelScore ridge = score("ridge regression", best);
    return of(score("network", network), ridge, ridge, interval).sentence();
  }

  /** Judged on 521 test windows of horizon 28. */
  private static Verdict of(
      ModelScore network, ModelScore best, ModelScore simplest, Interval interval) {
    var births = new ForecastWindows(Split.parse("4383/548/548", 5479), 365, 28);
    return Verdict.of(
        network, best, simplest, Optional.of(interval), births, Remedy.TRAINING_OPTIONS);
  }

  private static ModelScore score(String label, double mae) {
    var metrics = new Metrics(mae, mae, OptionalDouble.empty(), new double[] {mae});
    return new ModelScore(label, label, metrics, List.of(metrics));
  }

  @Test
  void simplerMeansFirstInTheListAndAsGood() {
    GateResult result = gate().judge(naivePlus(1), 1);
    double best = result.bestBaseline().metrics().mae();
    for (ModelScore score : result.baselines()) {
      if (score.name().equals(result.simplest())) {
        assertThat(score.metrics().mae()).as(score.name()).isLessThanOrEqualTo(1.05 * best);
        return;
      }
      assertThat(score.metrics().mae()).as(score.name()).isGreaterThan(1.01 * best);
    }
    throw new AssertionError("The simplest is not among the baselines: " + result.simplest());
  }

  @Test
  void aSimplerBaselineThatIsAsGoodAsTheBestIsTheOneToUse() {
    ModelScore naive = score("naive forecast", 39.15);
    ModelScore drift = score("drift forecast", 38.98);
    var even = new Interval(0.05, -0.4, 0.5, 0.95, 10, 10_000, 521);
    assertThat(of(score("network", 39.03), drift, naive, even).sentence())
        .isEqualTo(
            "No difference; use the simpler one, the naive forecast. The network's mean absolute"
                + " error is 39.03, that of the best baseline, the drift forecast, is 38.98; the"
                + " 95 % interval of the difference, -0.40 to 0.50, includes zero (521 test"
                + " windows). At 39.15, the naive forecast is simpler than the drift forecast and"
                + " only 0.4 % above it.");
    var worse = new Interval(8.02, 6.4, 9.5, 0.95, 10, 10_000, 521);
    assertThat(of(score("network", 47), drift, naive, worse).sentence())
        .endsWith(
            "Use the naive forecast: at 39.15 it is simpler than the drift forecast and only 0.4 %"
                + " above it.");
  }

  @Test
  void theTableAlignsItsColumnsAndMarksTheBestBaseline() {
    GateResult result = gate().judge(naivePlus(1), 1);
    String[] lines = BaselineTable.render(result).split("\n");
    assertThat(lines[0]).matches("model +MAE +RMSE +MASE +skill");
    assertThat(Arrays.copyOfRange(lines, 0, 7))
        .allSatisfy(line -> assertThat(line).hasSize(lines[0].length()));
    assertThat(lines[6]).startsWith("network ");
    assertThat(Arrays.stream(lines).filter(line -> line.contains(" * "))).hasSize(1);
    assertThat(lines[8]).isEqualTo(result.verdict().sentence());
  }

  @Test
  void noTestValueReachesTheRidgeThroughTheGate() {
    double[][] targets = {walk};
    var design = RidgeDesign.of(targets, 1, 14, new double[ROWS][0], HORIZON);
    String before =
        BaselineGate.prepare(targets, windows, 7, 0, Optional.of(design))
            .judge(naivePlus(1), 1)
            .notes()
            .get(0);
    for (int row = 480; row < ROWS; row++) {
      walk[row] = 1e3 * (row % 2);
    }
    assertThat(
            BaselineGate.prepare(targets, windows, 7, 0, Optional.of(design))
                .judge(naivePlus(1), 1)
                .notes()
                .get(0))
        .isEqualTo(before)
        .startsWith("ridge regression: 14 inputs per step, penalty λ = ");
  }

  @Test
  void targetsThatDoNotFitTheSplitAreRefused() {
    assertThatThrownBy(
            () ->
                BaselineGate.prepare(
                    new double[][] {new double[10]}, windows, 7, 0, Optional.empty()))
        .hasMessageContaining("at least one target of 600 rows; received 1 targets of 10 rows");
  }
}
