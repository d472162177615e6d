package dev.timestep.examples;

import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layer;
import dev.timestep.nn.Layers;
import dev.timestep.nn.Losses;
import dev.timestep.nn.Sequential;
import dev.timestep.train.Adam;
import dev.timestep.train.Metric;
import dev.timestep.train.Metrics;
import dev.timestep.train.Supervised;
import dev.timestep.train.Trainer;
import dev.timestep.train.TrainerConfig;

/**
 * Reads a picture row by row and classifies its digit: SimpleRNN(64) and Dense(10), Adam, accuracy.
 *
 * <p>What is different from the published versions:
 *
 * <ul>
 *   <li>There is a softmax. Many versions give plain scores to a loss that expects probabilities.
 *       Here the loss takes scores and applies the softmax itself, which is exact for large scores
 *       too. Accuracy needs no softmax: the largest score is the largest probability.
 *   <li>Classes are class numbers {@code [batch]}, not one-hot rows given to a loss that expects
 *       numbers.
 *   <li>The recurrent layer returns its last output only; with every step's output the dense layer
 *       would give ten scores for each row of the picture.
 *   <li>Accuracy is measured on pictures that were not trained on.
 * </ul>
 */
public final class SequenceClassifier {
  private SequenceClassifier() {}

  /** Trains from a seed; returns the share of new pictures that are read correctly. */
  public static double run(long seed) {
    Sequential model =
        Sequential.of(Digits.SIZE, seed, Layers.simpleRnn(64), Layers.dense(Digits.CLASSES));
    return trainAndMeasure(model, seed);
  }

  /** The same training for any model from {@code [batch, rows, columns]} to ten scores. */
  static double trainAndMeasure(Layer model, long seed) {
    Batches<Batch> train = Batches.shuffled(Digits.draw(4000, seed), 64, seed);
    Batches<Batch> test = Batches.inOrder(Digits.draw(1000, seed + 1), 250);

    Supervised task = new Supervised(model, Losses.softmaxCrossEntropy());
    TrainerConfig config = TrainerConfig.defaults().withEpochs(30);
    new Trainer<>(task, new Adam(2e-3), config).fit(train, null);

    Metric accuracy = Metrics.accuracy();
    task.measure(Engine.standard(), test, accuracy);
    return accuracy.value();
  }

  static void main() {
    IO.println("New pictures read rightly: %.1f %%".formatted(100 * run(42)));
  }
}
