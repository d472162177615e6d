package dev.timestep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The network beside the baselines as a table, with the reason for each figure that is undefined.
 */
final class ScoreTable {
  /** Of equals the simpler one comes first. */
  private static final Comparator<BaselineRow> ORDER =
      Comparator.comparingDouble(BaselineRow::mae).thenComparing(BaselineRow::network);

  private final BaselineTable scores;

  private ScoreTable(BaselineTable scores) {
    this.scores = scores;
  }

  static Html of(BaselineTable scores) {
    ScoreTable table = new ScoreTable(scores);
    return Html.join(List.of(table.rows(), table.reasons()));
  }

  private Html rows() {
    HtmlTable table =
        new HtmlTable("Errors of the network and the baselines: " + scores.label())
            .text("Forecaster")
            .number("MAE")
            .number("RMSE")
            .number("MASE")
            .number("Skill");
    List<BaselineRow> rows = scores.rows().stream().sorted(ORDER).toList();
    NumberText errors =
        Format.form(
            Numbers.generate(
                2 * rows.size(), i -> i % 2 == 0 ? rows.get(i / 2).mae() : rows.get(i / 2).rmse()));
    NumberText scaled =
        NumberText.column(3, Numbers.generate(rows.size(), i -> rows.get(i).mase()).toArray())
            .withDecimals(3);
    BaselineRow bestBaseline = scores.bestBaseline();
    for (BaselineRow row : rows) {
      table.styledRow(
          row.network() ? "network" : "",
          Html.of(
              "{}{}",
              row.name(),
              marks(row, row.equals(rows.getFirst()), row.equals(bestBaseline))),
          Undefined.or(row.mae(), Format.fixed(row.mae(), errors)),
          Undefined.or(row.rmse(), Format.fixed(row.rmse(), errors)),
          Undefined.or(row.mase(), Format.fixed(row.mase(), scaled)),
          Undefined.or(row.skill(), Format.percent(row.skill())));
    }
    return table.render();
  }

  private static Html marks(BaselineRow row, boolean best, boolean bestBaseline) {
    List<Html> marks = new ArrayList<>();
    if (row.network()) {
      marks.add(Html.of(" <span class=\"tag\">network</span>"));
    }
    if (best) {
      marks.add(Html.of(" <span class=\"tag\">smallest MAE</span>"));
    } else if (bestBaseline) {
      marks.add(Html.of(" <span class=\"tag\">best baseline</span>"));
    }
    return Html.join(marks);
  }

  private Html reasons() {
    List<Html> reasons = new ArrayList<>();
    if (undefined(BaselineRow::mase)) {
      reasons.add(
          reason(
              "MASE is not defined here. It divides by the error of seasonal naive in the training"
                  + " rows, and that is zero, or the training rows are too few to measure it."));
    }
    if (undefined(BaselineRow::skill)) {
      reasons.add(reason("Skill is not defined here. " + whyNoSkill(scores)));
    }
    return Html.join(reasons);
  }

  private boolean undefined(ToDoubleFunction<BaselineRow> figure) {
    return scores.rows().stream().anyMatch(row -> !Double.isFinite(figure.applyAsDouble(row)));
  }

  private static Html reason(String text) {
    return Html.of("<p class=\"reason\">{} {}</p>\n", Undefined.MARK, text);
  }

  /** Why a network's skill is not a number. */
  static String whyNoSkill(BaselineTable scores) {
    return scores.bestBaseline().mae() == 0
        ? "It divides by the MAE of the best baseline, and that is zero."
        : "It divides one MAE by another, and one of them could not be measured.";
  }
}
