package dev.timestep.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes sample pages to look at: {@code SamplePages FOLDER}. */
final class SamplePages {
  private SamplePages() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    write(folder, "births", SampleReports.report(SampleReports.births()));
    write(
        folder,
        "rows",
        SampleReports.report(
            new SampleReports.Shape(
                "a <script>alert(1)</script> \"file\".csv",
                List.of("</script><script>alert(2)</script>", "B & C", "温度"),
                2000,
                12,
                300,
                false)));
    write(
        folder,
        "large",
        SampleReports.report(
            new SampleReports.Shape("large.csv", List.of("load"), 120_000, 96, 20_095, true)));
    write(folder, "odd", OddReports.smallest());
    write(folder, "hours", OddReports.hours());
    write(folder, "long-names", OddReports.longNames());
    write(folder, "many", OddReports.many());
    SampleReports.Shape births = SampleReports.births();
    write(folder, "trillions", SampleReports.report(births.withMagnitude(50, 1.2e12)));
    write(folder, "tiny", SampleReports.report(births.withMagnitude(4e-13, 0)));
    write(folder, "negative", SampleReports.report(births.withMagnitude(-2200, 0)));
  }

  private static void write(Path folder, String name, ForecastReport report) throws IOException {
    ForecastPage.write(report, folder.resolve(name + ".html"));
  }
}
