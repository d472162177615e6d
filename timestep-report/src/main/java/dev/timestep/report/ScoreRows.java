package dev.timestep.report;

import dev.timestep.judge.FigureForm;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Score;
import dev.timestep.judge.ScoreTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network beside the baselines as a table, with the reason for each figure that is undefined.
 */
final class ScoreRows {
  private static final String NETWORK = "network";

  private final String label;
  private final ScoreTable scores;

  private ScoreRows(LabelledScores scores) {
    this.label = scores.label();
    this.scores = scores.table();
  }

  static Html of(LabelledScores scores) {
    ScoreRows table = new ScoreRows(scores);
    return Html.join(List.of(table.rows(), table.reasons()));
  }

  /** Of equals the simpler one comes first. */
  private List<Score> ordered() {
    List<Score> simplestFirst = new ArrayList<>(scores.baselines());
    simplestFirst.addAll(scores.beside());
    simplestFirst.add(scores.network());
    simplestFirst.sort(Comparator.comparingDouble(score -> score.figure(scores.primary())));
    return simplestFirst;
  }

  private Html rows() {
    HtmlTable table =
        new HtmlTable("Scores of the network and the baselines: " + label).text("Model");
    Map<Measure, FigureForm> forms = new LinkedHashMap<>();
    for (Measure measure : scores.measures()) {
      table.number(measure.label());
      forms.put(measure, FigureForm.of(scores, measure));
    }
    table.number("Skill");
    List<Score> rows = ordered();
    for (Score row : rows) {
      boolean network = row.id().equals(scores.network().id());
      List<Object> cells = new ArrayList<>();
      cells.add(Html.of("{}{}", row.label(), marks(row, network, row.equals(rows.getFirst()))));
      forms.forEach(
          (measure, form) -> {
            double figure = row.figure(measure);
            cells.add(Undefined.or(figure, Format.printed(form.of(figure))));
          });
      double skill = scores.skill(row).orElse(Double.NaN);
      cells.add(Undefined.or(skill, Format.percent(skill)));
      table.styledRow(network ? "network" : "", cells.toArray());
    }
    return table.render();
  }

  private Html marks(Score row, boolean network, boolean best) {
    List<Html> marks = new ArrayList<>();
    if (network && !row.label().equals(NETWORK)) {
      String tag = scores.beside().isEmpty() ? NETWORK : "judged";
      marks.add(Html.of(" <span class=\"tag\">{}</span>", tag));
    }
    if (best) {
      marks.add(Html.of(" <span class=\"tag\">{}</span>", smallest(scores.primary())));
    } else if (row.id().equals(scores.best().id())) {
      marks.add(Html.of(" <span class=\"tag\">best baseline</span>"));
    }
    if (scores.keeps(row)) {
      marks.add(Html.of(" <span class=\"tag\">kept</span>"));
    }
    return Html.join(marks);
  }

  /** "smallest MAE", but "lowest error rate": a share has a name, not an abbreviation. */
  private static String smallest(Measure measure) {
    return measure.form() == Measure.Form.PERCENT
        ? "lowest " + measure.words()
        : "smallest " + measure.label();
  }

  private Html reasons() {
    List<Html> reasons = new ArrayList<>();
    for (Measure measure : scores.measures()) {
      if (scores.all().anyMatch(row -> !Double.isFinite(row.figure(measure)))) {
        reasons.add(reason(measure.label() + " is not defined here." + why(measure)));
      }
    }
    if (scores.all().anyMatch(row -> scores.skill(row).isEmpty())) {
      reasons.add(reason("Skill is not defined here. " + whyNoSkill(scores)));
    }
    return Html.join(reasons);
  }

  private static String why(Measure measure) {
    return measure.equals(Measure.MASE)
        ? " It divides by the error of seasonal naive in the training rows, and that is zero, or"
            + " the training rows are too few to measure it."
        : "";
  }

  private static Html reason(String text) {
    return Html.of("<p class=\"reason\">{} {}</p>\n", Undefined.MARK, text);
  }

  /** Why a network's skill is not a number. */
  static String whyNoSkill(ScoreTable scores) {
    String measure = scores.primary().label();
    return scores.best().figure(scores.primary()) == 0
        ? "It divides by the " + measure + " of the best baseline, and that is zero."
        : "It divides one " + measure + " by another, and one of them could not be measured.";
  }
}
