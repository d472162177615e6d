package com.example.embed;

import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.Forecast;
import dev.timestep.task.forecast.ForecastModel;
import dev.timestep.task.forecast.ForecastModels;
import dev.timestep.task.forecast.ForecastOptions;
import dev.timestep.task.forecast.ForecastRun;
import dev.timestep.task.forecast.ForecastTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Forecasts a column of a file, and saves the model as one file. */
final class SalesForecast {

  /** Trains, judges, saves and loads; fails if the loaded model forecasts anything else. */
  static void run() throws IOException {
    Path folder = Files.createTempDirectory("sales");
    Path table = Files.write(folder.resolve("sales.csv"), sales(2200));
    Path file = folder.resolve("sales.timestep");
    try {
      ForecastRun run = ForecastTraining.run(table, ForecastOptions.of("sales"), TaskListener.NONE);
      System.out.println(run.gate().verdict().sentence());
      ForecastModels.save(run.model(), file);

      ForecastModel model = ForecastModels.load(file);
      Forecast next = model.predict(run.plan().table());
      System.out.printf("%s: %.1f%n", next.times().getFirst(), next.values()[0][0]);
      if (!Arrays.deepEquals(next.values(), run.next().values())) {
        throw new IllegalStateException("the loaded model forecasts something else");
      }
    } finally {
      Files.deleteIfExists(file);
      Files.delete(table);
      Files.delete(folder);
    }
  }

  /** Days with a weekly pattern, a slow rise and noise. */
  private static List<String> sales(int days) {
    SplittableRandom random = new SplittableRandom(42);
    List<String> lines = new ArrayList<>(List.of("date,sales"));
    for (int day = 0; day < days; day++) {
      double weekly = 20 * Math.sin(2 * Math.PI * day / 7);
      double value = 100 + 0.05 * day + weekly + 3 * random.nextGaussian();
      lines.add(LocalDate.of(2019, 1, 1).plusDays(day) + "," + Math.round(10 * value) / 10.0);
    }
    return lines;
  }

  private SalesForecast() {}
}
