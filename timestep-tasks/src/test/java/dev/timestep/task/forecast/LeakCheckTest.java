package dev.timestep.task.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.forecast.window.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakCheckTest {
  @TempDir Path directory;

  private static final double[][] SERIES = {SmallForecasts.weekly(100, 3)};
  private final LeakCheck check = new LeakCheck(List.of("sales"), SERIES);
  private final Split split = new Split(100, 60, 20, 20);

  @Test
  void aScalerThatWasFittedOnTestRowsIsNamed() {
    assertThat(check.scales(ForecastPipeline.scales(SERIES, 60), split)).isEmpty();
    // A scale of another file is no leak.
    assertThat(check.scales(new double[] {123}, split)).isEmpty();
    assertThat(check.scales(ForecastPipeline.scales(SERIES, 100), split))
        .singleElement()
        .asString()
        .startsWith("leak: the scale of sales, ")
        .contains("is that of the first 100 rows, which include test rows")
        .contains("that of the 60 training rows is ");
    assertThat(check.scales(ForecastPipeline.scales(SERIES, 80), split))
        .singleElement()
        .asString()
        .contains("which include validation rows");
  }

  @Test
  void overlappingWindowsAreNamed() {
    List<int[]> right = List.of(new int[] {20, 30}, new int[] {37, 40}, new int[] {47, 50});
    assertThat(check.overlap(right, 7)).isEmpty();
    List<int[]> wrong = List.of(new int[] {20, 30}, new int[] {37, 40}, new int[] {44, 50});
    assertThat(check.overlap(wrong, 7))
        .hasValue(
            "leak: a window of the validation part forecasts row 47, and one of the test part"
                + " begins at row 45: they share 3 rows");
  }

  @Test
  void forecastsThatCopyAreNamed() {
    int[] origins = IntStream.range(80, 93).toArray();
    double[] y = SERIES[0];
    Forecaster repeating =
        origin -> new double[][] {IntStream.range(0, 7).mapToDouble(h -> y[origin - 1]).toArray()};
    assertThat(check.copies("network", repeating, origins, 7))
        .singleElement()
        .asString()
        .startsWith(
            "the network only repeats the last value of sales before the origin: it lies"
                + " 0.0 % away");
    Forecaster moved =
        origin ->
            new double[][] {IntStream.range(0, 7).mapToDouble(h -> y[origin + h - 1]).toArray()};
    assertThat(check.copies("network", moved, origins, 7))
        .singleElement()
        .asString()
        .startsWith("leak: the network gives the value of sales one row before the one to be");
    Forecaster seasonal =
        origin ->
            new double[][] {IntStream.range(0, 7).mapToDouble(h -> y[origin + h - 7]).toArray()};
    assertThat(check.copies("network", seasonal, origins, 7)).isEmpty();
  }

  @Test
  void anHonestRunHasNoSuchNote() {
    ForecastRun run =
        SmallForecasts.Ask.of("a")
            .rows(7, 21, 7)
            .run(SmallForecasts.daily(directory, SmallForecasts.weekly(200, 1)));
    assertThat(run.findings().notes()).noneMatch(note -> note.startsWith("leak"));
  }
}
