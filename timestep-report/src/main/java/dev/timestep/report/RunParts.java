package dev.timestep.report;

import java.util.ArrayList;
import java.util.List;

/** The part of the page about the run: data, training, model, protocol. */
final class RunParts {
  /** Points of a whole series that its small plot keeps; twice the pixels of a wide one. */
  private static final int OUTLINE_POINTS = 2_400;

  private RunParts() {}

  static Html data(ForecastReport report) {
    DataSummary data = report.data();
    PageAxis axis = report.axis();
    List<Html> facts = new ArrayList<>();
    facts.add(fact("File", data.file()));
    facts.add(fact("Rows", Format.count(data.rows())));
    facts.add(fact("Range", axis.label(0) + " to " + axis.label(axis.rows() - 1)));
    facts.add(fact("Frequency", data.frequency()));
    facts.add(fact(data.targets().size() == 1 ? "Target" : "Targets", names(data.targets())));
    facts.add(fact("Further inputs", data.inputs().isEmpty() ? "none" : names(data.inputs())));
    return Html.of(
        "<dl class=\"facts\">\n{}</dl>\n{}{}",
        facts,
        notes(data.notes()),
        wholeSeries(report).render());
  }

  static Html notes(List<String> notes) {
    return notes.isEmpty()
        ? Html.of("<p>There are no notes on the data.</p>\n")
        : Html.of(
            "<ul class=\"notes\">{}</ul>\n",
            notes.stream().map(note -> Html.of("<li>{}</li>\n", note)).toList());
  }

  static Html command(CommandExample example) {
    return Html.of(
        """
        <div class="command"><p>{}</p>
        <pre tabindex="0"><code>{}</code></pre></div>
        """,
        example.purpose(),
        example.command());
  }

  private static String names(List<String> names) {
    return String.join(", ", names);
  }

  static Plot wholeSeries(ForecastReport report) {
    List<Plot.View> views =
        report.targets().stream()
            .limit(ForecastParts.MOST_TARGETS)
            .map(target -> seriesView(report, target))
            .toList();
    return new Plot(
        "The whole series with the parts of the split.",
        "The whole series from "
            + report.axis().label(0)
            + " to "
            + report.axis().label(report.axis().rows() - 1)
            + ", split into "
            + String.join(", ", report.parts().stream().map(p -> p.role().label()).toList())
            + ".",
        200,
        false,
        true,
        views);
  }

  private static Plot.View seriesView(ForecastReport report, TargetForecasts target) {
    Plot.Rows whole = new Plot.Rows(report.axis());
    int[] kept = Thinning.outline(target.values(), OUTLINE_POINTS);
    List<Plot.Band> bands =
        report.parts().stream()
            .map(
                part ->
                    new Plot.Band(
                        part.role().label(),
                        part.role().label(),
                        whole.position(part.firstRow()),
                        whole.position(Math.min(part.endRow(), report.axis().rows() - 1))))
            .toList();
    return new Plot.View(
        target.target(),
        target.target(),
        new Plot.Rows(report.axis().pick(kept)),
        List.of(new Plot.Line(target.target(), Plot.LineStyle.OUTLINE, target.values().pick(kept))),
        bands,
        List.of());
  }

  static Html training(ForecastReport report) {
    LossCurve losses = report.losses();
    List<Html> body = new ArrayList<>();
    body.add(lossPlot(losses).render());
    report.gradients().ifPresent(gradients -> body.add(gradientPlot(gradients).render()));
    return Html.join(body);
  }

  static Plot lossPlot(LossCurve losses) {
    List<Plot.Line> lines = new ArrayList<>();
    lines.add(new Plot.Line("training", Plot.LineStyle.TRAIN, losses.train()));
    boolean validated = losses.validation().size() > 0;
    if (validated) {
      lines.add(new Plot.Line("validation", Plot.LineStyle.VALIDATION, losses.validation()));
    }
    String words = keptWeights(losses, validated);
    return new Plot(
        "Loss (" + losses.loss() + ", on scaled values) by epoch. " + words,
        "Loss by epoch. " + words,
        240,
        spansDecades(lines),
        false,
        List.of(
            new Plot.View(
                "loss",
                "loss (" + losses.loss() + " of the scaled values)",
                new Plot.Counts("epoch", "epoch", losses.epochs()),
                lines,
                List.of(),
                losses.bestEpoch() == 0
                    ? List.of()
                    : List.of(new Plot.Mark("best", losses.bestEpoch())))));
  }

  private static String keptWeights(LossCurve losses, boolean validated) {
    int best = losses.bestEpoch();
    if (best == 0) {
      return "No epoch of "
          + losses.epochs()
          + " was better than the network before training, which was kept.";
    }
    return "The weights of epoch "
        + best
        + " of "
        + losses.epochs()
        + " were kept, with a "
        + (validated ? "validation" : "training")
        + " loss of "
        + Format.number((validated ? losses.validation() : losses.train()).at(best - 1))
        + ".";
  }

  static Plot gradientPlot(GradientNorms gradients) {
    List<Plot.Line> lines =
        gradients.layers().stream()
            .map(layer -> new Plot.Line(layer.name(), Plot.LineStyle.OTHER, layer.norms()))
            .toList();
    return new Plot(
        "Norm of each layer’s gradient by epoch. A gradient whose line falls towards zero vanishes;"
            + " one whose line climbs without end explodes.",
        "Gradient norm of " + gradients.layers().size() + " layers by epoch.",
        240,
        spansDecades(lines),
        false,
        List.of(
            new Plot.View(
                "gradients",
                "norm of the gradient",
                new Plot.Counts("epoch", "epoch", gradients.layers().getFirst().norms().size()),
                lines,
                List.of(),
                List.of())));
  }

  /** A logarithmic axis serves where values differ by more than a plot can show side by side. */
  private static boolean spansDecades(List<Plot.Line> lines) {
    double low = lines.stream().mapToDouble(line -> line.values().min()).min().orElse(0);
    double high = lines.stream().mapToDouble(line -> line.values().max()).max().orElse(0);
    return low > 0 && high / low > 30;
  }

  static Html model(ForecastReport report) {
    ModelSummary model = report.model();
    HtmlTable table =
        new HtmlTable("Layers of the model").text("Layer").words("Shape").number("Parameters");
    for (ModelSummary.Layer layer : model.layers()) {
      table.row(layer.name(), layer.description(), Format.count(layer.parameters()));
    }
    table.styledRow("total", "Together", "", Format.count(model.parameters()));
    List<Html> commands = report.usage().stream().map(RunParts::command).toList();
    return Html.of(
        "<p>{}. It reads the {} before a forecast begins and forecasts {}.</p>\n{}{}{}",
        model.architecture(),
        model.lookback().text(),
        model.horizon().text(),
        table.render(),
        commands.isEmpty() ? "" : Html.of("<h3 id=\"use\">How to use this model</h3>\n"),
        commands);
  }

  static Html protocol(ForecastReport report) {
    ProtocolStamp stamp = report.stamp();
    HtmlTable split =
        new HtmlTable("The split")
            .text("Part")
            .text("From")
            .text("To")
            .number("First row")
            .number("Last row")
            .number("Rows")
            .number("Windows");
    for (SplitPart part : report.parts()) {
      split.row(
          part.role().label(),
          report.axis().label(part.firstRow()),
          report.axis().label(part.endRow() - 1),
          Format.count(part.firstRow() + 1L),
          Format.count(part.endRow()),
          Format.count(part.rows()),
          Format.count(part.windows()));
    }
    return Html.of(
        """
        <p>All steps of a window lie in one part; the rows read before it may lie in the part before. \
        Rows are counted from 1.</p>
        {}{}\
        """,
        split.render(),
        protocol(stamp));
  }

  /** The facts of a stamp, and the command that made the run. */
  static Html protocol(ProtocolStamp stamp) {
    List<Html> facts = new ArrayList<>();
    facts.add(fact("Scaler fitted on", stamp.scalerScope()));
    facts.add(fact("Seed", Long.toString(stamp.seed())));
    facts.add(fact("Threads", Integer.toString(stamp.threads())));
    facts.add(fact("Kernels", stamp.kernels()));
    facts.add(fact("Run time", Format.seconds(stamp.seconds())));
    facts.add(fact("Data fingerprint", stamp.dataFingerprint()));
    stamp.versions().forEach(version -> facts.add(fact(version.name(), version.value())));
    stamp.further().forEach(other -> facts.add(fact(other.name(), Format.signs(other.value()))));
    facts.add(fact("Report made", stamp.created()));
    return Html.of(
        """
        <dl class="facts">
        {}</dl>
        <div class="command"><p>The command of this run</p>
        <pre tabindex="0"><code>{}</code></pre></div>
        """,
        facts,
        stamp.commandLine());
  }

  static Html fact(String name, String value) {
    return Html.of("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
  }
}
