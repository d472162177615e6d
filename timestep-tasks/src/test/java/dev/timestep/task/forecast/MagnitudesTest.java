package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.timestep.judge.FindingsText;
import dev.timestep.judge.NumberText;
import dev.timestep.judge.Verdict;
import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.forecast.ridge.RidgeDesign;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A series in another unit and from another zero, {@code a y + b}, is the same series. */
class MagnitudesTest {
  private static final int ROWS = 420;
  private static final int HORIZON = 3;
  private static final int LOOKBACK = 28;

  @TempDir private Path directory;

  /** A weekly pattern and noise in eighths, which a double holds exactly even beside 1e15. */
  private static double[] plain() {
    Random random = new Random(11);
    double[] y = new double[ROWS];
    double level = 0;
    for (int row = 0; row < ROWS; row++) {
      level += 0.3 * random.nextGaussian();
      y[row] = Math.rint(8 * (level + 5 * (row % 7) + 2 * random.nextGaussian())) / 8;
    }
    return y;
  }

  private static double[] moved(double a, double b) {
    return Arrays.stream(plain()).map(y -> a * y + b).toArray();
  }

  private static BaselineGate gate(double[] y) {
    double[][] targets = {y};
    double[][] weekday = new double[ROWS][7];
    for (int row = 0; row < ROWS; row++) {
      weekday[row][row % 7] = 1;
    }
    return BaselineGate.prepare(
        targets,
        new ForecastWindows(Split.parse("300/60/60", ROWS), LOOKBACK, HORIZON),
        7,
        104,
        Optional.of(RidgeDesign.of(targets, 1, LOOKBACK, weekday, HORIZON)));
  }

  /** Nearly the truth: better than any baseline, whatever the unit. */
  private static Forecaster knowing(double[] y) {
    return origin -> {
      double[] forecast = new double[HORIZON];
      for (int h = 0; h < HORIZON; h++) {
        forecast[h] = y[origin - 1] + 0.95 * (y[origin + h] - y[origin - 1]);
      }
      return new double[][] {forecast};
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1E-12, 0, 1E-9",
    "1E-9, 4E-9, 1E-9",
    "1E12, 0, 1E-9",
    "-2.5E5, -2.5E7, 1E-9",
    "1, 4E5, 1E-9",
    "1E4, 1.2E12, 1E-6",
    "1, -1E12, 1E-4",
    "1024, 1E15, 1E-4"
  })
  void baselinesRidgeScoresAndVerdictAgreeUpToScale(double a, double b, double tolerance) {
    GateResult expected = gate(plain()).judge(knowing(plain()), 5);
    double[] y = moved(a, b);
    GateResult actual = gate(y).judge(knowing(y), 5);

    assertThat(actual.baselines()).hasSize(6);
    for (int at = 0; at < 6; at++) {
      same(actual.baselines().get(at), expected.baselines().get(at), Math.abs(a), tolerance);
    }
    same(actual.network(), expected.network(), Math.abs(a), tolerance);
    assertThat(actual.best()).isEqualTo(expected.best());
    assertThat(actual.simplest()).isEqualTo(expected.simplest());
    assertThat(actual.notes()).isEqualTo(expected.notes());
    assertThat(actual.verdict().outcome()).isEqualTo(Verdict.Outcome.NETWORK_WINS);
    assertThat(actual.skill().orElseThrow())
        .isCloseTo(expected.skill().orElseThrow(), within(tolerance));
    double width = expected.interval().orElseThrow().high();
    assertThat(actual.interval().orElseThrow().high() / Math.abs(a))
        .isCloseTo(width, within(tolerance * Math.abs(width)));
  }

  private static void same(ModelScore actual, ModelScore expected, double a, double tolerance) {
    Metrics mine = actual.metrics();
    Metrics theirs = expected.metrics();
    assertThat(mine.mae() / a)
        .as(actual.label())
        .isCloseTo(theirs.mae(), within(tolerance * theirs.mae()));
    assertThat(mine.rmse() / a)
        .as(actual.label())
        .isCloseTo(theirs.rmse(), within(tolerance * theirs.rmse()));
    assertThat(mine.mase().orElseThrow())
        .as(actual.label())
        .isCloseTo(theirs.mase().orElseThrow(), within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({"1E-12, 0", "1E-9, 4E-9", "1E12, 0", "1, 4E5", "1E4, 1.2E12", "1024, 1E15"})
  void aTrainedNetworkForecastsTheSameUpToScale(double a, double b) {
    ForecastRun expected = run(plain());
    ForecastRun actual = run(moved(a, b));

    assertThat(actual.model().pipeline().inputs().anchor())
        .isEqualTo(expected.model().pipeline().inputs().anchor());
    double deviation = expected.model().pipeline().scale()[0];
    for (int h = 0; h < HORIZON; h++) {
      assertThat((actual.next().values()[0][h] - b) / a)
          .isCloseTo(expected.next().values()[0][h], within(1e-3 * deviation));
    }
    double mae = expected.gate().network().metrics().mae();
    assertThat(actual.gate().network().metrics().mae() / a).isCloseTo(mae, within(1e-3 * mae));
    assertThat(actual.gate().verdict().outcome()).isEqualTo(expected.gate().verdict().outcome());
    assertThat(actual.gate().skill().orElseThrow())
        .isCloseTo(expected.gate().skill().orElseThrow(), within(1e-3));
  }

  private ForecastRun run(double[] y) {
    return Ask.of("a").rows(HORIZON, LOOKBACK, 7).run(SmallForecasts.daily(directory, y));
  }

  @Test
  void forecastsHaveTheDigitsThatAreKnownAndNoMore() {
    double[] bytes = run(moved(1e4, 1.2e12)).next().values()[0];
    // A deviation of some 3e4: hundredths are known, and each step is told from the next.
    assertThat(bytes).doesNotHaveDuplicates();
    for (double value : bytes) {
      assertThat(NumberText.exact(value)).matches("1[12]\\d{11}(\\.\\d{1,2})?");
    }
    for (double value : run(moved(1e-10, 4e-9)).next().values()[0]) {
      // A deviation of some 4e-10: 1e-16 is known.
      assertThat(NumberText.exact(value)).matches("\\d(\\.\\d{1,7})?e-09");
    }
  }

  @Test
  void errorsAndTableShowTheirDigitsAtAnyMagnitude() {
    double[] leak = moved(1e-10, 4e-9);
    String text = FindingsText.render(gate(leak).judge(knowing(leak), 5).findings());
    String[] lines = text.split("\n");
    assertThat(lines[1]).matches("naive forecast +\\d\\.\\d{4,5}e-09 +\\d\\.\\d{4,5}e-09 .*");
    assertThat(text)
        .contains("The network wins: its mean absolute error of ")
        .containsPattern("interval of this difference is \\d\\.\\d{3,4}e-10 to \\d\\.\\d{3,4}e-10 ")
        .doesNotContain("0.0000");
    double[] bytes = moved(1e4, 1.2e12);
    assertThat(FindingsText.render(gate(bytes).judge(knowing(bytes), 5).findings()))
        .doesNotContainPattern("\\de[+-]")
        .doesNotContain("E12");
  }

  @Test
  void aReadingFarOutsideDoesNotMakeTheOtherErrorsLookLikeRounding() {
    double[] y = plain();
    double before = gate(y).judge(knowing(y), 5).network().metrics().mae();
    y[100] = 1e12;
    assertThat(gate(y).judge(knowing(y), 5).network().metrics().mae())
        .isCloseTo(before, within(1e-9));
  }

  @Test
  void severalTargetsOfDifferentMagnitudesAreEachScoredAndTheLargestIsNamed() {
    double[][] targets = {moved(1e4, 1.2e12), moved(1e-10, 4e-9)};
    var windows = new ForecastWindows(Split.parse("300/60/60", ROWS), LOOKBACK, HORIZON);
    GateResult result =
        BaselineGate.prepare(List.of("bytes", "leak"), targets, windows, 7, 104, Optional.empty())
            .judge(origin -> new double[][] {new double[3], new double[3]}, 1);
    assertThat(result.notes())
        .containsExactly(
            "MAE, RMSE, skill and verdict are taken over all targets in their own units: bytes"
                + " makes up 100.0 % of the naive forecast's error, so the others hardly count."
                + " Train one model per target for a verdict on each");
    assertThat(result.baselines().getFirst().byTarget().get(1).mae()).isBetween(1e-9, 2e-9);
  }
}
