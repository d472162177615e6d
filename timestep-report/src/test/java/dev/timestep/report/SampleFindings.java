package dev.timestep.report;

import dev.timestep.judge.BlockResampling;
import dev.timestep.judge.Cases;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Interval;
import dev.timestep.judge.Judge;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import dev.timestep.judge.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/** Findings with figures of one's own. */
final class SampleFindings {
  private SampleFindings() {}

  static Score score(String name, double mae, double rmse, double mase, int cases) {
    SequencedMap<Measure, OptionalDouble> values = new LinkedHashMap<>();
    values.put(Measure.MAE, OptionalDouble.of(mae));
    values.put(Measure.RMSE, OptionalDouble.of(rmse));
    values.put(Measure.MASE, Double.isNaN(mase) ? OptionalDouble.empty() : OptionalDouble.of(mase));
    return new Score(name, name, values, new double[cases]);
  }

  static ScoreTable table(Score network, List<Score> baselines) {
    Score judged = new Score("network", network.label(), network.values(), network.perCase());
    return new ScoreTable(
        List.of(Measure.MAE, Measure.RMSE, Measure.MASE), judged, baselines, List.of());
  }

  /**
   * Findings.
   *
   * @param lead best baseline minus network: lower end, estimate, upper end; nothing for too few
   *     windows
   */
  static Findings of(
      Verdict.Outcome outcome,
      Verdict.Leaning leaning,
      String sentence,
      ScoreTable table,
      Optional<double[]> lead) {
    return new Findings(
        table,
        table.best(),
        lead.map(
            ends -> new Interval(-ends[1], -ends[2], -ends[0], 0.95, 0.5, 28, 2000, table.cases())),
        new BlockResampling(1),
        Cases.windows(1),
        new Verdict(outcome, leaning, sentence),
        Judge.Doubt.SIMPLEST,
        List.of());
  }
}
