package dev.timestep.report;

import java.util.ArrayList;
import java.util.List;

/** The part of the page about the scores: verdict, table, interval, error by step. */
final class ScoreParts {
  private ScoreParts() {}

  static Html verdict(ForecastReport report) {
    Verdict.Outcome outcome = report.verdict().outcome();
    BaselineTable table = report.scores().getFirst();
    long testWindows =
        report.parts().stream()
            .filter(part -> part.role() == SplitPart.Role.TEST)
            .mapToLong(SplitPart::windows)
            .sum();
    return Html.of(
        """
        <div class="verdict {}" role="note" aria-label="Verdict">
        <p class="badge"><span class="sign" aria-hidden="true">{}</span>{}</p>
        <p class="sentence">{}</p>
        </div>
        <dl class="figures">
        {}</dl>
        """,
        outcome.style(),
        outcome.sign(),
        outcome.label(),
        report.verdict().sentence(),
        List.of(
            mae("MAE of the network", table.network()),
            mae("MAE of the best baseline, " + table.bestBaseline().name(), table.bestBaseline()),
            skill(table),
            figure("Test windows", Format.count(testWindows)),
            figure("Run time", Format.seconds(report.stamp().seconds()))));
  }

  private static Html mae(String name, BaselineRow row) {
    return figure(name, Undefined.or(row.mae(), Format.number(row.mae())));
  }

  private static Html skill(BaselineTable table) {
    double skill = table.network().skill();
    return Double.isFinite(skill)
        ? figure("Skill against it", Format.percent(skill))
        : figure("Skill against it: not defined. " + ScoreTable.whyNoSkill(table), Undefined.MARK);
  }

  private static Html figure(String name, String value) {
    return Html.of("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
  }

  static Html scores(ForecastReport report) {
    List<Html> body = new ArrayList<>();
    body.add(
        Html.of(
            "<p>Every forecast used the same rows, and each figure counts every step of every test"
                + " window.</p>\n"));
    body.add(ScoreTable.of(report.scores().getFirst()));
    body.add(Html.of("<p class=\"reason\">{}</p>\n", measures(report)));
    body.add(
        report
            .interval()
            .map(ChanceFigure::of)
            .orElseGet(
                () ->
                    Html.of(
                        "<h3 id=\"chance\">Could it be chance?</h3>\n<p>The test part has too few"
                            + " windows to tell.</p>\n")));
    if (report.scores().size() > 1) {
      List<Html> more = report.scores().stream().skip(1).map(ScoreParts::labelledTable).toList();
      body.add(Html.of("<details><summary>Each target on its own</summary>\n{}</details>\n", more));
    }
    return Html.join(body);
  }

  private static String measures(ForecastReport report) {
    boolean one = report.targets().size() == 1;
    return "MAE is the mean absolute error and RMSE the root mean squared error, both in the units"
        + (one
            ? " of " + report.targets().getFirst().target() + "."
            : " of the targets; each is the mean over the targets.")
        + " MASE is MAE divided by the error of seasonal naive in the training rows. Skill is 1 −"
        + " MAE divided by the MAE of the best baseline: a forecaster above zero is better than"
        + " that baseline.";
  }

  private static Html labelledTable(BaselineTable table) {
    return Html.of("<h3>{}</h3>\n{}", table.label(), ScoreTable.of(table));
  }

  static Html stepErrors(ForecastReport report) {
    List<Plot.View> views = report.stepErrors().stream().map(ScoreParts::stepView).toList();
    StepErrors first = report.stepErrors().getFirst();
    int last = first.network().size() - 1;
    return new Plot(
            "Mean absolute error of each step of the horizon, over all test windows.",
            "Error by step. Network: "
                + Format.number(first.network().at(0))
                + " at step 1, "
                + Format.number(first.network().at(last))
                + " at step "
                + (last + 1)
                + ".",
            260,
            false,
            false,
            views)
        .render();
  }

  private static Plot.View stepView(StepErrors errors) {
    List<Plot.Line> lines = new ArrayList<>();
    lines.add(new Plot.Line("network", Plot.LineStyle.NETWORK, errors.network()));
    for (StepErrors.Line line : errors.baselines()) {
      Plot.LineStyle style = lines.size() == 1 ? Plot.LineStyle.BASELINE : Plot.LineStyle.OTHER;
      lines.add(new Plot.Line(line.name(), style, line.errors()));
    }
    return new Plot.View(
        errors.label(),
        "mean absolute error, " + errors.label(),
        new Plot.Counts("step", "steps ahead", errors.network().size()),
        lines,
        List.of(),
        List.of());
  }
}
