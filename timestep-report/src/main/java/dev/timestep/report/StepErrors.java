package dev.timestep.report;

import java.util.List;

/**
 * Mean absolute error by step of the horizon over all test windows.
 *
 * @param label which target, or "All targets"
 * @param network the network's error, [horizon]
 * @param baselines the baselines worth a line, the best first
 */
public record StepErrors(String label, Numbers network, List<Line> baselines) {
  /**
   * One baseline's line.
   *
   * @param name the baseline
   * @param errors its error by step, [horizon]
   */
  public record Line(String name, Numbers errors) {
    /** Checks the name. */
    public Line {
      Check.text("StepErrors.Line", "name", name);
    }
  }

  /** Checks that all lines have the same horizon. */
  public StepErrors {
    Check.text("StepErrors", "label", label);
    baselines = List.copyOf(baselines);
    for (Line line : baselines) {
      Check.that(
          line.errors().size() == network.size(),
          "StepErrors(%s) expects %d steps for each baseline; received %d for %s.",
          label,
          network.size(),
          line.errors().size(),
          line.name());
    }
  }
}
