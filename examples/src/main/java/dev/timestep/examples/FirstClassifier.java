package dev.timestep.examples;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.ClassNames;
import dev.timestep.data.SequenceDataset;
import dev.timestep.nn.ClassWeights;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.tensor.Tensor;
import dev.timestep.train.Adam;
import dev.timestep.train.Classification;
import dev.timestep.train.Classifier;
import dev.timestep.train.Goal;
import dev.timestep.train.Metrics;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;
import dev.timestep.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A first classifier, with all that one needs: names of classes, sequences of different lengths,
 * classes of different size, a line an epoch, the best epoch by a metric, and predictions with
 * names and probabilities. The page {@code docs/classification.md} explains it.
 *
 * <p>The sequences are drawn: a slow wave, a fast wave or a walk, of which the last is rare.
 */
public final class FirstClassifier {
  private FirstClassifier() {}

  /** Sequences of 20 to 40 steps and what each of them is. */
  record Labelled(List<Tensor> sequences, List<String> labels) {}

  static Labelled draw(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Tensor> sequences = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      String label = at % 10 == 0 ? "walk" : at % 2 == 0 ? "slow" : "fast";
      Tensor sequence = Tensor.zeros(random.nextInt(20, 41), 1);
      double phase = random.nextDouble(2 * Math.PI);
      double walked = 0;
      for (int step = 0; step < sequence.shape().dim(0); step++) {
        walked += 0.4 * random.nextGaussian();
        double wave = Math.sin(phase + step / (label.equals("slow") ? 4.0 : 2.0));
        double noise = 0.3 * random.nextGaussian();
        sequence.set((float) (label.equals("walk") ? walked : wave + noise), step, 0);
      }
      sequences.add(sequence);
      labels.add(label);
    }
    return new Labelled(sequences, labels);
  }

  private static SequenceDataset dataset(Labelled data, ClassNames classes) {
    List<Tensor> targets = new ArrayList<>();
    for (String label : data.labels()) {
      targets.add(Tensor.scalar(classes.number(label)));
    }
    return SequenceDataset.labelled(data.sequences(), targets);
  }

  /**
   * Trains and writes a line an epoch; returns the share of new sequences that are told rightly.
   */
  public static double run(long seed, Appendable out) {
    Labelled training = draw(600, seed);
    Labelled held = draw(200, seed + 1);
    Labelled fresh = draw(400, seed + 2);

    ClassNames classes = ClassNames.of(training.labels());
    Batches<Batch> train = Batches.shuffled(dataset(training, classes), 32, seed);
    Batches<Batch> validation = Batches.inOrder(dataset(held, classes), 100);

    Sequential model = Sequential.of(1, seed, Layers.gru(24), Layers.dense(classes.size()));
    ClassWeights weights = ClassWeights.balanced(classes.count(training.labels()));
    Supervised objective = new Supervised(model, Losses.softmaxCrossEntropy(weights));
    TrainerConfig config =
        TrainerConfig.defaults()
            .withEpochs(30)
            .withMetrics(Metrics::accuracy, Metrics::macroF1)
            .withGoal(Goal.highest("macro f1"))
            .withPatience(8);
    Trainer<Batch> trainer = new Trainer<>(objective, new Adam(5e-3), config);
    trainer.fit(train, validation, TrainingListener.printing(out));

    Classifier<Batch> classifier = Classifier.of(model, classes);
    List<Classification> predicted = classifier.predict(dataset(fresh, classes));
    int right = 0;
    for (int at = 0; at < predicted.size(); at++) {
      right += predicted.get(at).name().equals(fresh.labels().get(at)) ? 1 : 0;
    }
    return (double) right / predicted.size();
  }

  /**
   * A yes or no: is a sequence a walk? One unit, binary cross-entropy and a threshold. Returns the
   * share of the walks among new sequences that are found.
   */
  public static double runYesOrNo(long seed, double threshold) {
    ClassNames answers = ClassNames.inOrder("no", "walk");
    Batches<Batch> train = Batches.shuffled(dataset(walks(600, seed), answers), 32, seed);
    Labelled fresh = walks(400, seed + 2);

    Sequential model = Sequential.of(1, seed, Layers.gru(24), Layers.dense(1));
    Supervised objective = new Supervised(model, Losses.binaryCrossEntropy());
    new Trainer<>(objective, new Adam(5e-3), TrainerConfig.defaults()).fit(train, null);

    Classifier<Batch> classifier = Classifier.of(model, answers).withThreshold(threshold);
    List<Classification> predicted = classifier.predict(dataset(fresh, answers));
    int found = 0;
    for (int at = 0; at < predicted.size(); at += 10) {
      found += predicted.get(at).name().equals("walk") ? 1 : 0;
    }
    return found / (predicted.size() / 10.0);
  }

  private static Labelled walks(int count, long seed) {
    Labelled all = draw(count, seed);
    List<String> answers =
        all.labels().stream().map(label -> label.equals("walk") ? label : "no").toList();
    return new Labelled(all.sequences(), answers);
  }

  static void main() {
    double right = run(42, System.out);
    IO.println("New sequences told rightly: %.1f %%".formatted(100 * right));
    IO.println("Walks found: %.1f %%".formatted(100 * runYesOrNo(42, 0.5)));
  }
}
