package dev.timestep.task.forecast;

import dev.timestep.judge.NumberText;
import dev.timestep.judge.Part;
import dev.timestep.task.forecast.covariate.Covariate;
import dev.timestep.task.forecast.covariate.DisguiseCheck;
import dev.timestep.task.forecast.window.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks, after judging, for ways in which a score can be better than the forecast: a scale that was
 * fitted on later rows, windows of two parts that share rows, and forecasts that are nothing but a
 * value of the series moved along.
 *
 * <p>What is found is named with its numbers; nothing found proves nothing.
 */
final class LeakCheck {
  /** Scales closer than this are one and the same. */
  private static final double SAME = 1e-9;

  /** Share of the usual distance up to which a forecast counts as a copy. */
  private static final double COPY = 0.01;

  private final List<String> names;
  private final double[][] series;

  /**
   * A check.
   *
   * @param names of the targets
   * @param series [target][row]
   */
  LeakCheck(List<String> names, double[][] series) {
    this.names = names;
    this.series = series;
  }

  /** All checks on a plan and the forecasts at its test origins. */
  static List<String> of(ForecastPlan plan, double[][] series, String label, Forecaster model) {
    LeakCheck check = new LeakCheck(plan.pipeline().inputs().targets(), series);
    int[] tests = plan.windows().origins(Part.TEST);
    int horizon = plan.windows().horizon();
    List<String> found =
        new ArrayList<>(
            new LeakCheck(check.names, plan.pipeline().transforms().apply(series))
                .scales(plan.pipeline().scale(), plan.windows().split()));
    List<int[]> parts = Arrays.stream(Part.values()).map(plan.windows()::origins).toList();
    check.overlap(parts, horizon).ifPresent(found::add);
    found.addAll(check.copies(label, model, tests, horizon));
    found.addAll(check.disguises(plan));
    return found;
  }

  /** Columns said to be known in advance that can hardly be, by the training rows. */
  private List<String> disguises(ForecastPlan plan) {
    List<String> ahead =
        plan.pipeline().inputs().covariates().stream()
            .filter(one -> one.ahead() && one.categories().isEmpty())
            .map(Covariate::column)
            .toList();
    if (ahead.isEmpty()) {
      return List.of();
    }
    int rows = plan.windows().split().train();
    DisguiseCheck check =
        new DisguiseCheck(
            ahead,
            ahead.stream()
                .map(column -> Arrays.copyOf(plan.table().known(column), rows))
                .toArray(double[][]::new),
            plan.season());
    List<String> found = new ArrayList<>();
    for (int k = 0; k < series.length; k++) {
      found.addAll(check.of(names.get(k), Arrays.copyOf(series[k], rows)));
    }
    found.addAll(check.measured());
    return found;
  }

  /** A scale that is that of rows beyond the training part, and not that of the training rows. */
  List<String> scales(double[] scale, Split split) {
    List<String> found = new ArrayList<>();
    double[] right = ForecastPipeline.scales(series, split.train());
    for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
      int rows = split.end(part);
      double[] leaking = ForecastPipeline.scales(series, rows);
      for (int k = 0; k < scale.length; k++) {
        if (!near(scale[k], right[k]) && near(scale[k], leaking[k])) {
          found.add(
              "leak: the scale of %s, %s, is that of the first %d rows, which include %s rows; that"
                      .formatted(names.get(k), NumberText.figures(scale[k]), rows, part.label())
                  + " of the %d training rows is %s"
                      .formatted(split.train(), NumberText.figures(right[k])));
        }
      }
    }
    return found;
  }

  private static boolean near(double first, double second) {
    return Math.abs(first - second) <= SAME * Math.abs(second);
  }

  /**
   * Windows of different parts whose target rows are shared.
   *
   * @param parts origins of each part, ascending, the parts in their order in time
   */
  Optional<String> overlap(List<int[]> parts, int horizon) {
    for (int at = 1; at < parts.size(); at++) {
      int[] earlier = parts.get(at - 1);
      int[] later = parts.get(at);
      int last = earlier[earlier.length - 1] + horizon;
      if (later[0] < last) {
        return Optional.of(
            "leak: a window of the %s part forecasts row %d, and one of the %s part begins at row"
                    .formatted(Part.values()[at - 1].label(), last, Part.values()[at].label())
                + " %d: they share %d rows".formatted(later[0] + 1, last - later[0]));
      }
    }
    return Optional.empty();
  }

  /**
   * Forecasts that copy: the last value before the origin at every step, or the value one row
   * before the one to be forecast, which from step 2 on nobody can know.
   */
  List<String> copies(String label, Forecaster model, int[] origins, int horizon) {
    List<String> found = new ArrayList<>();
    for (int k = 0; k < series.length; k++) {
      double[] y = series[k];
      double repeated = 0;
      double moved = 0;
      double distance = 0;
      double change = 0;
      for (int origin : origins) {
        double[] forecast = model.forecast(origin)[k];
        for (int h = 0; h < horizon; h++) {
          repeated += Math.abs(forecast[h] - y[origin - 1]);
          distance += Math.abs(y[origin + h] - y[origin - 1]);
          // At step 1 the row before is the last known one, which any forecast may use.
          moved += h == 0 ? 0 : Math.abs(forecast[h] - y[origin + h - 1]);
          change += h == 0 ? 0 : Math.abs(y[origin + h] - y[origin + h - 1]);
        }
      }
      if (repeated <= COPY * distance && distance > 0) {
        found.add(
            "the %s only repeats the last value of %s before the origin: it lies %s away from it on"
                    .formatted(label, names.get(k), share(repeated, distance))
                + " average, measured by how far the series moves");
      } else if (moved <= COPY * change && change > 0) {
        found.add(
            "leak: the %s gives the value of %s one row before the one to be forecast, which is not"
                    .formatted(label, names.get(k))
                + " known at the origin: it lies %s away from it on average, measured by how far the"
                    .formatted(share(moved, change))
                + " series moves from row to row");
      }
    }
    return found;
  }

  private static String share(double part, double whole) {
    return NumberText.percent(part / whole);
  }
}
