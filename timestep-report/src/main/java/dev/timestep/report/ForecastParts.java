package dev.timestep.report;

import dev.timestep.judge.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The page's forecasts: each test window against the truth, and what comes next. */
final class ForecastParts {
  /**
   * Forecast values that a page embeds at most: with about seven characters each they stay under a
   * megabyte, whatever the horizon and the number of targets.
   */
  static final int MOST_VALUES = 130_000;

  /** More origins than this cannot be told apart on a slider. */
  static final int MOST_ORIGINS = 2_000;

  /** Targets in the list; a data file with hundreds of columns still gives a readable page. */
  static final int MOST_TARGETS = 24;

  private static final int LEAST_HISTORY = 24;
  private static final int MOST_HISTORY = 400;
  private static final int TABLE_ROWS = 400;

  private ForecastParts() {}

  static Html explorer(ForecastReport report) {
    List<TargetForecasts> targets = shownTargets(report);
    int horizon = report.model().horizon().rows();
    int windows = targets.getFirst().windows().size();
    long valuesPerOrigin = 2L * horizon * targets.size();
    int most = Math.clamp(MOST_VALUES / valuesPerOrigin, 2, MOST_ORIGINS);
    int[] chosen = Thinning.evenly(windows, most);
    int[] origins =
        IntStream.of(chosen).map(i -> targets.getFirst().windows().get(i).firstRow()).toArray();
    int history = history(horizon);
    Thinning.Covered covered =
        Thinning.cover(
            IntStream.of(origins).map(row -> row - history).toArray(),
            history + horizon,
            report.axis().rows());
    return Html.join(
        List.of(
            Html.of("<p>{}</p>\n", introduction(report, windows, chosen.length)),
            Plot.figure(
                "forecast",
                "Drag across the plot to zoom in; Shift and drag to move. Double-click to go back"
                    + " to the origin. With the plot in focus: arrow keys move, + and − zoom,"
                    + " 0 goes back.",
                "Forecasts of the test part against the truth. The origin is chosen by the slider;"
                    + " the errors of the chosen window are shown below it.",
                Json.object(
                    "height",
                    340,
                    "horizon",
                    horizon,
                    "history",
                    history,
                    "x",
                    Plot.axisData(new Plot.Rows(report.axis().pick(covered.rows()))),
                    "rows",
                    covered.rows(),
                    "origins",
                    origins,
                    "judged",
                    report.findings().scores().subject(),
                    "targets",
                    targets.stream().map(t -> targetData(t, chosen, covered)).toList()))));
  }

  private static int history(int horizon) {
    return Math.clamp(3L * horizon, LEAST_HISTORY, MOST_HISTORY);
  }

  private static List<TargetForecasts> shownTargets(ForecastReport report) {
    return report.targets().subList(0, Math.min(MOST_TARGETS, report.targets().size()));
  }

  private static String introduction(ForecastReport report, int windows, int shown) {
    String first =
        "Each test window has an origin, the last row that the forecasts can use. They forecast the"
            + " "
            + report.model().horizon().text()
            + " after it. ";
    String thinned =
        shown == windows
            ? (windows == 1
                ? "There is one window."
                : "All " + Format.count(windows) + " windows can be chosen.")
            : "To keep the page small, "
                + Format.count(shown)
                + " of "
                + Format.count(windows)
                + " windows are shown, evenly chosen, the first and the last among them;"
                + " the tables count all of them.";
    String targets =
        report.targets().size() <= MOST_TARGETS
            ? ""
            : " The first "
                + MOST_TARGETS
                + " of "
                + report.targets().size()
                + " targets are shown.";
    return first + thinned + targets;
  }

  private static Map<String, Object> targetData(
      TargetForecasts target, int[] chosen, Thinning.Covered covered) {
    int digits = Json.digits(target.values());
    Numbers truth =
        Numbers.generate(
            covered.rows().length,
            i -> covered.shown().get(i) ? target.values().at(covered.rows()[i]) : Double.NaN);
    List<Json.Rounded> network = new ArrayList<>();
    List<Json.Rounded> baseline = new ArrayList<>();
    for (int window : chosen) {
      network.add(new Json.Rounded(target.windows().get(window).network(), digits));
      baseline.add(new Json.Rounded(target.windows().get(window).baseline(), digits));
    }
    return Json.object(
        "label",
        target.target(),
        "baselineName",
        target.baselineName(),
        "truth",
        new Json.Rounded(truth, digits),
        "network",
        network,
        "baseline",
        baseline);
  }

  /** The last test window against the truth: a picture shows one where the page has them all. */
  static Plot lastWindowPlot(ForecastReport report) {
    int horizon = report.targets().getFirst().horizon();
    int first = report.targets().getFirst().windows().getLast().firstRow();
    int history = Math.min(history(horizon), first);
    return new Plot(
        "The last test window against the truth.",
        "Forecasts from " + report.axis().label(first) + ", the truth, and the rows before.",
        260,
        false,
        true,
        shownTargets(report).stream()
            .map(target -> windowView(report, target, history, horizon))
            .toList());
  }

  private static Plot.View windowView(
      ForecastReport report, TargetForecasts target, int history, int horizon) {
    ForecastWindow window = target.windows().getLast();
    int first = window.firstRow();
    Plot.Rows axis = new Plot.Rows(report.axis().slice(first - history, first + horizon));
    return new Plot.View(
        target.target(),
        target.target(),
        axis,
        List.of(
            new Plot.Line(
                "truth",
                Plot.LineStyle.TRUTH,
                target.values().slice(first - history, first + horizon)),
            new Plot.Line(
                report.findings().scores().subject(),
                Plot.LineStyle.NETWORK,
                after(history, horizon, window.network())),
            new Plot.Line(
                target.baselineName(),
                Plot.LineStyle.BASELINE,
                after(history, horizon, window.baseline()))),
        List.of(
            new Plot.Band(
                "forecast", "next", axis.position(history), axis.position(history + horizon - 1))),
        List.of());
  }

  static Html next(ForecastReport report, NextForecast next) {
    String words = nextWords(report, next);
    return Html.join(
        List.of(
            next.baseline()
                .map(
                    label ->
                        Html.of("<p>The {} is kept. Its forecast of the {}</p>\n", label, words))
                .orElseGet(() -> Html.of("<p>The network’s forecast of the {}</p>\n", words)),
            nextPlot(report, next).render(),
            nextTable(report, next)));
  }

  private static String nextWords(ForecastReport report, NextForecast next) {
    int steps = next.axis().rows();
    return report.model().horizon().text()
        + " after the last row of the data"
        + (steps == 1
            ? ": " + next.axis().label(0)
            : ", from " + next.axis().label(0) + " to " + next.axis().label(steps - 1))
        + ".";
  }

  static Plot nextPlot(ForecastReport report, NextForecast next) {
    int history = Math.min(history(next.axis().rows()), report.axis().rows());
    List<Plot.View> views =
        next.targets().stream()
            .limit(MOST_TARGETS)
            .map(values -> nextView(report, next, values, history))
            .toList();
    return new Plot(
        "The end of the data and the forecast of what follows.",
        "Forecast of the " + nextWords(report, next),
        260,
        false,
        true,
        views);
  }

  private static Plot.View nextView(
      ForecastReport report, NextForecast next, NextForecast.Values forecast, int history) {
    int rows = report.axis().rows();
    int steps = next.axis().rows();
    Numbers known =
        report.targets().stream()
            .filter(target -> target.target().equals(forecast.target()))
            .findFirst()
            .map(target -> target.values().slice(rows - history, rows))
            .orElse(Numbers.generate(history, i -> Double.NaN));
    Plot.Rows axis =
        new Plot.Rows(report.axis().slice(rows - history, rows).followedBy(next.axis()));
    List<Plot.Line> lines = new ArrayList<>();
    lines.add(
        new Plot.Line(
            "data",
            Plot.LineStyle.TRUTH,
            Numbers.generate(history + steps, i -> i < history ? known.at(i) : Double.NaN)));
    for (NextForecast.Band band : forecast.bands()) {
      String share = DiagnosticParts.whole(band.share());
      lines.add(
          new Plot.Line(share + ", low", Plot.LineStyle.FAN, after(history, steps, band.low())));
      lines.add(
          new Plot.Line(share + ", high", Plot.LineStyle.FAN, after(history, steps, band.high())));
    }
    lines.add(
        new Plot.Line(
            "forecast", Plot.LineStyle.NETWORK, after(history, steps, forecast.values())));
    return new Plot.View(
        forecast.target(),
        forecast.target(),
        axis,
        lines,
        List.of(
            new Plot.Band(
                "forecast", "next", axis.position(history), axis.position(history + steps - 1))),
        List.of());
  }

  private static Numbers after(int history, int steps, Numbers values) {
    return Numbers.generate(
        history + steps, i -> i < history ? Double.NaN : values.at(i - history));
  }

  private static Html nextTable(ForecastReport report, NextForecast next) {
    List<NextForecast.Values> targets =
        next.targets().subList(0, Math.min(MOST_TARGETS, next.targets().size()));
    HtmlTable table = new HtmlTable("Forecast values").text(next.axis().timed() ? "Time" : "Row");
    for (NextForecast.Values target : targets) {
      table.number(target.target());
      for (NextForecast.Band band : target.bands()) {
        table.number(DiagnosticParts.whole(band.share()) + " low").number("high");
      }
    }
    List<NumberText> forms = targets.stream().map(target -> form(report, target)).toList();
    for (int step = 0; step < Math.min(TABLE_ROWS, next.axis().rows()); step++) {
      List<Object> cells = new ArrayList<>();
      cells.add(next.axis().label(step));
      for (int k = 0; k < targets.size(); k++) {
        cells.add(Format.fixed(targets.get(k).values().at(step), forms.get(k)));
        for (NextForecast.Band band : targets.get(k).bands()) {
          cells.add(Format.fixed(band.low().at(step), forms.get(k)));
          cells.add(Format.fixed(band.high().at(step), forms.get(k)));
        }
      }
      table.row(cells.toArray());
    }
    return Html.of(
        "<details><summary>The values as a table</summary>\n{}</details>\n", table.render());
  }

  /**
   * Four figures of the largest value, and as many of how far the series reaches from its lowest to
   * its highest value, however far from zero it lies.
   */
  private static NumberText form(ForecastReport report, NextForecast.Values forecast) {
    double low = forecast.values().min();
    double high = forecast.values().max();
    NumberText form = Format.form(Numbers.of(Math.max(Math.abs(low), Math.abs(high))));
    for (TargetForecasts target : report.targets()) {
      if (target.target().equals(forecast.target())) {
        low = Math.min(low, target.values().min());
        high = Math.max(high, target.values().max());
      }
    }
    return form.showing(4, high - low);
  }
}
