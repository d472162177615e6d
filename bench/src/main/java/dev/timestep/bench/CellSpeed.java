package dev.timestep.bench;

import dev.timestep.autograd.Activation;
import dev.timestep.autograd.ActivationFunction;
import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.ClippedLstmConfig;
import dev.timestep.nn.cell.CoupledLstmConfig;
import dev.timestep.nn.cell.GeneralGruConfig;
import dev.timestep.nn.cell.GeneralLstmConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.IndRnnConfig;
import dev.timestep.nn.cell.LayerNormGruConfig;
import dev.timestep.nn.cell.LayerNormLstmConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.nn.cell.MguConfig;
import dev.timestep.nn.cell.MinGruConfig;
import dev.timestep.nn.cell.MinLstmConfig;
import dev.timestep.nn.cell.PeepholeLstmConfig;
import dev.timestep.nn.cell.ProjectedLstmConfig;
import dev.timestep.nn.cell.QrnnConfig;
import dev.timestep.nn.cell.RgLruConfig;
import dev.timestep.nn.cell.SlstmConfig;
import dev.timestep.nn.cell.SruConfig;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code bench/cells}: a training step of each recurrent cell, as a ratio to that of
 * the plain LSTM or GRU of the same size. Cells take turns, and the best turn of each counts, so
 * that what else the machine does touches all alike.
 */
final class CellSpeed {
  private static final int TIME = 100;
  private static final int FEATURES = 32;
  private static final int UNITS = 128;
  private static final int BATCH = 32;
  private static final int ROUNDS = 6;
  private static final long WARM_UP = 1_200_000_000L;
  private static final long TURN = 250_000_000L;

  /** A cell, and what it is held against. */
  private record Entry(String name, String plain, CellConfig config) {}

  /** A cell in training. */
  private static final class Turn {
    final Entry entry;
    final Batch batch;
    final Trainer<Batch> trainer;
    double best = Double.POSITIVE_INFINITY;

    Turn(Entry entry, Engine engine, Tensor inputs, @Nullable Lengths lengths) {
      this.entry = entry;
      batch = new Batch(inputs, lengths, Tensor.zeros(BATCH, entry.config.units()));
      Sequential model = Sequential.of(FEATURES, 42, RecurrentConfig.of(entry.config));
      trainer =
          new Trainer<>(
              new Supervised(model, Losses.mse()),
              new Adam(1e-3),
              TrainerConfig.defaults(),
              engine);
    }

    void run(long nanos) {
      int steps = 0;
      long start = System.nanoTime();
      do {
        trainer.step(batch);
        steps++;
      } while (System.nanoTime() - start < nanos);
      best = Math.min(best, (System.nanoTime() - start) / 1e6 / steps);
    }
  }

  private CellSpeed() {}

  private static List<Entry> entries() {
    ActivationFunction hard = Activation.HARD_SIGMOID.standard();
    ActivationFunction soft = Activation.SOFTSIGN.standard();
    return List.of(
        new Entry("lstm", "lstm", LstmConfig.of(UNITS)),
        new Entry("gru", "gru", GruConfig.of(UNITS)),
        new Entry("peephole lstm", "lstm", PeepholeLstmConfig.of(UNITS)),
        new Entry("coupled lstm", "lstm", CoupledLstmConfig.of(UNITS)),
        new Entry("projected lstm", "lstm", ProjectedLstmConfig.of(UNITS, UNITS / 2)),
        new Entry("layer norm lstm", "lstm", LayerNormLstmConfig.of(UNITS)),
        new Entry("clipped lstm", "lstm", ClippedLstmConfig.of(UNITS)),
        new Entry("general lstm", "lstm", GeneralLstmConfig.of(UNITS)),
        new Entry(
            "general lstm, hard sigmoid, softsign",
            "lstm",
            GeneralLstmConfig.of(UNITS).activations(hard, soft, soft)),
        new Entry(
            "general lstm, peepholes, clip",
            "lstm",
            GeneralLstmConfig.of(UNITS).peepholes(true).clip(3f)),
        new Entry("layer norm gru", "gru", LayerNormGruConfig.of(UNITS)),
        new Entry("general gru", "gru", GeneralGruConfig.of(UNITS)),
        new Entry(
            "general gru, reset before",
            "gru",
            GeneralGruConfig.of(UNITS).form(GruConfig.Form.RESET_BEFORE)),
        new Entry("mgu", "gru", MguConfig.of(UNITS)),
        new Entry("indrnn", "lstm", IndRnnConfig.of(UNITS)),
        new Entry("sru", "lstm", SruConfig.of(UNITS)),
        new Entry("qrnn", "lstm", QrnnConfig.of(UNITS)),
        new Entry("min gru", "lstm", MinGruConfig.of(UNITS)),
        new Entry("min lstm", "lstm", MinLstmConfig.of(UNITS)),
        new Entry("rg-lru", "lstm", RgLruConfig.of(UNITS)),
        new Entry("slstm", "lstm", SlstmConfig.of(UNITS)));
  }

  /** Measures the cells whose names hold one of the arguments; all without any. */
  public static void main(String[] arguments) {
    List<Entry> entries =
        entries().stream()
            .filter(
                entry ->
                    arguments.length == 0
                        || entry.name.equals(entry.plain)
                        || Arrays.stream(arguments).anyMatch(entry.name::contains))
            .toList();
    SplittableRandom random = new SplittableRandom(1);
    Tensor inputs = Tensor.zeros(BATCH, TIME, FEATURES);
    for (int at = 0; at < inputs.data().length; at++) {
      inputs.data()[at] = (float) random.nextGaussian() * 0.5f;
    }
    int[] ragged =
        IntStream.range(0, BATCH).map(b -> TIME / 2 + random.nextInt(TIME / 2 + 1)).toArray();
    List<Turn> whole = measured(entries, inputs, null);
    List<Turn> padded = measured(entries, inputs, Lengths.of(ragged));
    System.out.printf(
        "A training step (T=%d, B=%d, F=%d, H=%d, Adam), best of %d turns; lengths of %d to %d.%n",
        TIME, BATCH, FEATURES, UNITS, ROUNDS, TIME / 2, TIME);
    System.out.printf("%-38s %10s %7s  %14s %7s%n", "", "ms", "ratio", "with lengths", "ratio");
    for (int at = 0; at < entries.size(); at++) {
      System.out.printf(
          Locale.ROOT,
          "%-38s %10.2f %7.2f  %14.2f %7.2f  of %s%n",
          entries.get(at).name,
          whole.get(at).best,
          ratio(whole, at),
          padded.get(at).best,
          ratio(padded, at),
          entries.get(at).plain);
    }
  }

  private static List<Turn> measured(
      List<Entry> entries, Tensor inputs, @Nullable Lengths lengths) {
    Engine engine = Engine.standard();
    List<Turn> turns = new ArrayList<>();
    entries.forEach(entry -> turns.add(new Turn(entry, engine, inputs, lengths)));
    if (lengths == null) {
      turns.forEach(turn -> turn.run(WARM_UP));
    }
    turns.forEach(turn -> turn.run(TURN));
    turns.forEach(turn -> turn.best = Double.POSITIVE_INFINITY);
    for (int round = 0; round < ROUNDS; round++) {
      turns.forEach(turn -> turn.run(TURN));
    }
    return turns;
  }

  private static double ratio(List<Turn> turns, int at) {
    Turn one = turns.get(at);
    return one.best
        / turns.stream()
            .filter(turn -> turn.entry.name.equals(one.entry.plain))
            .findFirst()
            .orElseThrow()
            .best;
  }
}
