package dev.timestep.report;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The plots of a forecast's page as pictures: SVG files by name. {@link PngPicture} makes a PNG
 * file of one.
 */
public final class ForecastPlots {
  /** Letters of a target's name in that of a file. */
  private static final int LONGEST = 40;

  private ForecastPlots() {}

  /**
   * Draws them.
   *
   * @return source of each picture by its file's name, for example {@code next.svg}; of several
   *     targets each has its own, {@code next-sales.svg} for the target {@code sales}
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
    Set<String> taken = new HashSet<>();
    for (Plot.View view : plot.views()) {
      String which = plot.views().size() == 1 ? "" : "-" + inFileNames(view.label());
      String file = name + which;
      // Two names may differ in nothing that a file's name can show.
      for (int again = 2; !taken.add(file.toLowerCase(Locale.ROOT)); again++) {
        file = name + which + "-" + again;
      }
      files.put(file + ".svg", SvgPlot.of(plot, view));
    }
  }

  /** A target's name with a hyphen for all but letters and digits: {@code oil (°C)} is oil-C. */
  private static String inFileNames(String target) {
    String name = target.replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    return name.substring(
        0, name.offsetByCodePoints(0, Math.min(LONGEST, name.codePointCount(0, name.length()))));
  }
}
