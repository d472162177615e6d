package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.judge.Verdict.Leaning;
import dev.timestep.judge.Verdict.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void verdictsReadAsPlainSentences() {
    assertThat(verdict(198.24, 222.08, -30.12, -16.24, 1).sentence())
        .isEqualTo(
            "The network wins: its mean absolute error of 198.2 is 23.8 (10.7 %) below that of the"
                + " best baseline, the ridge regression (222.1). The 95 % interval of this"
                + " difference is 16.2 to 30.1 (521 test windows).");
    assertThat(verdict(240, 222.08, 4.5, 31, 0).sentence())
        .isEqualTo(
            "The network loses: its mean absolute error of 240.0 is 17.9 (8.1 %) above that of the"
                + " best baseline, the ridge regression (222.1). The 95 % interval of this"
                + " difference is 4.5 to 31.0 (521 test windows). Use the ridge regression.");
  }

  @Test
  void noDifferenceSaysWhichWayTheEvidenceLeans() {
    Verdict towards = verdict(219, 222.08, -9, 2.84, 0.86);
    assertThat(towards.leaning()).isEqualTo(Leaning.NETWORK);
    assertThat(towards.sentence())
        .isEqualTo(
            "No difference; use the simpler one, the ridge regression. The network's mean absolute"
                + " error is 219.0, that of the ridge regression is 222.1; the 95 % interval of the"
                + " difference, -9.0 to 2.8, includes zero (521 test windows). The evidence leans"
                + " towards the network: its mean absolute error is 1.4 % lower.");
    Verdict away = verdict(348.7, 222.08, -3, 256, 0.03);
    assertThat(away.leaning()).isEqualTo(Leaning.BASELINE);
    assertThat(away.sentence())
        .endsWith(
            "includes zero (521 test windows). The evidence leans towards the ridge regression: the"
                + " network's mean absolute error is 57.0 % higher.");
    Verdict even = verdict(222.1, 222.08, -9, 9, 0.5);
    assertThat(even.leaning()).isEqualTo(Leaning.NEITHER);
    assertThat(even.sentence()).endsWith("includes zero (521 test windows).");
  }

  @Test
  void whereTheNetworkHasSeveralFormsTheJudgedOneIsNamed() {
    ScoreTable alone = table(score("mix", 3, 5), score("ridge regression", 2, 5));
    ScoreTable table = alone.withBeside(List.of(score("network", 1, 5)));
    assertThat(table.all().map(Score::id)).containsExactly("mix", "network", "ridge regression");
    assertThat(table.best().id()).as("no opponent of itself").isEqualTo("ridge regression");
    Findings found = Judge.of(table, new CaseResampling(), Cases.TEST_CASES).findings(1);
    assertThat(found.verdict().sentence())
        .contains("On these the mix's mean absolute error is 3.0")
        .doesNotContain("network");
    assertThat(FindingsText.render(found)).containsSubsequence("ridge", "network", "mix");
    assertThat(alone.subject()).isEqualTo("mix");
    assertThat(table(score("network", 3, 5), score("ridge regression", 2, 5)).subject())
        .isEqualTo("network");
  }

  @Test
  void aNameThatEndsInSIsAnOwnerWithoutAnotherOne() {
    ScoreTable table = table(score("ARIMA of logarithms", 3, 5), score("naive forecast", 2, 5));
    assertThat(Judge.of(table, new CaseResampling(), Cases.TEST_CASES).findings(1).verdict())
        .extracting(Verdict::sentence)
        .asString()
        .contains("On these the ARIMA of logarithms' mean absolute error is 3.000");
  }

  @Test
  void tooFewCasesLeanTooAndSayWhatWouldHelp() {
    ScoreTable table = table(score("network", 3, 5), score("ridge regression", 2, 5));
    Findings found = Judge.of(table, new CaseResampling(), Cases.TEST_CASES).findings(1);
    assertThat(found.verdict().outcome()).isEqualTo(Outcome.TOO_FEW);
    assertThat(found.verdict().outcome().label(found.cases())).isEqualTo("not_enough_cases");
    assertThat(found.verdict().leaning()).isEqualTo(Leaning.BASELINE);
    assertThat(found.verdict().sentence())
        .isEqualTo(
            "There are not enough test cases to tell: 5 test cases, at least 20 are needed. On"
                + " these the network's mean absolute error is 3.000, that of the best baseline,"
                + " the ridge regression, is 2.000. For a verdict give at least 20 test cases."
                + " Until then use the simpler one, the ridge regression.");
  }

  @Test
  void aSimplerBaselineThatIsAsGoodAsTheBestIsTheOneToUse() {
    Score naive = score("naive forecast", 39.15, 521);
    Score drift = score("drift forecast", 38.98, 521);
    var even = interval(0.05, -0.4, 0.5, 0.5);
    assertThat(words(table(score("network", 39.03, 521), naive, drift), naive, even).sentence())
        .isEqualTo(
            "No difference; use the simpler one, the naive forecast. The network's mean absolute"
                + " error is 39.03, that of the best baseline, the drift forecast, is 38.98; the"
                + " 95 % interval of the difference, -0.40 to 0.50, includes zero (521 test"
                + " windows). At 39.15, the naive forecast is simpler than the drift forecast and"
                + " only 0.4 % above it.");
    var worse = interval(8.02, 6.4, 9.5, 0);
    assertThat(words(table(score("network", 47, 521), naive, drift), naive, worse).sentence())
        .endsWith(
            "Use the naive forecast: at 39.15 it is simpler than the drift forecast and only 0.4 %"
                + " above it.");
  }

  @Test
  void sharesAreWrittenInPercent() {
    Random random = new Random(5);
    double[] network = new double[400];
    double[] majority = new double[400];
    for (int at = 0; at < network.length; at++) {
      network[at] = random.nextInt(20) == 0 ? 1 : 0;
      majority[at] = random.nextInt(3) == 0 ? 1 : 0;
    }
    var table =
        new ScoreTable(
            List.of(Measure.ERROR_RATE),
            rate("network", network),
            List.of(rate("majority class", majority)),
            List.of());
    Findings found = Judge.of(table, new CaseResampling(), Cases.TEST_CASES).findings(1);
    assertThat(found.verdict().outcome()).isEqualTo(Outcome.NETWORK_WINS);
    assertThat(found.verdict().sentence())
        .matches(
            "The network wins: its error rate of \\d\\.\\d % is \\d\\d\\.\\d percentage points"
                + " \\(\\d\\d\\.\\d %\\) below that of the best baseline, the majority class"
                + " \\(3\\d\\.\\d %\\)\\. The 95 % interval of this difference is [\\d.]+ to"
                + " [\\d.]+ percentage points \\(400 test cases\\)\\.");
  }

  @Test
  void differencesOfSharesAreInPercentagePoints() {
    Score ridge = share("ridge", 0.5);
    assertThat(shares(0.05, ridge, ridge, -0.55, -0.35, 1))
        .isEqualTo(
            "The network wins: its error rate of 5.0 % is 45.0 percentage points (90.0 %) below"
                + " that of the best baseline, the ridge (50.0 %). The 95 % interval of this"
                + " difference is 35.0 to 55.0 percentage points (120 test cases).");
    Score faultless = share("ridge", 0);
    assertThat(shares(0.125, faultless, faultless, 0.06, 0.2, 0))
        .isEqualTo(
            "The network loses: its error rate of 12.5 % is 12.5 percentage points above that of"
                + " the best baseline, the ridge (0.0 %). The 95 % interval of this difference is"
                + " 6.0 to 20.0 percentage points (120 test cases). Use the ridge.");
    Score tenth = share("ridge", 0.1);
    assertThat(shares(0.075, tenth, tenth, -0.06, 0.02, 0.8))
        .isEqualTo(
            "No difference; use the simpler one, the ridge. The network's error rate is 7.5 %, that"
                + " of the ridge is 10.0 %; the 95 % interval of the difference, -6.0 to 2.0"
                + " percentage points, includes zero (120 test cases). The evidence leans towards"
                + " the network: its error rate is 2.5 percentage points (25.0 %) lower.");
    assertThat(shares(0.3, tenth, share("majority", 0.125), 0.1, 0.3, 0))
        .endsWith(
            "Use the majority: at 12.5 % it is simpler than the ridge and only 2.5 percentage"
                + " points above it.");
  }

  /**
   * The interval has no width then, and "includes zero" would sound as if more cases could help.
   */
  @Test
  void errorsOnTheSameCasesAreSaidToBeSuch() {
    Score tenth = share("ridge", 0.1);
    assertThat(shares(0.1, tenth, tenth, 0, 0, 0))
        .isEqualTo(
            "No difference; use the simpler one, the ridge. The network and the ridge err on the"
                + " same cases: 10.0 % of 120 test cases.");
  }

  @Test
  void tooFewCasesAreNoReasonToLeaveWhatIsJudgedWhereThatIsSaid() {
    Score best = score("Theta", 5, 3);
    ScoreTable table = table(score("rolling choice", 6, 3), score("naive", 9, 3), best);
    Findings simplest =
        new Judge(table, new BlockResampling(28), Cases.windows(28), "Give more.").findings(1);
    assertThat(simplest.verdict().sentence())
        .endsWith("Until then use the simpler one, the Theta.");
    assertThat(simplest.advised()).isSameAs(best);
    Findings nothing =
        new Judge(
                table,
                new BlockResampling(28),
                Cases.windows(28),
                "Give more.",
                Judge.Doubt.SIMPLEST_OF_ENOUGH)
            .findings(1);
    assertThat(nothing.verdict().sentence()).endsWith("Give more.");
    assertThat(nothing.advised()).isSameAs(table.network());
    assertThat(nothing.withNotes(List.of("one")).advised()).isSameAs(table.network());
  }

  @Test
  void aModelInUseStaysWhereNothingIsProvenAgainstIt() {
    Score best = score("ARIMA", 9.0, 521);
    Verdict verdict =
        new VerdictWords(
                table(score("drift forecast", 10, 521), best),
                best,
                Optional.of(interval(1, -1, 3, 0.2)),
                new BlockResampling(28),
                Cases.windows(28),
                "More would help.",
                Judge.Doubt.JUDGED)
            .verdict();
    assertThat(verdict.sentence())
        .startsWith(
            "No difference; nothing speaks for another model than the drift forecast. The drift"
                + " forecast's mean absolute error is 10.000, that of the best baseline, the ARIMA,"
                + " is 9.000;");
    Findings found =
        new Judge(
                table(score("drift forecast", 10, 521), best),
                new BlockResampling(28),
                Cases.windows(28),
                "More would help.",
                Judge.Doubt.JUDGED)
            .findings(1);
    assertThat(found.withVerdict(verdict).advised().id()).isEqualTo("drift forecast");
  }

  private static String shares(
      double network, Score best, Score simplest, double low, double high, double ahead) {
    double difference = network - best.figure(Measure.ERROR_RATE);
    return new VerdictWords(
            new ScoreTable(
                List.of(Measure.ERROR_RATE), share("network", network), List.of(best), List.of()),
            simplest,
            Optional.of(new Interval(difference, low, high, 0.95, ahead, 1, 10_000, 120)),
            new CaseResampling(),
            Cases.TEST_CASES,
            "More would help.",
            Judge.Doubt.SIMPLEST)
        .verdict()
        .sentence();
  }

  private static Score share(String label, double errorRate) {
    SequencedMap<Measure, OptionalDouble> values = new LinkedHashMap<>();
    values.put(Measure.ERROR_RATE, OptionalDouble.of(errorRate));
    return new Score(label, label, values, new double[120]);
  }

  private static Score rate(String label, double[] errors) {
    double sum = 0;
    for (double error : errors) {
      sum += error;
    }
    SequencedMap<Measure, OptionalDouble> values = new LinkedHashMap<>();
    values.put(Measure.ERROR_RATE, OptionalDouble.of(sum / errors.length));
    return new Score(label, label, values, errors);
  }

  private static Verdict verdict(
      double network, double best, double low, double high, double ahead) {
    Score ridge = score("ridge regression", best, 521);
    return words(
        table(score("network", network, 521), ridge),
        ridge,
        interval(network - best, low, high, ahead));
  }

  private static Interval interval(double difference, double low, double high, double ahead) {
    return new Interval(difference, low, high, 0.95, ahead, 56, 10_000, 521);
  }

  private static Verdict words(ScoreTable table, Score simplest, Interval interval) {
    return new VerdictWords(
            table,
            simplest,
            Optional.of(interval),
            new BlockResampling(28),
            Cases.windows(28),
            "More would help.",
            Judge.Doubt.SIMPLEST)
        .verdict();
  }

  private static ScoreTable table(Score network, Score... baselines) {
    return new ScoreTable(List.of(Measure.MAE), network, List.of(baselines), List.of());
  }

  private static Score score(String label, double mae, int cases) {
    SequencedMap<Measure, OptionalDouble> values = new LinkedHashMap<>();
    values.put(Measure.MAE, OptionalDouble.of(mae));
    return new Score(label, label, values, new double[cases]);
  }
}
