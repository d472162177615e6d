package dev.timestep.task.forecast.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The 359 weekly series of the M4 competition, horizon 13: OWA, the mean of sMAPE and MASE, each
 * over that of Naive 2. Theta has .965 with another tool, the published ETS .931.
 */
@Tag("figures")
final class WeeklyFiguresTest {
  private static final Path FOLDER = Path.of("../../shared/data/gift_m4_weekly");
  private static final int HORIZON = 13;

  @Test
  void overallWeightedAverages() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "no M4 data beside the repository");
    assertThat(owa(new Theta())).isLessThan(0.975);
    assertThat(owa(new DynamicTheta())).isLessThan(0.965);
    assertThat(owa(Ets.automatic())).isLessThan(0.93);
  }

  private static double owa(SeriesMethod method) throws IOException {
    double[] mine = errors(method);
    double[] naive = errors(new Naive2());
    return (mine[0] / naive[0] + mine[1] / naive[1]) / 2;
  }

  /** Sums of sMAPE and MASE over the series. */
  private static double[] errors(SeriesMethod method) throws IOException {
    List<String> train = Files.readAllLines(FOLDER.resolve("m4-Weekly-train.csv"));
    List<String> test = Files.readAllLines(FOLDER.resolve("m4-Weekly-test.csv"));
    double[] sums = new double[2];
    for (int series = 1; series < train.size(); series++) {
      double[] known = numbers(train.get(series));
      double[] actual = numbers(test.get(series));
      double scale = 0;
      for (int row = 1; row < known.length; row++) {
        scale += Math.abs(known[row] - known[row - 1]) / (known.length - 1);
      }
      double[] point = method.fit(known, 1).forecast(known, known.length, HORIZON).point();
      for (int step = 0; step < HORIZON; step++) {
        double error = Math.abs(point[step] - actual[step]);
        sums[0] += 2 * error / (Math.abs(point[step]) + Math.abs(actual[step]));
        sums[1] += error / scale;
      }
    }
    return sums;
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.replace("\"", "").split(","))
        .skip(1)
        .filter(text -> !text.isBlank())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
