package dev.timestep.bench.cells;

import dev.timestep.bench.compare.Statistics;
import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.cell.CellConfig;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.LstmConfig;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cells against the plain ones, on one batch. The two take turns that are short beside the time in
 * which a shared machine changes its speed, a ratio is taken in every round, and the median of them
 * counts.
 */
final class CellDuel {

  /**
   * How long it takes.
   *
   * @param rounds of two turns each
   * @param warmUp milliseconds of training before
   * @param turn milliseconds
   */
  record Pace(int rounds, int warmUp, int turn) {
    static final Pace USUAL = new Pace(9, 700, 80);
  }

  /**
   * What was measured.
   *
   * @param milliseconds of a training step, the median of all rounds
   * @param plain the same of the plain cell in the same rounds
   * @param ratio the median of the rounds' ratios
   * @param low their lower quartile
   * @param high their upper quartile
   */
  record Result(double milliseconds, double plain, double ratio, double low, double high) {}

  private final Engine engine = Engine.standard();
  private final CellSize size;
  private final Pace pace;
  private final Tensor inputs;
  private final @Nullable Lengths lengths;
  private final Map<CellEntry.Plain, Trained> plains = new EnumMap<>(CellEntry.Plain.class);

  CellDuel(CellSize size, Pace pace, @Nullable Lengths lengths) {
    this.size = size;
    this.pace = pace;
    this.inputs = size.inputs();
    this.lengths = lengths;
  }

  Result measure(CellEntry entry) {
    Trained plain = plains.computeIfAbsent(entry.plain(), this::plain);
    Trained cell = new Trained(entry.config());
    cell.run(pace.warmUp);
    plain.run(pace.turn);
    List<Double> cellTimes = new ArrayList<>();
    List<Double> plainTimes = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < pace.rounds; round++) {
      cellTimes.add(cell.run(pace.turn));
      plainTimes.add(plain.run(pace.turn));
      ratios.add(cellTimes.getLast() / plainTimes.getLast());
    }
    List<Double> sorted = ratios.stream().sorted().toList();
    return new Result(
        Statistics.median(cellTimes),
        Statistics.median(plainTimes),
        Statistics.median(ratios),
        sorted.get(sorted.size() / 4),
        sorted.get(sorted.size() - 1 - sorted.size() / 4));
  }

  private Trained plain(CellEntry.Plain plain) {
    Trained trained =
        new Trained(
            switch (plain) {
              case LSTM -> LstmConfig.of(size.units());
              case GRU -> GruConfig.of(size.units());
            });
    trained.run(2 * pace.warmUp);
    return trained;
  }

  /** A cell in training. */
  private final class Trained {
    private final Batch batch;
    private final Trainer<Batch> trainer;

    Trained(CellConfig config) {
      batch = new Batch(inputs, lengths, Tensor.zeros(size.batch(), config.units()));
      Sequential model = Sequential.of(size.features(), 42, RecurrentConfig.of(config));
      trainer =
          new Trainer<>(
              new Supervised(model, Losses.mse()),
              new Adam(1e-3),
              TrainerConfig.defaults(),
              engine);
    }

    /** Trains for some milliseconds and returns those of a step. */
    double run(int milliseconds) {
      int steps = 0;
      long start = System.nanoTime();
      long end = start + milliseconds * 1_000_000L;
      long now;
      do {
        trainer.step(batch);
        steps++;
        now = System.nanoTime();
      } while (now < end);
      return (now - start) / 1e6 / steps;
    }
  }
}
