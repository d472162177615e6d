package dev.timestep.report;

import dev.timestep.judge.NumberText;
import dev.timestep.judge.Residuals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The page's intervals and residuals. */
final class DiagnosticParts {
  private static final int LAGS = 40;
  private static final int HEIGHT = 240;

  private DiagnosticParts() {}

  /** The table of intervals, how often values lie below each quantile, and coverage by step. */
  static Html intervals(Diagnostics.IntervalScores scores) {
    String share = whole(scores.share());
    HtmlTable table = new HtmlTable("Intervals that should hold " + share).text("Model");
    scores.columns().forEach(table::number);
    for (Diagnostics.IntervalScores.Row row : scores.models()) {
      List<Object> cells = new ArrayList<>(List.of(row.name() + (row.kept() ? " (kept)" : "")));
      cells.addAll(row.figures());
      table.row(cells.toArray());
    }
    return Html.join(
        List.of(
            Html.of(
                "<p>Every model has intervals that should hold {} of the values, made of its own"
                    + " errors in the windows before each origin.</p>\n",
                share),
            table.render(),
            Html.of(
                "<p class=\"reason\">Coverage is the share of the test values inside the interval."
                    + " MSIS is the interval score, its width and a penalty for what lies outside,"
                    + " over the scale of MASE. CRPS scores the whole distribution; of both, less"
                    + " is better.</p>\n"),
            reliability(scores).render(),
            coverage(scores).render()));
  }

  static Plot reliability(Diagnostics.IntervalScores scores) {
    Numbers percent = percent(scores.levels());
    return new Plot(
            "How often the values lie below each quantile of the " + scores.label() + ".",
            "Share of the test values below each quantile: "
                + Format.percent(scores.observed().at(0))
                + " below the lowest, which is "
                + whole(scores.levels().at(0))
                + ".",
            HEIGHT,
            false,
            false,
            List.of(
                new Plot.View(
                    scores.label(),
                    "values below the quantile, %",
                    new Plot.Places("percent", "level of the quantile, %", percent),
                    List.of(
                        new Plot.Line(
                            "observed", Plot.LineStyle.NETWORK, percent(scores.observed())),
                        new Plot.Line("as it should be", Plot.LineStyle.BASELINE, percent)),
                    List.of(),
                    List.of())));
  }

  private static Numbers percent(Numbers shares) {
    return Numbers.generate(shares.size(), at -> 100 * shares.at(at));
  }

  static Plot coverage(Diagnostics.IntervalScores scores) {
    int steps = scores.coverageByStep().size();
    return new Plot(
            "Coverage of each step of the horizon by the " + scores.label() + ".",
            "Coverage by step: "
                + Format.percent(scores.coverageByStep().at(0))
                + " at step 1, "
                + Format.percent(scores.coverageByStep().at(steps - 1))
                + " at step "
                + steps
                + ".",
            HEIGHT,
            false,
            false,
            List.of(
                new Plot.View(
                    scores.label(),
                    "values inside the interval, %",
                    new Plot.Counts("step", "steps ahead", steps),
                    List.of(
                        new Plot.Line(
                            "observed", Plot.LineStyle.NETWORK, percent(scores.coverageByStep())),
                        new Plot.Line(
                            "as it should be",
                            Plot.LineStyle.BASELINE,
                            Numbers.generate(steps, at -> 100 * scores.share()))),
                    List.of(),
                    List.of())));
  }

  /** A share as the name of an interval: 0.9 is "90 %", 0.975 is "97.5 %". */
  static String whole(double share) {
    return NumberText.exact(Math.round(1e4 * share) / 100.0) + " %";
  }

  /** Histogram, autocorrelation and comparison with the normal distribution. */
  static Html residuals(List<Diagnostics.StepOne> all) {
    List<Html> parts = new ArrayList<>();
    parts.add(
        Html.of(
            "<p>What came minus the forecast of it one step ahead, in each test window. A good"
                + " forecast leaves errors around zero and without memory.</p>\n"));
    residualPlots(all).forEach(plot -> parts.add(plot.render()));
    return Html.join(parts);
  }

  /** Histogram, autocorrelation and quantiles; of errors that are all the same the first alone. */
  static List<Plot> residualPlots(List<Diagnostics.StepOne> all) {
    List<Diagnostics.StepOne> some =
        all.subList(0, Math.min(all.size(), ForecastParts.MOST_TARGETS));
    List<Plot> plots = new ArrayList<>();
    plots.add(
        plot(
            "How many errors have which size.",
            "Histogram of the errors one step ahead.",
            some.stream().map(DiagnosticParts::histogram).toList()));
    List<Diagnostics.StepOne> varying =
        some.stream().filter(one -> one.errors().deviation() > 0).toList();
    if (!varying.isEmpty()) {
      plots.add(
          plot(
              "Autocorrelation of the errors. Of errors without memory, 95 of 100 lie within the"
                  + " bounds.",
              "Autocorrelation of the errors one step ahead, by lag, with bounds.",
              varying.stream().map(DiagnosticParts::autocorrelation).toList()));
      plots.add(
          plot(
              "The errors in ascending order beside those of a normal distribution of their mean"
                  + " and deviation.",
              "Quantiles of the errors against those of the normal distribution.",
              varying.stream().map(DiagnosticParts::quantiles).toList()));
    }
    return plots;
  }

  private static Plot plot(String caption, String description, List<Plot.View> views) {
    return new Plot(caption, description, HEIGHT, false, false, views);
  }

  private static Plot.View histogram(Diagnostics.StepOne one) {
    Residuals.Histogram histogram = one.errors().histogram();
    int bins = histogram.counts().length;
    // A staircase: each edge stands twice, and the outermost go down to zero.
    Numbers places = Numbers.generate(2 * bins + 2, at -> histogram.edges()[at / 2]);
    Numbers counts =
        Numbers.generate(
            2 * bins + 2,
            at -> at == 0 || at == 2 * bins + 1 ? 0 : histogram.counts()[(at - 1) / 2]);
    return view(
        one.target(),
        "errors",
        new Plot.Places("error", "error, " + one.target(), places),
        List.of(new Plot.Line("errors", Plot.LineStyle.NETWORK, counts)));
  }

  private static Plot.View autocorrelation(Diagnostics.StepOne one) {
    double[] found = one.errors().autocorrelations(LAGS);
    double bound = one.errors().bound();
    int lags = found.length;
    return view(
        one.target(),
        "autocorrelation",
        new Plot.Counts("lag", "rows apart", lags),
        List.of(
            new Plot.Line("errors", Plot.LineStyle.NETWORK, Numbers.of(found)),
            new Plot.Line(
                "upper bound", Plot.LineStyle.BASELINE, Numbers.generate(lags, at -> bound)),
            new Plot.Line(
                "lower bound", Plot.LineStyle.BASELINE, Numbers.generate(lags, at -> -bound))));
  }

  private static Plot.View quantiles(Diagnostics.StepOne one) {
    double[] sorted = one.errors().errors().clone();
    Arrays.sort(sorted);
    double[] normal = one.errors().normal();
    int[] some = Thinning.evenly(sorted.length, 400);
    Numbers places = Numbers.of(normal).pick(some);
    return view(
        one.target(),
        "error, " + one.target(),
        new Plot.Places("error", "error of a normal distribution", places),
        List.of(
            new Plot.Line("errors", Plot.LineStyle.NETWORK, Numbers.of(sorted).pick(some)),
            new Plot.Line("normal", Plot.LineStyle.BASELINE, places)));
  }

  private static Plot.View view(
      String target, String values, Plot.Axis axis, List<Plot.Line> lines) {
    return new Plot.View(target, values, axis, lines, List.of(), List.of());
  }
}
