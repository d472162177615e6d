package dev.timestep.report;

import dev.timestep.judge.FigureForm;
import dev.timestep.judge.Findings;
import dev.timestep.judge.Measure;
import dev.timestep.judge.Score;
import java.util.ArrayList;
import java.util.List;

/** The part of the page about the scores: verdict, table, interval, error by step. */
final class ScoreParts {
  private ScoreParts() {}

  /** What a page begins with: the verdict, and the figures behind it. */
  static Html verdict(Findings findings, double seconds) {
    VerdictBadge badge = VerdictBadge.of(findings);
    Measure measure = findings.scores().primary();
    return Html.of(
        """
        <div class="verdict {}" role="note" aria-label="Verdict">
        <p class="badge"><span class="sign" aria-hidden="true">{}</span>{}</p>
        <p class="sentence">{}</p>
        </div>
        <dl class="figures">
        {}</dl>
        """,
        badge.style(),
        badge.sign(),
        badge.label(),
        Format.signs(findings.verdict().sentence()),
        List.of(
            figure(
                Format.sentence(measure.label()) + " of the " + findings.scores().subject(),
                findings,
                findings.scores().network()),
            figure(
                Format.sentence(measure.label())
                    + " of the best baseline, "
                    + findings.best().label(),
                findings,
                findings.best()),
            skill(findings),
            figure(
                Format.sentence(findings.cases().many()), Format.count(findings.scores().cases())),
            figure("Run time", Format.seconds(seconds))));
  }

  private static Html figure(String name, Findings findings, Score score) {
    Measure measure = findings.scores().primary();
    double value = score.figure(measure);
    return figure(
        name, Undefined.or(value, Format.printed(FigureForm.of(measure, value).of(value))));
  }

  private static Html skill(Findings findings) {
    double skill = findings.skill().orElse(Double.NaN);
    return Double.isFinite(skill)
        ? figure("Skill against it", Format.percent(skill))
        : figure(
            "Skill against it: not defined. " + ScoreRows.whyNoSkill(findings.scores()),
            Undefined.MARK);
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
    body.add(ScoreRows.of(report.scores().getFirst()));
    body.add(Html.of("<p class=\"reason\">{}</p>\n", measures(report)));
    body.add(chance(report.findings()));
    if (report.scores().size() > 1) {
      List<Html> more = report.scores().stream().skip(1).map(ScoreParts::labelledTable).toList();
      body.add(Html.of("<details><summary>Each target on its own</summary>\n{}</details>\n", more));
    }
    return Html.join(body);
  }

  /** Whether the difference may be chance. */
  static Html chance(Findings findings) {
    Html interval =
        findings.interval().isPresent()
            ? ChanceFigure.of(findings, findings.interval().get())
            : Html.of(
                "<h3 id=\"chance\">Could it be chance?</h3>\n"
                    + "<p>There are too few {} to tell.</p>\n",
                findings.cases().many());
    return findings
        .dieboldMariano()
        .map(
            test ->
                Html.join(
                    List.of(
                        interval,
                        Html.of(
                            "<p class=\"reason\">{}: p is the chance of such a difference or a"
                                + " larger one if both forecasts were equally good.</p>\n",
                            Format.signs(test.words())))))
        .orElse(interval);
  }

  private static String measures(ForecastReport report) {
    boolean one = report.targets().size() == 1;
    return "MAE is the mean absolute error and RMSE the root mean squared error, both in the units"
        + (one
            ? " of " + report.targets().getFirst().target() + "."
            : " of the targets; each is the mean over the targets.")
        + " MASE is MAE divided by the error of seasonal naive in the training rows. Skill is 1 −"
        + " MAE divided by the MAE of the best baseline: a model above zero is better than"
        + " that baseline.";
  }

  private static Html labelledTable(LabelledScores table) {
    return Html.of("<h3>{}</h3>\n{}", table.label(), ScoreRows.of(table));
  }

  static Html stepErrors(ForecastReport report) {
    return stepErrorPlot(report).render();
  }

  static Plot stepErrorPlot(ForecastReport report) {
    List<Plot.View> views =
        report.stepErrors().stream().map(errors -> stepView(errors, subject(report))).toList();
    StepErrors first = report.stepErrors().getFirst();
    int last = first.network().size() - 1;
    return new Plot(
        "Mean absolute error of each step of the horizon, over all test windows.",
        "Error by step. "
            + Format.sentence(subject(report))
            + ": "
            + Format.number(first.network().at(0))
            + " at step 1, "
            + Format.number(first.network().at(last))
            + " at step "
            + (last + 1)
            + ".",
        260,
        false,
        false,
        views);
  }

  private static String subject(ForecastReport report) {
    return report.findings().scores().subject();
  }

  private static Plot.View stepView(StepErrors errors, String subject) {
    List<Plot.Line> lines = new ArrayList<>();
    lines.add(new Plot.Line(subject, Plot.LineStyle.NETWORK, errors.network()));
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
