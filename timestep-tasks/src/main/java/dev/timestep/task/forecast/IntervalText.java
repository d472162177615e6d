package dev.timestep.task.forecast;

import dev.timestep.judge.FigureForm;
import dev.timestep.judge.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The scores of intervals as a table for a terminal. */
final class IntervalText {
  /** Longer names are cut, so that a line fits a terminal. */
  private static final int NAME = 46;

  private IntervalText() {}

  static String of(IntervalScores intervals) {
    List<String[]> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("intervals of 90 %"));
    IntervalScores.SHOWN.forEach(measure -> head.add(measure.label()));
    rows.add(head.toArray(String[]::new));
    List<IntervalScores.Model> models = intervals.models();
    FigureForm[] forms =
        IntervalScores.SHOWN.stream()
            .map(measure -> form(models, measure))
            .toArray(FigureForm[]::new);
    for (IntervalScores.Model model : models) {
      String[] row = new String[forms.length + 1];
      String name = model.label() + (model.id().equals(intervals.kept()) ? " (kept)" : "");
      row[0] = name.length() > NAME ? name.substring(0, NAME - 1) + "…" : name;
      for (int at = 0; at < forms.length; at++) {
        row[at + 1] = forms[at].of(figure(model, IntervalScores.SHOWN.get(at)));
      }
      rows.add(row);
    }
    return aligned(rows);
  }

  private static FigureForm form(List<IntervalScores.Model> models, Measure measure) {
    return FigureForm.of(
        measure, models.stream().mapToDouble(model -> figure(model, measure)).toArray());
  }

  private static double figure(IntervalScores.Model model, Measure measure) {
    return model.scores().all().figure(measure).value().orElse(Double.NaN);
  }

  private static String aligned(List<String[]> rows) {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      Arrays.setAll(widths, at -> Math.max(widths[at], row[at].length()));
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      text.append(text.isEmpty() ? "" : "\n").append(row[0]);
      text.append(" ".repeat(widths[0] - row[0].length()));
      for (int at = 1; at < row.length; at++) {
        text.append("  ").append(" ".repeat(widths[at] - row[at].length())).append(row[at]);
      }
    }
    return text.toString();
  }
}
