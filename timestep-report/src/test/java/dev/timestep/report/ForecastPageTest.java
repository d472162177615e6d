package dev.timestep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.timestep.judge.Verdict.Leaning;
import dev.timestep.judge.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastPageTest {
  private static final Pattern LINK =
      Pattern.compile("<[^>]*\\b(?:src|href|action|srcset|poster)\\s*=\\s*[\"']?([^\"'> ]*)");

  @Test
  void everyPartIsThere() {
    String page = ForecastPage.render(SampleReports.report(SampleReports.births()));
    for (String id :
        List.of(
            "scores",
            "forecasts",
            "steps",
            "intervals",
            "residuals",
            "next",
            "data",
            "training",
            "model",
            "protocol")) {
      assertThat(page).contains("<section id=\"" + id + "\"").contains("<a href=\"#" + id + "\">");
    }
    assertThat(page)
        .contains("<p class=\"badge\"><span class=\"sign\" aria-hidden=\"true\">✓</span>")
        .contains("The network beats ridge regression")
        .contains("<tr class=\"network\"><th scope=\"row\">LSTM")
        .contains("sha256:3f1c9a6d")
        .contains("Every model has intervals that should hold 90 % of the values")
        .contains(">90.0 %</td>")
        .contains("\"label\":\"90 %, low\",\"style\":\"fan\"")
        .contains("./timestep predict births.timestep us-births.csv --out next.csv")
        .contains("All 521 windows can be chosen.");
  }

  @Test
  void thePageAsksForNothingFromOutside() {
    String page = ForecastPage.render(SampleReports.report(SampleReports.births()));
    Matcher links = LINK.matcher(page);
    int seen = 0;
    while (links.find()) {
      assertThat(links.group(1)).matches("#[a-z-]+|data:,");
      seen++;
    }
    assertThat(seen).isGreaterThan(8);
    assertThat(page)
        .contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                + " style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">")
        .doesNotContain("@import", "url(");
  }

  @Test
  void namesFromDataStayNames() {
    String script = "</script><script>alert(1)</script>";
    ForecastReport report =
        SampleReports.report(SampleReports.births().withTargets(script, "b&c").withFile(script));
    String page = ForecastPage.render(report);
    assertThat(page).doesNotContain("<script>alert").doesNotContain("\"b&c\"");
    assertThat(page)
        .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("\\u003c/script\\u003e\\u003cscript\\u003ealert(1)");
    assertThat(count(page, "<script"))
        .as("every opening tag is one of the page's own")
        .isEqualTo(
            count(ForecastPage.render(SampleReports.report(SampleReports.births())), "<script"));
  }

  @Test
  void aLargeRunIsThinnedAndThePageSaysSo() {
    String page =
        ForecastPage.render(
            SampleReports.report(
                new SampleReports.Shape("large.csv", List.of("a"), 100_000, 96, 20_095, true)));
    assertThat(page.length()).isLessThan(3_000_000);
    assertThat(page).contains("677 of 20,000 windows are shown, evenly chosen");
  }

  @Test
  void aLongHorizonIsThinnedFurther() {
    String page =
        ForecastPage.render(
            SampleReports.report(
                new SampleReports.Shape("long.csv", List.of("a"), 30_000, 720, 6_000, false)));
    assertThat(page.length()).isLessThan(3_000_000);
    assertThat(page).contains("90 of 5,281 windows are shown");
  }

  @Test
  void theSamePageComesFromTheSameReport() {
    assertThat(ForecastPage.render(SampleReports.report(SampleReports.births())))
        .isEqualTo(ForecastPage.render(SampleReports.report(SampleReports.births())));
  }

  @Test
  void partsThatWereNotGivenAreLeftOut() {
    ForecastReport r = SampleReports.report(SampleReports.births());
    String page =
        ForecastPage.render(
            new ForecastReport(
                r.title(),
                SampleFindings.of(
                    Outcome.TOO_FEW,
                    Leaning.NEITHER,
                    "Use the naive forecast.",
                    r.findings().scores(),
                    Optional.empty()),
                r.data(),
                r.axis(),
                r.parts(),
                r.targets(),
                r.scores(),
                List.of(),
                r.losses(),
                Optional.empty(),
                Optional.empty(),
                r.model(),
                List.of(),
                r.stamp()));
    assertThat(page)
        .contains("verdict even", "Too few test windows to tell", "Use the naive forecast.")
        .contains("<p>There are too few test windows to tell.</p>")
        .doesNotContain("class=\"interval\"", "id=\"next\"", "id=\"steps\"", "How to use");
  }

  @Test
  void writesWholeFilesAndLeavesNothingElse(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    Files.writeString(file, "an older report");
    ForecastReport report = SampleReports.report(SampleReports.births());
    ForecastPage.write(report, file);
    assertThat(Files.readString(file)).isEqualTo(ForecastPage.render(report));
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aMissingFolderIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("nowhere").resolve("report.html");
    assertThatThrownBy(() -> Page.write("<p>", file))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> Page.write("<p>", folder)).hasMessageContaining("is a folder");
  }

  private static int count(String text, String word) {
    return text.split(Pattern.quote(word), -1).length - 1;
  }
}
