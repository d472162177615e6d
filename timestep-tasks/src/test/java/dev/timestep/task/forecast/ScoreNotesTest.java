package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.timestep.io.json.Json;
import dev.timestep.judge.FindingsText;
import dev.timestep.judge.Part;
import dev.timestep.judge.Verdict;
import dev.timestep.judge.Verdict.Outcome;
import dev.timestep.task.forecast.SmallForecasts.Ask;
import dev.timestep.task.forecast.baseline.Baseline;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.TimeTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series whose scores are undefined or say little: each gets a note, and no figure is NaN. */
class ScoreNotesTest {
  private static final int ROWS = 300;
  private static final Ask ASK = Ask.of("a").rows(5, 28, 7);

  @TempDir private Path directory;

  private ForecastRun run(double... y) {
    return ASK.run(SmallForecasts.daily(directory, y));
  }

  private static String everything(ForecastRun run) {
    String json = Json.pretty(run.json(Path.of("m.timestep")));
    return json
        + FindingsText.render(run.gate().findings())
        + Arrays.deepToString(run.next().values());
  }

  private static double[] launched(int rows, int first) {
    Random random = new Random(3);
    double[] y = new double[rows];
    for (int row = first; row < rows; row++) {
      y[row] = 10 + random.nextInt(10);
    }
    return y;
  }

  @Test
  void aSeriesThatIsAllZeroHasNothingToForecast() {
    ForecastRun run = run(new double[ROWS]);
    assertThat(run.gate().verdict())
        .isEqualTo(
            new Verdict(
                Outcome.NO_DIFFERENCE,
                Verdict.Leaning.NEITHER,
                "There is nothing to forecast: every value of a is 0. Use the naive forecast, which"
                    + " repeats it."));
    assertThat(run.gate().notes())
        .contains(
            "every value of a is 0: no forecast of it can miss, so MASE and skill are undefined"
                + " (shown as \"-\")");
    assertThat(run.next().values()[0]).containsOnly(0);
    assertThat(everything(run)).doesNotContain("NaN", "Infinity", "-0.0");
    JsonObject json = run.json(Path.of("m.timestep"));
    assertThat(json.has("skill")).isFalse();
    assertThat(json.getAsJsonObject("metrics").has("mase")).isFalse();
    assertThat(json.get("notes").toString()).contains("every value of a is 0");
    String[] table = FindingsText.render(run.gate().findings()).split("\n");
    assertThat(table[1]).matches("naive forecast \\* +0\\.0 +0\\.0 +- +-");
  }

  @Test
  void aConstantOfAnyKindIsForecastAsItIs() {
    double[] y = new double[ROWS];
    for (double value : new double[] {5.123456789, 0.1, 4e-9, 1.2e12}) {
      Arrays.fill(y, value);
      ForecastRun run = run(y);
      assertThat(run.next().values()[0]).containsOnly(value);
      assertThat(run.gate().network().metrics().mae()).isZero();
      assertThat(run.gate().verdict().sentence()).startsWith("There is nothing to forecast");
    }
    Arrays.fill(y, 0.3);
    y[100] = 0.1 + 0.2;
    assertThat(run(y).gate().verdict().sentence()).contains("every value of a is 0.3.");
  }

  @Test
  void aSeriesThatBeginsAfterItsTrainingRowsIsSaidToTeachNothing() {
    ForecastRun run = run(launched(ROWS, 250));
    assertThat(run.gate().notes())
        .contains(
            "a is 0 in all 240 training rows: nothing can be learnt from them, and MASE is"
                + " undefined (shown as \"-\"), as its scale is zero. The first other value is in"
                + " data row 251; train again when the training part reaches well beyond it")
        .doesNotHaveDuplicates();
    assertThat(run.gate().network().metrics().mase()).isEmpty();
    assertThat(run.gate().network().metrics().mae()).isPositive();
    assertThat(everything(run)).doesNotContain("NaN", "Infinity");
    // The forecast is the anchor: the last value, or a mean of values from 0 to 19.
    for (double value : run.next().values()[0]) {
      assertThat(value).isBetween(0.0, 19.0);
    }
  }

  @Test
  void trainedAgainOnALongerFileTheNoteIsGone() {
    ForecastRun run = run(launched(400, 250));
    assertThat(run.gate().notes().toString()).doesNotContain("training rows");
    assertThat(run.gate().network().metrics().mase()).isPresent();
  }

  /** A few sales among many days without. */
  private double[] sparse() {
    Random random = new Random(8);
    double[] y = new double[500];
    for (int row = 0; row < y.length; row++) {
      y[row] = random.nextInt(12) == 0 ? 1 + random.nextInt(5) : 0;
    }
    return y;
  }

  @Test
  void aSeriesThatIsMostlyZeroHasScoresThatSayLittle() {
    double[] y = sparse();
    long zeros = Arrays.stream(y).filter(value -> value == 0).count();
    List<String> notes = run(y).gate().notes();
    assertThat(notes).doesNotHaveDuplicates();
    String note = notes.getLast();
    assertThat(note)
        .startsWith("a is 0 in " + zeros + " of 500 rows (")
        .contains("a low error does not mean that the other values are forecast well")
        .endsWith("loss mse aims at the mean rather than at the median, which is 0");
  }

  @Test
  void theLossThatTheNoteNamesAimsAtTheMean() {
    TimeTable table = SmallForecasts.daily(directory, sparse());
    double mean = Arrays.stream(sparse()).average().orElseThrow();
    double mae = average(ASK.epochs(60).run(table));
    double mse = average(ASK.epochs(60).run(table, TrainingOptions.LossKind.MSE));
    assertThat(Math.abs(mae)).isLessThan(0.3 * mean);
    assertThat(mse).isBetween(0.4 * mean, 1.2 * mean);
  }

  /** Mean of all forecasts at the test origins. */
  private static double average(ForecastRun run) {
    return Arrays.stream(run.plan().windows().origins(Part.TEST))
        .mapToObj(origin -> run.network().forecast(origin)[0])
        .flatMapToDouble(Arrays::stream)
        .average()
        .orElseThrow();
  }

  @Test
  void anExactPatternHasNoScaleAndTwoPerfectForecastersDoNotDiffer() {
    double[] y = new double[ROWS];
    Arrays.setAll(y, row -> 0.1 * (row % 7));
    GateResult result = gate(origin -> new double[][] {seasonal(y, origin)}, y);
    assertThat(result.notes())
        .contains(
            "the series repeats itself exactly every 7 rows in the training part, so MASE is"
                + " undefined (shown as \"-\"), as its scale is zero")
        .contains(
            "skill is undefined (shown as \"-\"): the seasonal naive forecast (7) makes no error on"
                + " the test windows");
    assertThat(result.verdict())
        .isEqualTo(
            new Verdict(
                Outcome.NO_DIFFERENCE,
                Verdict.Leaning.NEITHER,
                "No difference; use the simpler one, the seasonal naive forecast (7). Neither it"
                    + " nor the network makes an error (56 test windows)."));
  }

  @Test
  void aPerfectBaselineBeatsANetworkThatErrsAndSkillIsNotInfinite() {
    double[] y = new double[ROWS];
    Arrays.setAll(y, row -> 0.1 * (row % 7));
    GateResult result = gate(origin -> new double[][] {{0.1, 0.1, 0.1, 0.1, 0.1}}, y);
    assertThat(result.verdict().outcome()).isEqualTo(Outcome.NETWORK_LOSES);
    assertThat(result.verdict().sentence())
        .startsWith("The network loses: its mean absolute error of 0.2")
        .contains("above that of the best baseline, the seasonal naive forecast (7) (0.0")
        .endsWith("Use the seasonal naive forecast (7).");
    assertThat(FindingsText.render(result.findings())).doesNotContain("NaN", "Infinity", "∞");
  }

  private static double[] seasonal(double[] y, int origin) {
    return new Baseline.SeasonalNaive(7).forecast(y, origin, 5);
  }

  private static GateResult gate(Forecaster network, double[]... targets) {
    var windows = new ForecastWindows(Split.parse("200/40/60", ROWS), 14, 5);
    return BaselineGate.prepare(targets, windows, 7, 90, Optional.empty()).judge(network, 1);
  }

  @Test
  void ofSeveralTargetsEachHasItsNote() {
    double[] weekly = SmallForecasts.weekly(ROWS, 4);
    double[][] targets = {new double[ROWS], launched(ROWS, 230), weekly};
    var windows = new ForecastWindows(Split.parse("200/40/60", ROWS), 14, 5);
    List<String> notes =
        BaselineGate.prepare(
                List.of("dead", "launch", "milk"), targets, windows, 7, 90, Optional.empty())
            .judge(origin -> new double[3][5], 1)
            .notes();
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0))
        .isEqualTo("every value of dead is 0: no forecast of it can miss, so MASE leaves it out");
    assertThat(notes.get(1))
        .startsWith(
            "launch is 0 in all 200 training rows: nothing can be learnt from them, and MASE"
                + " leaves it out. The first other value is in data row 231;");
  }
}
