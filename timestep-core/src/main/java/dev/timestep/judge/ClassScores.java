package dev.timestep.judge;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/** Scores of classifiers: error rate, macro F1 and log loss of probabilities. */
public final class ClassScores {
  /** What is measured; the share of wrong answers decides. */
  public static final List<Measure> MEASURES =
      List.of(Measure.ERROR_RATE, Measure.MACRO_F1, Measure.LOG_LOSS);

  /** A probability of zero would make the log loss of a single mistake infinite. */
  private static final double LEAST = 1e-15;

  private ClassScores() {}

  /**
   * The score of a classifier.
   *
   * @param id its name in JSON
   * @param label its name in sentences
   * @param classes names of the classes
   * @param probabilities [case][class]
   * @param labels [case] number of the true class
   */
  public static Score of(
      String id, String label, List<String> classes, double[][] probabilities, int[] labels) {
    double[] wrong = new double[labels.length];
    double errors = 0;
    for (int at = 0; at < labels.length; at++) {
      wrong[at] = Reliability.likeliest(probabilities[at]) == labels[at] ? 0 : 1;
      errors += wrong[at];
    }
    SequencedMap<Measure, OptionalDouble> values = new LinkedHashMap<>();
    values.put(Measure.ERROR_RATE, OptionalDouble.of(errors / labels.length));
    values.put(
        Measure.MACRO_F1,
        OptionalDouble.of(ConfusionMatrix.of(classes, probabilities, labels).macroF1()));
    values.put(Measure.LOG_LOSS, OptionalDouble.of(logLoss(probabilities, labels)));
    return new Score(id, label, values, wrong);
  }

  /** Mean of −ln of the probability of the true class; none counts as less than 1e-15. */
  public static double logLoss(double[][] probabilities, int[] labels) {
    double sum = 0;
    for (int at = 0; at < labels.length; at++) {
      sum -= Math.log(Math.max(LEAST, probabilities[at][labels[at]]));
    }
    return sum / labels.length;
  }

  /** How many cases the likeliest class is not the true one. */
  public static int errors(double[][] probabilities, int[] labels) {
    int errors = 0;
    for (int at = 0; at < labels.length; at++) {
      errors += Reliability.likeliest(probabilities[at]) == labels[at] ? 0 : 1;
    }
    return errors;
  }

  /**
   * The model with the fewest errors; of equals the one with the lower {@link #logLoss}, and of
   * equals in both the first.
   *
   * @param answers probabilities [case][class] of each model, by its id; one or more
   */
  public static String best(SequencedMap<String, double[][]> answers, int[] labels) {
    Comparator<Map.Entry<String, double[][]>> byErrors =
        Comparator.comparingInt(one -> errors(one.getValue(), labels));
    return answers.entrySet().stream()
        .min(byErrors.thenComparingDouble(one -> logLoss(one.getValue(), labels)))
        .orElseThrow()
        .getKey();
  }
}
