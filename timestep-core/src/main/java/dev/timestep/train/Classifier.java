package dev.timestep.train;

import dev.timestep.autograd.Tape;
import dev.timestep.data.Batch;
import dev.timestep.data.Batches;
import dev.timestep.data.ClassNames;
import dev.timestep.data.Dataset;
import dev.timestep.data.NamedBatch;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Layer;
import dev.timestep.nn.Signal;
import dev.timestep.nn.graph.Graph;
import dev.timestep.tensor.Shape;
import dev.timestep.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A trained network with the names of its classes: says of each sequence which class it is, and how
 * probable each class is.
 *
 * <p>The network returns logits, one row for each sequence. With a unit for each class, as {@code
 * softmaxCrossEntropy} learns them, p = softmax x, and the class is that of the largest. With one
 * unit and two classes, as {@code binaryCrossEntropy} learns it, p of class 1 is 1 / (1 + e^−x).
 *
 * <pre>{@code
 * var classifier = Classifier.of(model, ClassNames.inOrder("no", "yes"));
 * for (Classification one : classifier.predict(Batch.unlabelled(inputs, lengths))) {
 *   IO.println(one.name() + " " + one.probability());
 * }
 * }</pre>
 *
 * <p>What it says of a sequence does not depend on the batch that the sequence is in. A classifier
 * belongs to one thread.
 *
 * @param <B> the batch that the network reads
 */
public final class Classifier<B> {
  /** Sequences that are read at a time, unless the caller says how many. */
  public static final int BATCH_SIZE = 256;

  private final BiFunction<Tape, B, Signal> network;
  private final ClassNames classes;
  private final double threshold;
  private final Engine engine;

  private Classifier(
      BiFunction<Tape, B, Signal> network, ClassNames classes, double threshold, Engine engine) {
    this.network = network;
    this.classes = classes;
    this.threshold = threshold;
    this.engine = engine;
  }

  /** A classifier of a model that returns logits. */
  public static Classifier<Batch> of(Layer model, ClassNames classes) {
    return new Classifier<>(
        (tape, batch) ->
            model.forward(tape, Signal.ofSequences(tape, model, batch.inputs(), batch.lengths())),
        classes,
        0.5,
        Engine.standard());
  }

  /**
   * A classifier of a graph.
   *
   * @param output whose values are the logits
   */
  public static Classifier<NamedBatch> of(Graph model, String output, ClassNames classes) {
    List<String> outputs = model.config().outputs();
    if (!outputs.contains(output)) {
      throw new IllegalArgumentException(
          "Classifier expects one of the graph's outputs "
              + outputs
              + "; received "
              + output
              + ".");
    }
    return new Classifier<>(
        (tape, batch) -> {
          Map<String, Signal> found =
              model.forward(tape, model.signals(tape, batch.inputs(), batch.lengths()));
          return output(found, output);
        },
        classes,
        0.5,
        Engine.standard());
  }

  private static Signal output(Map<String, Signal> outputs, String name) {
    Signal found = outputs.get(name);
    if (found == null) {
      throw new IllegalStateException("The graph did not return its output " + name + ".");
    }
    return found;
  }

  /** The same on another engine. */
  public Classifier<B> on(Engine newEngine) {
    return new Classifier<>(network, classes, threshold, newEngine);
  }

  /**
   * The same with another threshold for a yes or no.
   *
   * @param newThreshold between 0 and 1; class 1 is predicted if its probability is above it; 0.5
   *     by default. Choose it on validation data
   * @throws IllegalArgumentException when there are more than two classes
   */
  public Classifier<B> withThreshold(double newThreshold) {
    if (classes.size() != 2) {
      throw new IllegalArgumentException(
          "A threshold expects two classes; received "
              + classes.size()
              + ". Of more classes the most probable is predicted.");
    }
    if (!(newThreshold > 0 && newThreshold < 1)) {
      throw new IllegalArgumentException(
          "Classifier expects a threshold between 0 and 1, for probabilities; received "
              + newThreshold
              + ". 0.5 predicts the more probable class.");
    }
    return new Classifier<>(network, classes, newThreshold, engine);
  }

  /** The classes. */
  public ClassNames classes() {
    return classes;
  }

  /** What is said of each example, in the order of the dataset; targets are not looked at. */
  public List<Classification> predict(Dataset<B> examples) {
    return predict(examples, BATCH_SIZE);
  }

  /** The same, {@code batchSize} examples at a time, which changes only speed and memory. */
  public List<Classification> predict(Dataset<B> examples, int batchSize) {
    List<Classification> all = new ArrayList<>(examples.size());
    Batches<B> batches = Batches.inOrder(examples, batchSize);
    Tape tape = Tape.inference(engine);
    for (int index = 0; index < batches.count(); index++) {
      predict(tape, batches.get(0, index), all);
    }
    return List.copyOf(all);
  }

  /** What is said of each example of a batch, such as {@link Batch#unlabelled}. */
  public List<Classification> predict(B batch) {
    List<Classification> all = new ArrayList<>();
    predict(Tape.inference(engine), batch, all);
    return List.copyOf(all);
  }

  private void predict(Tape tape, B batch, List<Classification> all) {
    tape.reset(0);
    Signal output = network.apply(tape, batch);
    check(output);
    Tensor logits = output.toBatchFirst();
    int width = logits.shape().last();
    for (int row = 0; row < logits.shape().rows(); row++) {
      double[] scores = new double[classes.size()];
      for (int at = 0; at < width; at++) {
        // Of one logit x, the two classes have the logits 0 and x.
        scores[width == 1 ? 1 : at] = logits.data()[row * width + at];
      }
      all.add(classify(scores, all.size()));
    }
  }

  private void check(Signal output) {
    Shape shape = output.value().shape();
    if (output.isSequence()) {
      throw new IllegalArgumentException(
          "Classifier expects a network that returns one row of logits for each sequence; received"
              + " a value per step, "
              + shape.swapped()
              + ". Let the last recurrent layer return its last output only, or pool over time.");
    }
    int width = shape.last();
    if (width != classes.size() && !(width == 1 && classes.size() == 2)) {
      throw new IllegalArgumentException(
          "Classifier of "
              + classes.size()
              + " classes expects logits [batch, "
              + classes.size()
              + "]"
              + (classes.size() == 2 ? " or [batch, 1]" : "")
              + "; received "
              + shape
              + ". Give the last layer a unit for each class, or name as many classes.");
    }
  }

  private Classification classify(double[] scores, int example) {
    int best = 0;
    for (int at = 0; at < scores.length; at++) {
      if (!Double.isFinite(scores[at])) {
        throw new IllegalArgumentException(
            "Classifier expects finite logits; received "
                + scores[at]
                + " for example "
                + example
                + ", counted from 0. Check the example for numbers that are missing or far too"
                + " large.");
      }
      best = scores[at] > scores[best] ? at : best;
    }
    double sum = 0;
    List<Double> probabilities = new ArrayList<>(scores.length);
    for (double score : scores) {
      sum += Math.exp(score - scores[best]);
    }
    for (double score : scores) {
      probabilities.add(Math.exp(score - scores[best]) / sum);
    }
    // Compared as logits, a probability is on the same side as in Metrics.accuracy.
    int number =
        scores.length == 2
            ? (scores[1] - scores[0] > Math.log(threshold / (1 - threshold)) ? 1 : 0)
            : best;
    return new Classification(classes, number, probabilities);
  }
}
