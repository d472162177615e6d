package dev.timestep.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.judge.Verdict.Leaning;
import dev.timestep.judge.Verdict.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class FindingsTextTest {
  private static Findings result(double unit) {
    return findings(score("network", "network", 188.4 * unit, 290.4 * unit, 0.404), unit);
  }

  private static Findings findings(Score network, double unit) {
    List<Score> baselines =
        List.of(
            score("naive", "naive forecast", 2207.8 * unit, 3024.9 * unit, 4.732),
            score(
                "slot_mean",
                "same-slot mean of the last 4 seasons",
                450.6 * unit,
                812.4 * unit,
                0.966));
    return new Findings(
        new ScoreTable(
            List.of(Measure.MAE, Measure.RMSE, Measure.MASE), network, baselines, List.of()),
        baselines.getLast(),
        Optional.empty(),
        new BlockResampling(28),
        Cases.windows(28),
        new Verdict(Outcome.NETWORK_WINS, Leaning.NETWORK, "The network wins."),
        Judge.Doubt.SIMPLEST,
        List.of("one thing"));
  }

  private static Score score(String id, String label, double mae, double rmse, double mase) {
    SequencedMap<Measure, OptionalDouble> values = new LinkedHashMap<>();
    values.put(Measure.MAE, OptionalDouble.of(mae));
    values.put(Measure.RMSE, OptionalDouble.of(rmse));
    values.put(Measure.MASE, OptionalDouble.of(mase));
    return new Score(id, label, values, new double[] {mae});
  }

  @Test
  void eightyColumnsHoldAModelInALine() {
    assertThat(FindingsText.render(result(1)))
        .isEqualTo(
            """
            model                                      MAE    RMSE   MASE     skill
            naive forecast                          2207.8  3024.9  4.732  -390.0 %
            same-slot mean of the last 4 seasons *   450.6   812.4  0.966     0.0 %
            network                                  188.4   290.4  0.404    58.2 %

            The network wins.
            Note: one thing.
            """);
  }

  @Test
  void fortyColumnsHoldTheNameAboveItsFigures() {
    assertThat(FindingsText.render(result(1), 40))
        .startsWith(
            """
            model
                 MAE    RMSE   MASE     skill
            naive forecast
              2207.8  3024.9  4.732  -390.0 %
            same-slot mean of the last 4 seasons *
               450.6   812.4  0.966     0.0 %
            network
               188.4   290.4  0.404    58.2 %

            """)
        .doesNotContainPattern(".{41}");
  }

  @Test
  void narrowerStillRmseGoesFirstAndThenMase() {
    assertThat(FindingsText.render(result(1), 28))
        .contains("     MAE   MASE     skill\n", "   188.4  0.404    58.2 %\n")
        .doesNotContain("RMSE");
    assertThat(FindingsText.render(result(1), 20))
        .contains("     MAE     skill\n", "   188.4    58.2 %\n")
        .doesNotContain("MASE");
  }

  @Test
  void whatIsKeptIsMarked() {
    Findings plain = result(1);
    assertThat(FindingsText.render(plain.withScores(plain.scores().withKept("slot_mean"))))
        .contains("same-slot mean of the last 4 seasons * (kept)   450.6")
        .doesNotContain("network (kept)");
    assertThat(FindingsText.render(plain.withScores(plain.scores().withKept("network"))))
        .contains("network (kept)                           188.4");
    assertThatThrownBy(() -> plain.scores().withKept("ridge"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "ScoreTable expects to keep one of [network, naive, slot_mean]; received \"ridge\".");
  }

  @Test
  void smallErrorsShareTheirExponent() {
    assertThat(FindingsText.render(result(1e-12)))
        .contains("naive forecast                          2.2078e-09  3.0249e-09  4.732")
        .contains("network                                 0.1884e-09  0.2904e-09  0.404");
    assertThat(FindingsText.render(result(1e-12), 40)).doesNotContainPattern("(?m)^.{41}");
  }

  @Test
  void smallScaledErrorsHaveThreeDigits() {
    Findings result = findings(score("network", "network", 188.4, 290.4, 0.00123), 1);
    assertThat(FindingsText.render(result)).contains("  0.00123 ", "  4.73200 ");
  }
}
