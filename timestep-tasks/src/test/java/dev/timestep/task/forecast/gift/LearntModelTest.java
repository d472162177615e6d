package dev.timestep.task.forecast.gift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.judge.ForecastCase;
import dev.timestep.task.TaskListener;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.TimeAxis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearntModelTest {
  private static final int ROWS = 130;
  @TempDir private static Path folder;
  private static GiftConfiguration days;

  @BeforeAll
  static void describe() throws IOException {
    Files.writeString(
        folder.resolve(GiftSuite.FILE),
        """
        {"name": "small", "sets": [{"name": "toy/D", "form": "rows", "files": ["a.csv"],
         "step": "d", "horizon": 4, "windows": 2, "fit_season": 7}]}
        """);
    days = GiftSuite.read(folder).configurations(List.of()).getFirst();
  }

  private static GiftSeries series(double... values) {
    return new GiftSeries(
        "s",
        values,
        TimeAxis.regular(LocalDateTime.of(2001, 1, 1, 0, 0), ROWS, Frequency.parse("d")));
  }

  private static double[] weeks() {
    Random random = new Random(3);
    double[] values = new double[ROWS];
    Arrays.setAll(values, t -> 50 + 10 * (t % 7) + random.nextGaussian());
    return values;
  }

  private static List<ForecastCase> cases(String model, double... values) {
    GiftOptions options = new GiftOptions(List.of(), List.of(model), 1);
    GiftModel one = GiftModels.of(options, TaskListener.NONE).getLast();
    assertThat(one.id()).isEqualTo(model);
    return GiftBenchmark.cases(days, one, series(values), 2);
  }

  @Test
  void theMixLearnsFromRowsBeforeTheFirstWindowOnly() {
    double[] values = weeks();
    List<ForecastCase> before = cases("mix", values);
    double[] changed = values.clone();
    Arrays.fill(changed, ROWS - 8, ROWS, 1e6);
    List<ForecastCase> after = cases("mix", changed);
    assertThat(after.getFirst().point()).isEqualTo(before.getFirst().point());
    assertThat(after.getFirst().quantiles().orElseThrow())
        .isDeepEqualTo(before.getFirst().quantiles().orElseThrow());
    // The second window is forecast from the first one's rows, too.
    assertThat(after.getLast().point()).isNotEqualTo(before.getLast().point());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ridge", "nlinear", "dlinear"})
  void regressionsFindTheWeek(String model) {
    double[] values = weeks();
    for (ForecastCase window : cases(model, values)) {
      for (int h = 0; h < 4; h++) {
        assertThat(Math.abs(window.point()[h] - window.actual()[h])).isLessThan(4);
      }
    }
  }

  @Test
  void whatIsTrainedRunsOnlyWhereItIsAskedFor() {
    assertThat(GiftModels.of(GiftOptions.defaults(), TaskListener.NONE))
        .extracting(GiftModel::id)
        .containsExactly("naive", "seasonal_naive", "theta", "ets", "arima");
    assertThat(GiftModels.ids())
        .endsWith("nlinear", "dlinear", "ridge", "ridge_calendar", "network", "mix");
  }
}
