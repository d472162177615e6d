package dev.timestep.task.forecast;

import dev.timestep.task.CellKind;
import dev.timestep.task.RecurrentSettings;
import dev.timestep.task.RunOptions;
import dev.timestep.task.TaskListener;
import dev.timestep.task.forecast.TrainingOptions.LossKind;
import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** Tables and networks small enough to train in a test. */
final class SmallForecasts {
  private SmallForecasts() {}

  /** A weekly pattern, a slow drift and noise, around a level. */
  static double[] weekly(int rows, long seed) {
    Random random = new Random(seed);
    double[] y = new double[rows];
    for (int row = 0; row < rows; row++) {
      y[row] = 50 + 5 * (row % 7) + 0.02 * row + random.nextGaussian();
    }
    return y;
  }

  /** Daily rows from January 1, 2001, columns a, b … */
  static TimeTable daily(Path directory, double[]... columns) {
    return table(directory, "date", Frequency.parse("d"), columns);
  }

  /** Regular rows; no time column where {@code time} is empty. */
  static TimeTable table(Path directory, String time, Frequency frequency, double[]... columns) {
    StringBuilder text = new StringBuilder(time);
    for (int k = 0; k < columns.length; k++) {
      text.append(text.isEmpty() ? "" : ",").append((char) ('a' + k));
    }
    LocalDateTime start = LocalDateTime.of(2001, 1, 1, 0, 0);
    for (int row = 0; row < columns[0].length; row++) {
      text.append('\n').append(time.isEmpty() ? "" : frequency.plus(start, row).toString());
      for (int k = 0; k < columns.length; k++) {
        text.append(k == 0 && time.isEmpty() ? "" : ",").append(columns[k][row]);
      }
    }
    List<String> names = List.of("a", "b", "c").subList(0, columns.length);
    ReadOptions options = ReadOptions.defaults();
    return TableReader.read(
        write(directory, text.append('\n').toString()),
        names,
        time.isEmpty() ? options.withTime("none") : options.withFrequency(frequency));
  }

  private static Path write(Path directory, String text) {
    try {
      return Files.writeString(Files.createTempFile(directory, "t", ".csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a small run is asked for; the rest is chosen from the data. */
  record Ask(
      List<String> targets,
      OptionalInt horizon,
      OptionalInt lookback,
      OptionalInt season,
      RecurrentSettings network,
      int epochs,
      int threads,
      Optional<Path> checkpoint,
      boolean resume) {

    /** Two epochs of a GRU of four units. */
    static Ask of(String... targets) {
      return new Ask(
          List.of(targets),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          new RecurrentSettings(CellKind.GRU, 4, 1, 0.2),
          2,
          1,
          Optional.empty(),
          false);
    }

    Ask rows(int newHorizon, int newLookback, int newSeason) {
      return new Ask(
          targets,
          OptionalInt.of(newHorizon),
          OptionalInt.of(newLookback),
          OptionalInt.of(newSeason),
          network,
          epochs,
          threads,
          checkpoint,
          resume);
    }

    Ask network(CellKind cell, int layers) {
      RecurrentSettings other = new RecurrentSettings(cell, 4, layers, 0.2);
      return new Ask(
          targets, horizon, lookback, season, other, epochs, threads, checkpoint, resume);
    }

    Ask epochs(int other) {
      return new Ask(
          targets, horizon, lookback, season, network, other, threads, checkpoint, resume);
    }

    Ask threads(int other) {
      return new Ask(
          targets, horizon, lookback, season, network, epochs, other, checkpoint, resume);
    }

    Ask checkpoint(Path file, boolean goOn) {
      return new Ask(
          targets, horizon, lookback, season, network, epochs, threads, Optional.of(file), goOn);
    }

    ForecastOptions options() {
      return options(Split.DEFAULT, LossKind.MAE);
    }

    private ForecastOptions options(String split, LossKind loss) {
      return new ForecastOptions(
          targets,
          ReadOptions.defaults(),
          horizon,
          lookback,
          season,
          Optional.empty(),
          split,
          network,
          new TrainingOptions(epochs, 32, 1e-2, loss, 10),
          ForecastOptions.NETWORK,
          new RunOptions(7, threads, checkpoint, resume, Optional.empty(), Set.of()));
    }

    ForecastRun run(TimeTable table) {
      return ForecastTraining.run(table, options(), TaskListener.NONE);
    }

    ForecastRun run(TimeTable table, String split) {
      return ForecastTraining.run(table, options(split, LossKind.MAE), TaskListener.NONE);
    }

    ForecastRun run(TimeTable table, LossKind loss) {
      return ForecastTraining.run(table, options(Split.DEFAULT, loss), TaskListener.NONE);
    }
  }
}
