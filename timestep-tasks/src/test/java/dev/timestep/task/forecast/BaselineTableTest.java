package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BaselineTableTest {
  private static GateResult result(double unit) {
    List<ModelScore> baselines =
        List.of(
            score("naive", "naive forecast", 2207.8 * unit, 3024.9 * unit, 4.732),
            score(
                "slot_mean",
                "same-slot mean of the last 4 seasons",
                450.6 * unit,
                812.4 * unit,
                0.966));
    return new GateResult(
        score("network", "network", 188.4 * unit, 290.4 * unit, 0.404),
        baselines,
        "slot_mean",
        "slot_mean",
        OptionalDouble.of(0.582),
        Optional.empty(),
        new Verdict(Verdict.Outcome.NETWORK_WINS, "The network wins."),
        List.of(),
        List.of("one thing"),
        7,
        28,
        365,
        new GateResult.WindowCounts(1, 1, 1));
  }

  private static ModelScore score(String name, String label, double mae, double rmse, double mase) {
    var metrics = new Metrics(mae, rmse, OptionalDouble.of(mase), new double[] {mae});
    return new ModelScore(name, label, metrics, List.of(metrics));
  }

  @Test
  void eightyColumnsHoldAModelInALine() {
    assertThat(BaselineTable.render(result(1)))
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
    assertThat(BaselineTable.render(result(1), 40))
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
    assertThat(BaselineTable.render(result(1), 28))
        .contains("     MAE   MASE     skill\n", "   188.4  0.404    58.2 %\n")
        .doesNotContain("RMSE");
    assertThat(BaselineTable.render(result(1), 20))
        .contains("     MAE     skill\n", "   188.4    58.2 %\n")
        .doesNotContain("MASE");
  }

  @Test
  void smallErrorsShareTheirExponent() {
    assertThat(BaselineTable.render(result(1e-12)))
        .contains("naive forecast                          2.2078e-09  3.0249e-09  4.732")
        .contains("network                                 0.1884e-09  0.2904e-09  0.404");
    assertThat(BaselineTable.render(result(1e-12), 40)).doesNotContainPattern("(?m)^.{41}");
  }

  @Test
  void smallScaledErrorsHaveThreeDigits() {
    GateResult plain = result(1);
    ModelScore network = score("network", "network", 188.4, 290.4, 0.00123);
    GateResult result =
        new GateResult(
            network,
            plain.baselines(),
            plain.best(),
            plain.simplest(),
            plain.skill(),
            plain.interval(),
            plain.verdict(),
            plain.omitted(),
            plain.notes(),
            7,
            28,
            365,
            plain.windows());
    assertThat(BaselineTable.render(result)).contains("  0.00123 ", "  4.73200 ");
  }
}
