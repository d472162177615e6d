package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.judge.Findings;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import dev.timestep.judge.Verdict.Leaning;
import dev.timestep.judge.Verdict.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** The judge counts network minus baseline, the page a lead of the network as positive. */
class ChanceFigureTest {
  /** A classification, whose two models err on these shares of 40 cases. */
  private static String shares(double network, double ridge, double low, double high) {
    ScoreTable table =
        new ScoreTable(
            List.of(Measure.ERROR_RATE),
            share("network", network),
            List.of(share("ridge", ridge)),
            List.of());
    Findings found =
        SampleFindings.of(
            Outcome.NO_DIFFERENCE,
            Leaning.NEITHER,
            "No difference.",
            table,
            Optional.of(new double[] {low, ridge - network, high}));
    return ChanceFigure.of(found, found.interval().orElseThrow()).markup();
  }

  private static Score share(String name, double errors) {
    SequencedMap<Measure, OptionalDouble> values = new LinkedHashMap<>();
    values.put(Measure.ERROR_RATE, OptionalDouble.of(errors));
    return new Score(name, name, values, new double[40]);
  }

  @Test
  void sharesDifferByPercentagePoints() {
    assertThat(shares(0.1, 0.125, -0.02, 0.07))
        .contains(
            "Errors of ridge minus errors of the network: 2.5 percentage points, with a 95\u202f%"
                + " interval from −2.0 to 7.0 percentage points.")
        .contains(">−2.0</span>", ">7.0</span>")
        .contains("The interval holds zero, so the difference may be chance.");
  }

  @Test
  void anIntervalWithoutWidthHoldsNoChance() {
    assertThat(shares(0.1, 0.1, 0, 0))
        .contains("Both have the same error in every case: there is no difference")
        .doesNotContain("may be chance");
  }

  @Test
  void aLeadOfTheNetworkIsPositive() {
    ScoreTable table =
        SampleFindings.table(
            SampleFindings.score("GRU", 20, 30, 0.5, 100),
            List.of(SampleFindings.score("ridge", 32, 40, 0.8, 100)));
    Findings ahead =
        SampleFindings.of(
            Outcome.NETWORK_WINS,
            Leaning.NETWORK,
            "The network wins.",
            table,
            Optional.of(new double[] {8, 12, 15}));
    assertThat(ahead.interval().orElseThrow().difference()).isEqualTo(-12);
    assertThat(ChanceFigure.of(ahead, ahead.interval().orElseThrow()).markup())
        .contains(
            "MAE of ridge minus MAE of the network: 12.00, with a 95\u202f% interval from 8.00 to"
                + " 15.00.")
        .contains("The whole interval lies on the network’s side of zero.");
  }
}
