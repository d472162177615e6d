package dev.timestep.task.classify;

import dev.timestep.data.Batch;
import dev.timestep.explain.Saliency;
import dev.timestep.io.file.Sha256;
import dev.timestep.judge.Calibration;
import dev.timestep.kernel.Engine;
import dev.timestep.nn.Sequential;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.batch.SequenceBatches;
import dev.timestep.task.sequence.batch.SequenceInputs;
import dev.timestep.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A classifier of sequences as training left it: all that predicting needs.
 *
 * <p>Its networks are those of the folds. Each has learnt from other cases, and their mean is
 * steadier than any of them:
 *
 * <pre>
 * p = softmax(mean over networks of logits / temperature)
 * </pre>
 *
 * @param networks one for each fold of each round, all with the same layers
 * @param inputs how a case becomes what they read
 * @param classes names of the classes, in the order of the logits; two or more
 * @param calibration the temperature, fitted on cases that the networks had not seen
 */
public record TrainedClassifier(
    List<Sequential> networks,
    SequenceInputs inputs,
    List<String> classes,
    Calibration calibration) {
  /** Cases that go through the networks at once. */
  private static final int BATCH = 64;

  /** Takes copies of the lists. */
  public TrainedClassifier {
    networks = List.copyOf(networks);
    classes = List.copyOf(classes);
    for (Sequential network : networks) {
      if (network.features() != inputs.features()) {
        throw new IllegalArgumentException(
            "A classifier expects networks that read its "
                + inputs.features()
                + " features "
                + inputs.featureNames()
                + "; received one that reads "
                + network.features()
                + ".");
      }
    }
  }

  /**
   * Probabilities of the classes for one case, or for as much of it as is known: the answer after t
   * steps of a stream is that for its first t steps.
   *
   * @return [classes], with the sum 1
   */
  public double[] probabilities(Sequence one, Engine engine) {
    return probabilities(List.of(one), engine)[0];
  }

  /**
   * Probabilities of the classes for each case.
   *
   * @return [case][class]
   */
  public double[][] probabilities(List<Sequence> cases, Engine engine) {
    float[][] mean = new float[cases.size()][classes.size()];
    for (Sequential network : networks) {
      float[][] logits = logits(network, inputs, cases, engine);
      for (int at = 0; at < mean.length; at++) {
        for (int c = 0; c < mean[at].length; c++) {
          mean[at][c] += logits[at][c] / networks.size();
        }
      }
    }
    double[][] probabilities = new double[cases.size()][];
    Arrays.setAll(probabilities, at -> calibration.probabilities(mean[at]));
    return probabilities;
  }

  /** Trained numbers of all networks. */
  public long parameterCount() {
    return networks.stream().mapToLong(Sequential::parameterCount).sum();
  }

  /**
   * What moved the networks towards a class: gradient × input of its logit, summed over the
   * features, the mean over the networks.
   *
   * @return [step], in units of the largest
   */
  double[] moved(Sequence one, int towards, Engine engine) {
    Batch batch = SequenceBatches.batch(List.of(inputs.steps(one)), new int[1]);
    double[] moved = new double[one.length()];
    for (Sequential network : networks) {
      float[] saliency =
          Saliency.of(network, engine)
              .gradientTimesInput(batch.inputs(), batch.lengths(), towards)
              .data();
      for (int at = 0; at < moved.length * inputs.features(); at++) {
        moved[at / inputs.features()] += saliency[at];
      }
    }
    double largest = Arrays.stream(moved).map(Math::abs).max().orElse(0);
    return largest == 0 ? moved : Arrays.stream(moved).map(value -> value / largest).toArray();
  }

  /** What tells whether its networks have the same weights. */
  String fingerprint() {
    Sha256 sha = new Sha256();
    for (Sequential network : networks) {
      network
          .parameters()
          .forEach(
              (name, parameter) -> {
                sha.add(name);
                for (float weight : parameter.value().data()) {
                  sha.add((double) weight);
                }
              });
    }
    return sha.hex();
  }

  /** What a network says of each case, [case][class]. */
  static float[][] logits(
      Sequential network, SequenceInputs inputs, List<Sequence> cases, Engine engine) {
    float[][] logits = new float[cases.size()][];
    for (int from = 0; from < cases.size(); from += BATCH) {
      List<Sequence> some = cases.subList(from, Math.min(cases.size(), from + BATCH));
      Batch batch =
          SequenceBatches.batch(some.stream().map(inputs::steps).toList(), new int[some.size()]);
      Tensor answers = network.predict(engine, batch.inputs(), batch.lengths());
      int classes = answers.shape().last();
      for (int at = 0; at < some.size(); at++) {
        logits[from + at] = Arrays.copyOfRange(answers.data(), at * classes, (at + 1) * classes);
      }
    }
    return logits;
  }
}
