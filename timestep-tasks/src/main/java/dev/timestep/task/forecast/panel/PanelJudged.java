package dev.timestep.task.forecast.panel;

import dev.timestep.judge.Findings;
import dev.timestep.judge.Score;
import dev.timestep.task.forecast.MixShares;
import dev.timestep.task.message.TaskException;
import java.util.ArrayList;
import java.util.List;

/**
 * The network, the regression and their mix beside models of one series each.
 *
 * @param errors of the judged windows
 * @param pooled what was learnt from all series forecasts for them
 * @param shares of the network in the mix
 * @param opponents models of one series each
 * @param findings scores and verdict
 */
record PanelJudged(
    PanelErrors errors,
    PanelForecasts pooled,
    MixShares shares,
    PanelOpponents opponents,
    Findings findings) {
  /**
   * Scores all.
   *
   * @param keep the network alone is judged where it is to be kept, else the mix
   */
  static PanelJudged of(
      PanelErrors errors,
      PanelForecasts pooled,
      MixShares shares,
      PanelOpponents opponents,
      String keep,
      long seed,
      String advice) {
    boolean alone = keep.equals("network");
    Score network = errors.score("network", "network", pooled.network());
    Score mix = errors.score("mix", "mix", pooled.mixed(shares));
    opponents.add("ridge", "ridge regression over all series", pooled.ridge());
    return new PanelJudged(
        errors,
        pooled,
        shares,
        opponents,
        PanelTraining.findings(
            errors,
            alone ? network : mix,
            List.of(alone ? mix : network),
            opponents,
            seed,
            advice));
  }

  /** The same with further notes. */
  PanelJudged noting(List<String> further) {
    List<String> notes = new ArrayList<>(findings.notes());
    notes.addAll(further);
    return new PanelJudged(errors, pooled, shares, opponents, findings.withNotes(notes));
  }

  /** Forecasts of a model by its name, [window][target][step]. */
  double[][][] forecasts(String id) {
    return switch (id) {
      case "network" -> pooled.network();
      case "mix" -> pooled.mixed(shares);
      default ->
          opponents
              .forecasts(id)
              .orElseThrow(
                  () -> new TaskException("The model " + id + " cannot be fitted to all series."));
    };
  }
}
