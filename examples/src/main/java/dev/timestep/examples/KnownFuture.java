package dev.timestep.examples;

import dev.timestep.data.Batches;
import dev.timestep.data.NamedBatch;
import dev.timestep.data.NamedDataset;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.graph.Graph;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.GraphSupervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * An encoder and a decoder: sales of the past days are read, then the days to come, of which it is
 * known whether something is on offer. The data is invented: a shop has a level and an effect of
 * its offers, which show in its past only, and its sales are level + effect · offer. Some shops
 * have a shorter past than others.
 */
public final class KnownFuture {
  private static final int PAST = 30;
  private static final int SHORTEST = 10;
  private static final int FUTURE = 7;

  private KnownFuture() {}

  public static void main(String[] args) {
    System.out.printf("mean absolute error: %.3f (of the mean of the past: 0.25)%n", run(42));
  }

  /** The model of {@code docs/graph-models.md}. */
  static Graph model(long seed) {
    return Graph.builder()
        .sequence("past", 2)
        .sequence("future", 1)
        .layer("encoder", Layers.gru(24), "past")
        .layer("decoder", Layers.gru(24).sequences(), "future")
        .startsFrom("encoder")
        .layer("sales", Layers.dense(1), "decoder")
        .output("sales")
        .build(seed);
  }

  /** Trains and returns the mean absolute error on shops that were not trained on. */
  public static double run(long seed) {
    Graph model = model(seed);
    var trainer =
        new Trainer<>(
            GraphSupervised.of(model, "sales", Losses.mse()),
            new Adam(0.01),
            TrainerConfig.defaults().withEpochs(15));
    trainer.fit(Batches.shuffled(new NamedDataset(shops(1024, 1)), 32, seed), null);

    NamedBatch held = shops(256, 2);
    var answers = model.predict(Engine.standard(), held.inputs(), held.lengths());
    float[] sales = Objects.requireNonNull(answers.get("sales")).data();
    float[] truth = Objects.requireNonNull(held.targets().get("sales")).data();
    double sum = 0;
    for (int at = 0; at < truth.length; at++) {
      sum += Math.abs(sales[at] - truth[at]);
    }
    return sum / truth.length;
  }

  private static NamedBatch shops(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Tensor past = Tensor.zeros(count, PAST, 2);
    Tensor future = Tensor.zeros(count, FUTURE, 1);
    Tensor sales = Tensor.zeros(count, FUTURE, 1);
    int[] lengths = new int[count];
    for (int shop = 0; shop < count; shop++) {
      float level = random.nextFloat();
      float effect = random.nextFloat();
      lengths[shop] = SHORTEST + random.nextInt(PAST - SHORTEST + 1);
      for (int day = 0; day < lengths[shop]; day++) {
        int offer = random.nextInt(2);
        past.set(level + effect * offer, shop, day, 0);
        past.set(offer, shop, day, 1);
      }
      for (int day = 0; day < FUTURE; day++) {
        int offer = random.nextInt(2);
        future.set(offer, shop, day, 0);
        sales.set(level + effect * offer, shop, day, 0);
      }
    }
    SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put("past", past);
    inputs.put("future", future);
    SequencedMap<String, Lengths> known = new LinkedHashMap<>();
    known.put("past", Lengths.of(lengths));
    SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
    targets.put("sales", sales);
    return new NamedBatch(inputs, known, targets);
  }
}
