package dev.timestep.task.forecast;

import dev.timestep.judge.FigureForm;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Residuals;
import dev.timestep.judge.ScoreLevels;
import dev.timestep.report.Diagnostics;
import dev.timestep.report.NextForecast;
import dev.timestep.report.Numbers;
import dev.timestep.task.table.TimeTable;
import java.util.ArrayList;
import java.util.List;

/** Intervals and residuals as the page shows them. */
public final class IntervalReports {
  /** Intervals of the fan, the widest first, by the place of their lower level. */
  private static final double[] FAN = {0.05, 0.1, 0.3};

  private static final double SAME = 1e-9;

  private IntervalReports() {}

  /** The table of all models, and the plots of the one that is kept. */
  public static Diagnostics.IntervalScores scores(IntervalScores intervals) {
    List<Measure> measures = IntervalScores.SHOWN;
    List<FigureForm> forms =
        measures.stream()
            .map(
                measure ->
                    FigureForm.of(
                        measure,
                        intervals.models().stream()
                            .mapToDouble(model -> figure(model, measure))
                            .toArray()))
            .toList();
    List<Diagnostics.IntervalScores.Row> rows = new ArrayList<>();
    for (IntervalScores.Model model : intervals.models()) {
      List<String> figures = new ArrayList<>();
      for (int at = 0; at < measures.size(); at++) {
        figures.add(forms.get(at).of(figure(model, measures.get(at))));
      }
      rows.add(
          new Diagnostics.IntervalScores.Row(
              model.label(), model.id().equals(intervals.kept()), figures));
    }
    return new Diagnostics.IntervalScores(
        intervals.keptModel().label(),
        rows,
        measures.stream().map(Measure::label).toList(),
        Numbers.of(intervals.shares().levels()),
        Numbers.of(intervals.shares().below()),
        1 - ScoreLevels.DECILES.alpha(),
        Numbers.of(IntervalScores.steps(intervals.keptModel(), Measure.COVERAGE)));
  }

  private static double figure(IntervalScores.Model model, Measure measure) {
    return model.scores().all().figure(measure).value().orElse(Double.NaN);
  }

  /** Errors one step ahead of every target; none where there is but one window. */
  public static List<Diagnostics.StepOne> residuals(
      List<String> targets, Forecaster model, int[] origins, TimeTable table) {
    List<Diagnostics.StepOne> all = new ArrayList<>();
    for (int k = 0; k < targets.size() && origins.length > 1; k++) {
      double[] column = table.column(targets.get(k));
      double[] errors = new double[origins.length];
      for (int w = 0; w < errors.length; w++) {
        errors[w] = column[origins[w]] - model.forecast(origins[w])[k][0];
      }
      all.add(new Diagnostics.StepOne(targets.get(k), new Residuals(errors)));
    }
    return all;
  }

  /** The fan around the forecast of a target. */
  public static List<NextForecast.Band> bands(Forecast forecast, int target) {
    List<NextForecast.Band> bands = new ArrayList<>();
    for (double lower : forecast.quantiles().isEmpty() ? new double[0] : FAN) {
      bands.add(
          new NextForecast.Band(
              1 - 2 * lower, at(forecast, target, lower), at(forecast, target, 1 - lower)));
    }
    return bands;
  }

  private static Numbers at(Forecast forecast, int target, double level) {
    return forecast.quantiles().stream()
        .filter(one -> Math.abs(one.level() - level) < SAME)
        .findFirst()
        .map(one -> Numbers.of(one.values()[target]))
        .orElseThrow();
  }
}
