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
 * Text, numbers and image features in one network: does a stock fall, stay or rise after the news?
 * The data is invented. Each input holds a part of the answer, which is the sum of the first word,
 * the largest number and the first feature of the image.
 */
public final class NewsGraph {
  private static final int WORDS = 20;
  private static final int LONGEST = 6;
  private static final int DAYS = 10;
  private static final int PIXELS = 8;

  private NewsGraph() {}

  public static void main(String[] args) {
    System.out.printf("right: %.1f %% (by chance 33 %%)%n", 100 * run(42));
  }

  /** The model of {@code docs/graph-models.md}. */
  static Graph model(long seed) {
    return Graph.builder()
        .tokens("text")
        .sequence("numbers", 2)
        .values("image", PIXELS)
        .layer("words", Layers.embedding(WORDS, 8), "text")
        .layer("reading", Layers.gru(16), "words")
        .layer("pattern", Layers.conv1d(8, 3).causal(), "numbers")
        .layer("trend", Layers.maxOverTime(), "pattern")
        .concat("all", "reading", "trend", "image")
        .layer("answer", Layers.dense(3), "all")
        .output("answer")
        .build(seed);
  }

  /** Trains and returns the share of correct answers on examples that were not trained on. */
  public static double run(long seed) {
    Graph model = model(seed);
    var trainer =
        new Trainer<>(
            GraphSupervised.of(model, "answer", Losses.softmaxCrossEntropy()),
            new Adam(0.01),
            TrainerConfig.defaults().withEpochs(20));
    trainer.fit(Batches.shuffled(new NamedDataset(examples(2048, 1)), 32, seed), null);

    NamedBatch held = examples(512, 2);
    var answers = model.predict(Engine.standard(), held.inputs(), held.lengths());
    Tensor logits = Objects.requireNonNull(answers.get("answer"));
    Tensor truth = Objects.requireNonNull(held.targets().get("answer"));
    int right = 0;
    for (int e = 0; e < held.size(); e++) {
      int best = 0;
      for (int k = 1; k < 3; k++) {
        best = logits.get(e, k) > logits.get(e, best) ? k : best;
      }
      right += best == (int) truth.get(e) ? 1 : 0;
    }
    return (double) right / held.size();
  }

  private static NamedBatch examples(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Tensor text = Tensor.zeros(count, LONGEST);
    Tensor numbers = Tensor.zeros(count, DAYS, 2);
    Tensor image = Tensor.zeros(count, PIXELS);
    Tensor answer = Tensor.zeros(count);
    int[] lengths = new int[count];
    for (int e = 0; e < count; e++) {
      lengths[e] = 1 + random.nextInt(LONGEST);
      for (int t = 0; t < lengths[e]; t++) {
        text.set(random.nextInt(WORDS), e, t);
      }
      float largest = 0;
      for (int day = 0; day < DAYS; day++) {
        numbers.set(random.nextFloat() * random.nextFloat(), e, day, 0);
        numbers.set(random.nextFloat(), e, day, 1);
        largest = Math.max(largest, numbers.get(e, day, 0));
      }
      for (int p = 0; p < PIXELS; p++) {
        image.set(random.nextFloat(), e, p);
      }
      float sum = text.get(e, 0) / WORDS + largest + image.get(e, 0);
      answer.set(sum < 1.45f ? 0 : sum < 1.9f ? 1 : 2, e);
    }
    SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put("text", text);
    inputs.put("numbers", numbers);
    inputs.put("image", image);
    SequencedMap<String, Lengths> known = new LinkedHashMap<>();
    known.put("text", Lengths.of(lengths));
    SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
    targets.put("answer", answer);
    return new NamedBatch(inputs, known, targets);
  }
}
