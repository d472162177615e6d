package dev.timestep.task.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The gate's result as text for a terminal: one line per model, aligned columns, the verdict. */
public final class BaselineTable {
  private static final String ABSENT = "-";

  private BaselineTable() {}

  /**
   * Renders the result.
   *
   * <p>Skill is held against the best baseline, which is marked with {@code *}; a dash means that a
   * figure is absent.
   *
   * @return lines, each ended by {@code \n}
   */
  public static String render(GateResult result) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"model", "MAE", "RMSE", "MASE", "skill"});
    double best = result.bestBaseline().metrics().mae();
    int decimals = Figures.decimals(smallestError(result));
    for (ModelScore score : result.baselines()) {
      String mark = score.name().equals(result.best()) ? " *" : "";
      rows.add(row(score, score.label() + mark, best, decimals));
    }
    rows.add(row(result.network(), result.network().label(), best, decimals));
    var text = new StringBuilder();
    align(rows, text);
    text.append('\n').append(result.verdict().sentence()).append('\n');
    for (GateResult.Omitted omitted : result.omitted()) {
      text.append("Left out: ").append(omitted.label()).append(" (").append(omitted.reason());
      text.append(").\n");
    }
    for (String note : result.notes()) {
      text.append("Note: ").append(note).append(".\n");
    }
    return text.toString();
  }

  private static double smallestError(GateResult result) {
    double smallest = result.network().metrics().mae();
    for (ModelScore score : result.baselines()) {
      double mae = score.metrics().mae();
      smallest = smallest > 0 && (mae <= 0 || smallest < mae) ? smallest : mae;
    }
    return smallest;
  }

  private static String[] row(ModelScore score, String label, double best, int decimals) {
    Metrics metrics = score.metrics();
    OptionalDouble skill = Metrics.skill(metrics.mae(), best);
    return new String[] {
      label,
      Figures.fixed(metrics.mae(), decimals),
      Figures.fixed(metrics.rmse(), decimals),
      metrics.mase().isPresent() ? Figures.fixed(metrics.mase().getAsDouble(), 3) : ABSENT,
      skill.isPresent() ? Figures.percent(skill.getAsDouble()) : ABSENT
    };
  }

  /** The first column to the left, figures to the right. */
  private static void align(List<String[]> rows, StringBuilder text) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - row[i].length());
        text.append(i == 0 ? row[i] + padding : "  " + padding + row[i]);
      }
      text.append('\n');
    }
  }
}
