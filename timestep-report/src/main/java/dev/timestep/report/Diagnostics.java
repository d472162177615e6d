package dev.timestep.report;

import dev.timestep.judge.Residuals;
import java.util.List;
import java.util.Optional;

/**
 * What a page says of the errors of a forecast beyond its scores.
 *
 * @param intervals how the intervals did; nothing where the forecast has none
 * @param residuals errors one step ahead, by target
 */
public record Diagnostics(Optional<IntervalScores> intervals, List<StepOne> residuals) {
  /** Nothing to say. */
  public static final Diagnostics NONE = new Diagnostics(Optional.empty(), List.of());

  /**
   * The errors of one target one step ahead.
   *
   * @param target column name
   * @param errors of the test windows in their order
   */
  public record StepOne(String target, Residuals errors) {
    /** Checks the name. */
    public StepOne {
      Check.text("Diagnostics.StepOne", "target", target);
    }
  }

  /**
   * How intervals did on the test windows.
   *
   * @param label whose intervals the plots show
   * @param models one row for each model
   * @param columns headers of the figures
   * @param levels levels of the quantiles, ascending
   * @param observed share of the values below each
   * @param share what the interval of the table should hold, for example 0.9
   * @param coverageByStep [step] share of the values inside that interval
   */
  public record IntervalScores(
      String label,
      List<Row> models,
      List<String> columns,
      Numbers levels,
      Numbers observed,
      double share,
      Numbers coverageByStep) {
    /**
     * One model.
     *
     * @param name its name
     * @param kept whether its answers are used
     * @param figures as text, one for each column
     */
    public record Row(String name, boolean kept, List<String> figures) {
      /** Takes a copy of the list. */
      public Row {
        figures = List.copyOf(figures);
      }
    }

    /** Checks that there is a figure for each column and a share for each level. */
    public IntervalScores {
      Check.text("IntervalScores", "label", label);
      models = Check.notEmpty("IntervalScores", "models", models);
      columns = Check.notEmpty("IntervalScores", "columns", columns);
      for (Row row : models) {
        Check.that(
            row.figures().size() == columns.size(),
            "IntervalScores expects %d figures for each model; received %d for %s.",
            columns.size(),
            row.figures().size(),
            row.name());
      }
      Check.that(
          levels.size() == observed.size() && levels.size() > 0,
          "IntervalScores expects a share for each level; received %d and %d.",
          observed.size(),
          levels.size());
    }
  }

  /** Takes a copy of the list. */
  public Diagnostics {
    residuals = List.copyOf(residuals);
  }
}
