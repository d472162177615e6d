package dev.timestep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the page says about the network's standing: verdict, table, interval, error by step. */
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
            figure("MAE of the network", Format.number(table.network().mae())),
            figure(
                "MAE of the best baseline, " + table.bestBaseline().name(),
                Format.number(table.bestBaseline().mae())),
            figure("Skill against it", Format.percent(table.network().skill())),
            figure("Test windows", Format.count(testWindows)),
            figure("Run time", Format.seconds(report.stamp().seconds()))));
  }

  private static Html figure(String name, String value) {
    return Html.of("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
  }

  static Html scores(ForecastReport report) {
    List<Html> body = new ArrayList<>();
    body.add(
        Html.of(
            "<p>Every forecaster saw the same rows and was measured on every step of every test"
                + " window. Skill is 1 − MAE divided by the best baseline’s MAE: above zero is"
                + " better than that baseline.</p>\n"));
    body.add(table(report.scores().getFirst()));
    report.interval().ifPresent(interval -> body.add(interval(interval)));
    if (report.scores().size() > 1) {
      List<Html> more = report.scores().stream().skip(1).map(ScoreParts::labelledTable).toList();
      body.add(Html.of("<details><summary>Each target on its own</summary>\n{}</details>\n", more));
    }
    return Html.join(body);
  }

  private static Html labelledTable(BaselineTable table) {
    return Html.of("<h3>{}</h3>\n{}", table.label(), table(table));
  }

  private static Html table(BaselineTable scores) {
    HtmlTable table =
        new HtmlTable("Errors of the network and the baselines: " + scores.label())
            .text("Forecaster")
            .number("MAE")
            .number("RMSE")
            .number("MASE")
            .number("Skill");
    // Of equals the simpler one comes first.
    Comparator<BaselineRow> order =
        Comparator.comparingDouble(BaselineRow::mae).thenComparing(BaselineRow::network);
    List<BaselineRow> rows = scores.rows().stream().sorted(order).toList();
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
          Format.fixed(row.mae(), errors),
          Format.fixed(row.rmse(), errors),
          Format.fixed(row.mase(), scaled),
          Format.percent(row.skill()));
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

  private static Html interval(BootstrapInterval interval) {
    // Zero, both ends and some air are on the scale, whatever the figures are.
    double left = Math.min(0, interval.low());
    double right = Math.max(0, interval.high());
    double air = right > left ? 0.15 * (right - left) : 1;
    double from = left - air;
    double width = right + air - from;
    String level = String.format(Locale.ROOT, "%.0f\u202f%%", 100 * interval.level());
    NumberText form =
        Format.form(Numbers.of(Math.max(Math.abs(interval.low()), Math.abs(interval.high()))))
            .showing(1, nearestToZero(interval));
    String low = Format.fixed(interval.low(), form);
    String high = Format.fixed(interval.high(), form);
    String words =
        "MAE of "
            + interval.against()
            + " minus MAE of the network: "
            + Format.fixed(interval.estimate(), form)
            + ", "
            + level
            + " interval "
            + low
            + " to "
            + high;
    return Html.of(
        """
        <h3>Could it be chance?</h3>
        <figure class="interval">
        <div class="track" role="img" aria-label="{}">
        <span class="zero" style="left:{}%"></span>
        <span class="range" style="left:{}%;width:{}%"></span>
        <span class="point" style="left:{}%"></span>
        <span class="side left">baseline better</span><span class="side right">network better</span>
        </div>
        <figcaption>{}. A paired block bootstrap over the test windows: {} samples of blocks of {}. \
        {}</figcaption>
        </figure>
        """,
        words,
        share(-from / width),
        share((interval.low() - from) / width),
        share((interval.high() - interval.low()) / width),
        share((interval.estimate() - from) / width),
        words,
        Format.count(interval.resamples()),
        Format.plural(interval.blockLength(), "window", "windows"),
        meaning(interval));
  }

  /** The end that is nearest to zero, which must not be printed as zero; 0 where zero is inside. */
  private static double nearestToZero(BootstrapInterval interval) {
    return interval.low() > 0 ? interval.low() : Math.min(0, interval.high());
  }

  private static String meaning(BootstrapInterval interval) {
    if (interval.low() > 0) {
      return "The whole interval lies on the network’s side of zero.";
    }
    return interval.high() < 0
        ? "The whole interval lies on the baseline’s side of zero."
        : "The interval holds zero, so the difference may be chance.";
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
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
        new Plot.Counts("step", errors.network().size()),
        lines,
        List.of(),
        List.of());
  }
}
