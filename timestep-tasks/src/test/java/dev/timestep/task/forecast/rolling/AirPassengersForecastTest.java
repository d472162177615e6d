package dev.timestep.task.forecast.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.ForecastOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The last 24 months of AirPassengers, forecast from the first 120, the model chosen by rolling
 * origins inside these.
 */
@Tag("figures")
class AirPassengersForecastTest {
  @TempDir Path folder;

  @Test
  void theModelIsChosenInsideTheFirstRows() {
    RollingRun run =
        (RollingRun)
            RollingTask.train(
                AirPassengers.table(folder, AirPassengers.first(120)),
                ForecastOptions.of("a").withHorizon(24, 12),
                TaskListener.NONE);
    assertThat(run.origins()).isEqualTo(new RollingOrigins(60, 37, 24));
    assertThat(run.model().kept()).containsExactly("arima_log");
    double[] next = run.next().values()[0];
    double[] all = AirPassengers.first(144);
    double sum = 0;
    for (int h = 0; h < 24; h++) {
      sum += Math.abs(all[120 + h] - next[h]) / all[120 + h] / 24;
    }
    // Seasonal naive: 15.5 %. Holt-Winters would have 6.5 %, but nothing before 1959 says so.
    assertThat(100 * sum).isBetween(8.4, 8.7);
  }
}
