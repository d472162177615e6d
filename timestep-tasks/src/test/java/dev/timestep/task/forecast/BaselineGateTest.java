package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.FindingsText;
import dev.timestep.judge.Omitted;
import dev.timestep.judge.Verdict.Outcome;
import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.message.Message;
import java.util.Arrays;
import java.util.Optional;
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
            new Omitted(
                "last_year",
                "last-year-plus-trend forecast",
                "needs 518 rows before the first test row; there are 480"));
    assertThat(result.baselines()).extracting(ModelScore::name).doesNotContain("last_year");
    assertThat(FindingsText.render(result.findings()))
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
    assertThat(FindingsText.render(result.findings()))
        .contains("naive forecast *")
        .doesNotContain("NaN");
  }

  @Test
  void fewTestWindowsAreSaidToBeTooFewWithTheRowsThatWouldDo() {
    var few = new ForecastWindows(Split.parse("500/80/20", ROWS), 14, HORIZON);
    GateResult result =
        BaselineGate.prepare(new double[][] {walk}, few, 1, 0, Optional.empty())
            .judge(naivePlus(1), 1);
    assertThat(result.verdict().outcome()).isEqualTo(Outcome.TOO_FEW);
    assertThat(result.interval()).isEmpty();
    assertThat(new Message(result.verdict().sentence()).plain())
        .startsWith("There are not enough test windows to tell: 18 test windows of horizon 3, at")
        .contains("at least 20 are needed")
        .contains("the test part needs at least 22 rows: give it that many with split 498/80/22")
        .contains("or choose a horizon of 1 or less, or give a longer file.");
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
  void theTableAlignsItsColumnsAndMarksTheBestBaseline() {
    GateResult result = gate().judge(naivePlus(1), 1);
    String[] lines = FindingsText.render(result.findings()).split("\n");
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
