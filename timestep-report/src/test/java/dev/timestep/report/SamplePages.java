package dev.timestep.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes sample pages to look at: {@code SamplePages FOLDER}. */
final class SamplePages {
  private SamplePages() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    ForecastPage.write(SampleReports.report(SampleReports.births()), folder.resolve("births.html"));
    ForecastPage.write(
        SampleReports.report(
            new SampleReports.Shape(
                "a <script>alert(1)</script> \"file\".csv",
                java.util.List.of("</script><script>alert(2)</script>", "B & C", "温度"),
                2000,
                12,
                300,
                false)),
        folder.resolve("rows.html"));
    ForecastPage.write(
        SampleReports.report(
            new SampleReports.Shape(
                "large.csv", java.util.List.of("load"), 120_000, 96, 20_095, true)),
        folder.resolve("large.html"));
  }
}
