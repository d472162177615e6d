package dev.timestep.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The plots of a forecast's page as pictures: SVG files by name. {@link PngPicture} makes a PNG
 * file of one.
 */
public final class ForecastPlots {
  private ForecastPlots() {}

  /**
   * Draws them.
   *
   * @return source of each picture by its file's name, for example {@code next.svg}; of several
   *     targets each has its own, {@code next-2.svg} for the second
   */
  public static SequencedMap<String, String> svg(ForecastReport report) {
    SequencedMap<String, String> files = new LinkedHashMap<>();
    add(files, "last-window", ForecastParts.lastWindowPlot(report));
    if (!report.stepErrors().isEmpty()) {
      add(files, "error-by-step", ScoreParts.stepErrorPlot(report));
    }
    report
        .diagnostics()
        .intervals()
        .ifPresent(
            scores -> {
              add(files, "quantiles", DiagnosticParts.reliability(scores));
              add(files, "coverage-by-step", DiagnosticParts.coverage(scores));
            });
    List<Diagnostics.StepOne> residuals = report.diagnostics().residuals();
    if (!residuals.isEmpty()) {
      List<Plot> plots = DiagnosticParts.residualPlots(residuals);
      List<String> names = List.of("errors", "autocorrelation", "normal");
      for (int at = 0; at < plots.size(); at++) {
        add(files, names.get(at), plots.get(at));
      }
    }
    report.next().ifPresent(next -> add(files, "next", ForecastParts.nextPlot(report, next)));
    add(files, "data", RunParts.wholeSeries(report));
    if (report.losses().epochs() > 0) {
      add(files, "loss", RunParts.lossPlot(report.losses()));
    }
    report
        .gradients()
        .ifPresent(gradients -> add(files, "gradients", RunParts.gradientPlot(gradients)));
    return files;
  }

  private static void add(SequencedMap<String, String> files, String name, Plot plot) {
    for (int at = 0; at < plot.views().size(); at++) {
      String file = name + (at == 0 ? "" : "-" + (at + 1)) + ".svg";
      files.put(file, SvgPlot.of(plot, plot.views().get(at)));
    }
  }
}
