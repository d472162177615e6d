package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.judge.Findings;
import dev.timestep.judge.ScoreTable;
import dev.timestep.judge.Verdict.Leaning;
import dev.timestep.judge.Verdict.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The judge counts network minus baseline, the page a lead of the network as positive. */
class ChanceFigureTest {
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
