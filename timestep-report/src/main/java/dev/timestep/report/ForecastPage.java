package dev.timestep.report;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The page of a forecast run: one self-contained HTML file that opens offline.
 *
 * <p>It begins with the verdict, then shows the evidence: the network beside the baselines, each
 * test window against the truth, the error by step, the forecast of what comes next; then the data,
 * the training, the model, the commands that use it, and the protocol.
 *
 * <pre>{@code
 * ForecastPage.write(report, Path.of("births.html"));
 * }</pre>
 */
public final class ForecastPage {
  private ForecastPage() {}

  /**
   * Writes the page to a file: aside first, then moved into place.
   *
   * @throws IOException where the file cannot be written; an older file then stays as it was
   */
  public static void write(ForecastReport report, Path file) throws IOException {
    Page.write(render(report), file);
  }

  /** The page's source. */
  public static String render(ForecastReport report) {
    boolean trained = report.losses().epochs() > 0;
    Page page =
        new Page(report.title())
            .lead(ScoreParts.verdict(report.findings(), report.stamp().seconds()))
            .section(
                "scores",
                trained ? "Network and baselines" : "Model and baselines",
                ScoreParts.scores(report))
            .section("forecasts", "Forecast against truth", ForecastParts.explorer(report));
    if (!report.stepErrors().isEmpty()) {
      page.section("steps", "Error by step", ScoreParts.stepErrors(report));
    }
    report
        .diagnostics()
        .intervals()
        .ifPresent(
            scores -> page.section("intervals", "Intervals", DiagnosticParts.intervals(scores)));
    if (!report.diagnostics().residuals().isEmpty()) {
      page.section(
          "residuals",
          "Errors one step ahead",
          DiagnosticParts.residuals(report.diagnostics().residuals()));
    }
    report
        .next()
        .ifPresent(
            next -> page.section("next", "What comes next", ForecastParts.next(report, next)));
    page.section("data", "The data", RunParts.data(report));
    if (trained) {
      page.section("training", "The training", RunParts.training(report));
    }
    return page.section("model", "The model", RunParts.model(report))
        .section("protocol", "Protocol", RunParts.protocol(report))
        .script("forecast.js")
        .render();
  }
}
