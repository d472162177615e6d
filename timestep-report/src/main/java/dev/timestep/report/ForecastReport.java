package dev.timestep.report;

import dev.timestep.judge.Findings;
import java.util.List;
import java.util.Optional;

/**
 * The content of the page of a forecast run. Give it to {@link ForecastPage}.
 *
 * @param title for example "births, 28 days ahead"
 * @param findings verdict, figures and interval; the verdict is first on the page
 * @param data where the numbers came from
 * @param axis times or numbers of the data's rows
 * @param parts training, validation and test, in the order of their rows
 * @param targets one entry per target column, all with the same test windows
 * @param scores the network beside the baselines; the first table is the one that the verdict rests
 *     on, further ones are per target
 * @param stepErrors error by step of the horizon, overall or per target
 * @param losses the training's course
 * @param gradients gradient norms per layer, where they were recorded
 * @param next forecast of the steps after the data's last row
 * @param model the trained model
 * @param usage command lines that use the model file
 * @param stamp how the run was made
 * @param diagnostics intervals and residuals
 */
public record ForecastReport(
    String title,
    Findings findings,
    DataSummary data,
    PageAxis axis,
    List<SplitPart> parts,
    List<TargetForecasts> targets,
    List<LabelledScores> scores,
    List<StepErrors> stepErrors,
    LossCurve losses,
    Optional<GradientNorms> gradients,
    Optional<NextForecast> next,
    ModelSummary model,
    List<CommandExample> usage,
    ProtocolStamp stamp,
    Diagnostics diagnostics) {
  /** A report without diagnostics. */
  public ForecastReport(
      String title,
      Findings findings,
      DataSummary data,
      PageAxis axis,
      List<SplitPart> parts,
      List<TargetForecasts> targets,
      List<LabelledScores> scores,
      List<StepErrors> stepErrors,
      LossCurve losses,
      Optional<GradientNorms> gradients,
      Optional<NextForecast> next,
      ModelSummary model,
      List<CommandExample> usage,
      ProtocolStamp stamp) {
    this(
        title,
        findings,
        data,
        axis,
        parts,
        targets,
        scores,
        stepErrors,
        losses,
        gradients,
        next,
        model,
        usage,
        stamp,
        Diagnostics.NONE);
  }

  /** Checks that the parts of the report speak of the same rows, horizon and windows. */
  public ForecastReport {
    Check.text("ForecastReport", "title", title);
    parts = Check.notEmpty("ForecastReport", "parts", parts);
    targets = Check.notEmpty("ForecastReport", "targets", targets);
    scores = Check.notEmpty("ForecastReport", "scores", scores);
    stepErrors = List.copyOf(stepErrors);
    usage = List.copyOf(usage);
    checkParts(parts, axis.rows());
    for (TargetForecasts target : targets) {
      checkTarget(target, targets.getFirst(), axis.rows(), model.horizon().rows());
    }
  }

  private static void checkParts(List<SplitPart> parts, int rows) {
    int end = 0;
    for (SplitPart part : parts) {
      Check.that(
          part.firstRow() >= end && part.endRow() <= rows,
          "ForecastReport expects parts in the order of their rows within %d rows; "
              + "received %s from %d to %d after row %d.",
          rows,
          part.role(),
          part.firstRow(),
          part.endRow(),
          end);
      end = part.endRow();
    }
  }

  private static void checkTarget(
      TargetForecasts target, TargetForecasts first, int rows, int horizon) {
    Check.that(
        target.values().size() == rows,
        "ForecastReport expects %d values for %s, one for each row of the axis; received %d.",
        rows,
        target.target(),
        target.values().size());
    Check.that(
        target.horizon() <= horizon,
        "ForecastReport expects windows of %d steps at most, the model's horizon; received %d for"
            + " %s.",
        horizon,
        target.horizon(),
        target.target());
    Check.that(
        rowsOf(target).equals(rowsOf(first)),
        "ForecastReport expects the same test windows for every target; those of %s and %s differ.",
        target.target(),
        first.target());
  }

  private static List<Integer> rowsOf(TargetForecasts target) {
    return target.windows().stream().map(ForecastWindow::firstRow).toList();
  }
}
