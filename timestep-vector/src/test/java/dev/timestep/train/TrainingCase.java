package dev.timestep.train;

import dev.timestep.data.Batch;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.KernelProvider;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.PortableKernels;
import dev.timestep.nn.LayerConfig;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Loss;
import dev.timestep.nn.Losses;
import dev.timestep.nn.RecurrentConfig;
import dev.timestep.nn.Sequential;
import dev.timestep.nn.cell.GruConfig;
import dev.timestep.nn.cell.Init;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Models to train for some steps, with batches of one shape, for tests of the step as a whole. */
record TrainingCase(String name, Loss loss, List<Batch> batches, List<LayerConfig> layers) {
  private static final int BATCH = 24;
  private static final int TIME = 10;
  private static final int FEATURES = 5;
  private static final int WORDS = 300;
  private static final GruConfig RESET_BEFORE =
      new GruConfig(40, GruConfig.Form.RESET_BEFORE, true, Init.KERAS);

  /** Large enough for the work to be split over threads. */
  static Stream<TrainingCase> all() {
    SplittableRandom random = new SplittableRandom(5);
    int[] some = new int[BATCH];
    Arrays.setAll(some, b -> random.nextInt(TIME + 1));
    Lengths lengths = Lengths.of(some);
    return Stream.of(
        last("SimpleRnn", Layers.simpleRnn(64), Layers.dense(1)),
        last("LSTM and Dense", Layers.lstm(40), Layers.dense(1)),
        last("GRU stack with dropout", Layers.gru(40).layers(2).dropout(0.3), Layers.dense(1)),
        last("GRU, reset before", RecurrentConfig.of(RESET_BEFORE), Layers.dense(1)),
        last("both directions", Layers.lstm(40).bidirectional(), Layers.dense(1)),
        steps("LSTM over lengths", lengths, Layers.lstm(40).sequences(), Layers.dense(1)),
        steps("small ops", null, Layers.dense(64), Layers.layerNorm(), Layers.dropout(0.2)),
        words(null),
        words(lengths));
  }

  private static TrainingCase last(String name, LayerConfig... layers) {
    return of(name, Losses.mse(), null, layers, BATCH, 1);
  }

  private static TrainingCase steps(String name, @Nullable Lengths lengths, LayerConfig... layers) {
    int out = layers[layers.length - 1].outputFeatures(64);
    return of(name, Losses.huber(0.5f), lengths, layers, BATCH, TIME, out);
  }

  private static TrainingCase of(
      String name, Loss loss, @Nullable Lengths lengths, LayerConfig[] layers, int... target) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    List<Batch> batches = new ArrayList<>();
    for (int batch = 0; batch < 3; batch++) {
      Tensor inputs = Init.uniform(1, random, BATCH, TIME, FEATURES);
      batches.add(new Batch(inputs, lengths, Init.uniform(1, random, target)));
    }
    return new TrainingCase(name, loss, batches, List.of(layers));
  }

  /** An embedding, an LSTM and a softmax over words. */
  private static TrainingCase words(@Nullable Lengths lengths) {
    SplittableRandom random = new SplittableRandom(8);
    List<Batch> batches = new ArrayList<>();
    for (int batch = 0; batch < 3; batch++) {
      batches.add(new Batch(ids(random), lengths, ids(random)));
    }
    return new TrainingCase(
        "words" + (lengths == null ? "" : " over lengths"),
        Losses.softmaxCrossEntropy(),
        batches,
        List.of(Layers.embedding(WORDS, 32), Layers.lstm(40).sequences(), Layers.dense(WORDS)));
  }

  private static Tensor ids(SplittableRandom random) {
    Tensor ids = Tensor.zeros(BATCH, TIME);
    for (int at = 0; at < ids.data().length; at++) {
      ids.data()[at] = random.nextInt(WORDS);
    }
    return ids;
  }

  /** Both families of kernels. */
  static Stream<Kernels> kernels() {
    return Stream.of(new PortableKernels(), KernelProvider.named("vector"));
  }

  Sequential model() {
    return Sequential.of(batches.getFirst().inputs().shape().rank() == 2 ? 1 : FEATURES, 1, layers);
  }

  /** A trainer with all that a step can have: clipping, averaging, Adam. */
  Trainer<Batch> trainer(Sequential model, Engine engine) {
    TrainerConfig config =
        TrainerConfig.defaults().withClipping(Clipping.byNorm(1e-2)).withAverageDecay(0.99);
    return new Trainer<>(new Supervised(model, loss), new Adam(1e-2), config, engine);
  }

  /** Trains for some steps and returns the losses. */
  List<Double> train(Trainer<Batch> trainer, int steps) {
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      losses.add(trainer.step(batches.get(step % batches.size())).loss());
    }
    return losses;
  }

  @Override
  public String toString() {
    return name;
  }
}
