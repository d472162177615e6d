package dev.timestep.examples;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.Dataset;
import dev.timestep.data.Scaler;
import dev.timestep.data.StandardScaler;
import dev.timestep.data.WindowDataset;
import dev.timestep.data.Windows;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Forecasts tomorrow's price of a euro in US dollars from the last twenty days, with SimpleRNN(50).
 * Rates are scaled for the network, and its forecasts are turned back into dollars.
 *
 * <p>Tutorials do this with stock prices. What is different from the published versions:
 *
 * <ul>
 *   <li>The scaler is fitted on the training rows. Fitted on all rows it gives the network the mean
 *       and spread of the future.
 *   <li>Forecasts are turned back with the scaler that scaled their inputs, and errors are in
 *       dollars. Errors left in scaled units look small whatever they are.
 *   <li>The test years come after the training years.
 *   <li>The error stands beside that of the naive forecast, "tomorrow as today". Without it, a
 *       curve that runs one day behind the truth looks like success on any chart.
 * </ul>
 *
 * <p>The naive forecast wins. Today's rate holds nearly all that is known about tomorrow's.
 */
public final class NextDayRate {
  private static final int LOOKBACK = 20;

  private NextDayRate() {}

  /**
   * The result: mean absolute errors over the test years.
   *
   * @param network error of the network, in dollars per euro
   * @param naive error of "tomorrow as today", in dollars per euro
   * @param days that were forecast
   */
  public record Result(double network, double naive, int days) {}

  /** Trains from a seed on the first four fifths of the file and forecasts each day of the rest. */
  public static Result run(Path csv, long seed) throws IOException {
    double[][] rates = read(csv);
    int split = rates.length * 4 / 5;
    Scaler scaler = StandardScaler.fit(rates, 0, split);
    Tensor scaled = scaler.transform(rates);

    Sequential model = Sequential.of(1, seed, Layers.simpleRnn(50), Layers.dense(1));
    Trainer<Batch> trainer =
        new Trainer<>(
            new Supervised(model, Losses.mse()),
            new Adam(1e-3),
            TrainerConfig.defaults().withEpochs(30));
    trainer.fit(Batches.shuffled(windows(scaled, 0, split), 32, seed), null);

    Dataset<Batch> test = windows(scaled, split, rates.length);
    Tensor forecasts = model.predict(Batches.inOrder(test, test.size()).get(0, 0).inputs());
    double network = 0;
    double naive = 0;
    for (int day = 0; day < test.size(); day++) {
      double truth = rates[split + day][0];
      network += Math.abs(scaler.inverse(0, forecasts.get(day, 0)) - truth);
      naive += Math.abs(rates[split + day - 1][0] - truth);
    }
    return new Result(network / test.size(), naive / test.size(), test.size());
  }

  private static Dataset<Batch> windows(Tensor scaled, int from, int to) {
    int[] column = {0};
    return new WindowDataset(scaled, Windows.over(from, to, LOOKBACK, 1), column, column);
  }

  /** The second column of a file with a header, one row per day: dollars per euro. */
  private static double[][] read(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    return lines.stream()
        .skip(1)
        .map(line -> new double[] {Double.parseDouble(line.split(",")[1])})
        .toArray(double[][]::new);
  }

  static void main(String[] args) throws IOException {
    Path csv = Path.of(args.length > 0 ? args[0] : "examples/data/euro-rates.csv");
    Result result = run(csv, 42);
    IO.println("Mean absolute error over %d days, in dollars per euro".formatted(result.days()));
    IO.println("  network:          %8.5f".formatted(result.network()));
    IO.println("  tomorrow = today: %8.5f".formatted(result.naive()));
  }
}
