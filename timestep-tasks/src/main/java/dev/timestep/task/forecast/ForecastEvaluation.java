package dev.timestep.task.forecast;

import com.google.gson.JsonObject;
import dev.timestep.judge.Findings;
import dev.timestep.judge.NumberText;
import dev.timestep.task.Entry;
import dev.timestep.task.MarkedEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trained model compared with the baselines on a table.
 *
 * @param model the model
 * @param plan the table and the split
 * @param gate the network against the baselines on every test window
 * @param network the forecasts, at every test origin, of the form of the network that is judged
 * @param bestBaseline the best baseline's forecasts
 * @param sameSeries whether the table begins like the one that the model was trained on, so that
 *     its training and validation rows are left out of the score
 * @param kept how the baseline that the model keeps does on the same windows, as it was fitted in
 *     training; empty where the network is kept, or where the windows have too few rows before them
 * @param intervals how the intervals do; nothing where the model has none
 */
public record ForecastEvaluation(
    ForecastModel model,
    ForecastPlan plan,
    GateResult gate,
    Forecaster network,
    Forecaster bestBaseline,
    boolean sameSeries,
    Optional<ModelScore> kept,
    Optional<JudgedIntervals> intervals)
    implements MarkedEvaluation {
  @Override
  public Findings markedFindings() {
    return gate.marked();
  }

  @Override
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(ForecastWords.data(plan));
    entries.add(
        Entry.more(
            sameSeries
                ? "Rows that the model was trained and validated on are left out of the score."
                : "The file does not begin with the rows that the model was trained on: the"
                    + " baselines learn from its first part."));
    if (sameSeries && model.refitted().isPresent()) {
      entries.add(
          Entry.more(
              "The weights that were judged are scored, not those that were fitted again on all"
                  + " rows of the training file and predict: these have seen the rows."));
    }
    if (!sameSeries && model.refitted().isPresent()) {
      entries.add(
          Entry.more(
              "If it holds rows of the training file all the same, for example because it begins"
                  + " later, the model has seen them, and the score looks better than it is."));
    }
    if (!sameSeries && model.stamp().run().from().equals(Optional.of(plan.table().fingerprint()))) {
      entries.add(
          Entry.more(
              "The model was trained on this file before it was trained further on another: the"
                  + " score of its network counts rows that it has seen."));
    }
    model.baseline().ifPresent(baseline -> entries.add(new Entry("Kept", kept(baseline))));
    return entries;
  }

  @Override
  public List<String> remarks() {
    return intervals.map(JudgedIntervals::remarks).orElse(List.of());
  }

  private String kept(KeptBaseline baseline) {
    return "The model answers by its "
        + baseline.label()
        + kept.map(
                score ->
                    ", which has an MAE of "
                        + NumberText.figures(score.metrics().mae())
                        + " on these windows, as it was fitted in training.")
            .orElse(
                ", which needs "
                    + baseline.history()
                    + " rows before a window and has too few of them here.")
        + " The verdict is on its "
        + gate.findings().scores().subject()
        + ".";
  }

  @Override
  public JsonObject markedJson() {
    return ForecastJson.marked(model, this);
  }
}
