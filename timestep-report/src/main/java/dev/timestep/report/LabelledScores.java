package dev.timestep.report;

import dev.timestep.judge.ScoreTable;

/**
 * The network beside the baselines, for one target or for all together.
 *
 * @param label what was scored, for example a target or "All targets"
 * @param table the figures
 */
public record LabelledScores(String label, ScoreTable table) {
  /** Checks the label. */
  public LabelledScores {
    Check.text("LabelledScores", "label", label);
  }
}
