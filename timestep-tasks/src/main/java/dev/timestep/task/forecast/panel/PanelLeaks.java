package dev.timestep.task.forecast.panel;

import dev.timestep.task.forecast.covariate.Covariate;
import dev.timestep.task.forecast.covariate.DisguiseCheck;
import dev.timestep.task.table.panel.PanelSeries;
import dev.timestep.task.table.panel.PanelValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Columns that are said to be known in advance and can hardly be, in some of the series: what is
 * found in most of them is named.
 */
final class PanelLeaks {
  private static final int SERIES = 20;

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  private PanelLeaks() {}

  /** What is found in the training rows. */
  static List<String> of(PanelPlan plan) {
    List<String> ahead =
        plan.spec().inputs().covariates().stream()
            .filter(one -> one.ahead() && one.categories().isEmpty())
            .map(Covariate::column)
            .toList();
    if (ahead.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> found = new LinkedHashMap<>();
    Map<String, String> first = new LinkedHashMap<>();
    int looked = 0;
    int count = plan.inputs().count();
    for (int at = 0; at < Math.min(SERIES, count); at++) {
      int s = (int) ((long) at * count / Math.min(SERIES, count));
      PanelSeries series = plan.table().series().get(s);
      int rows = plan.parts().train(series.rows());
      if (rows > plan.spec().inputs().season() + 2) {
        looked++;
        for (String text : in(plan, s, ahead, rows)) {
          // Shares differ from series to series.
          String kind = NUMBER.matcher(text).replaceAll("");
          first.putIfAbsent(kind, text);
          found.merge(kind, 1, Integer::sum);
        }
      }
    }
    List<String> most = new ArrayList<>();
    int half = looked / 2;
    found.forEach(
        (kind, times) -> {
          if (times > half) {
            most.add(first.getOrDefault(kind, kind));
          }
        });
    return most;
  }

  private static List<String> in(PanelPlan plan, int s, List<String> ahead, int rows) {
    PanelSeries series = plan.table().series().get(s);
    DisguiseCheck check =
        new DisguiseCheck(
            ahead,
            ahead.stream()
                .map(column -> known(series.values(column), rows))
                .toArray(double[][]::new),
            plan.spec().inputs().season());
    List<String> texts = new ArrayList<>();
    double[][] values = plan.inputs().values(s);
    for (int k = 0; k < values.length; k++) {
      texts.addAll(check.of(plan.spec().inputs().targets().get(k), Arrays.copyOf(values[k], rows)));
    }
    texts.addAll(check.measured());
    return texts;
  }

  /** The value before a missing one, 0 before the first. */
  private static double[] known(PanelValues values, int rows) {
    double[] all = new double[rows];
    for (int row = 0; row < rows; row++) {
      all[row] = values.missing(row) ? (row > 0 ? all[row - 1] : 0) : values.get(row);
    }
    return all;
  }
}
