package dev.timestep.judge;

import java.util.List;

/**
 * How often each class was called which.
 *
 * @param classes names of the classes
 * @param counts [true class][named class]
 */
public record ConfusionMatrix(List<String> classes, int[][] counts) {
  /** Checks that the matrix is square. */
  public ConfusionMatrix {
    classes = List.copyOf(classes);
    for (int[] row : counts) {
      if (row.length != classes.size() || counts.length != classes.size()) {
        throw new IllegalArgumentException(
            "ConfusionMatrix expects %d rows of %d counts; received %d rows, one of them of %d."
                .formatted(classes.size(), classes.size(), counts.length, row.length));
      }
    }
  }

  /**
   * The matrix of some answers.
   *
   * @param probabilities [case][class]
   * @param labels [case] number of the true class
   */
  public static ConfusionMatrix of(List<String> classes, double[][] probabilities, int[] labels) {
    int[][] counts = new int[classes.size()][classes.size()];
    for (int at = 0; at < labels.length; at++) {
      counts[labels[at]][Reliability.likeliest(probabilities[at])]++;
    }
    return new ConfusionMatrix(classes, counts);
  }

  /** Cases of a class. */
  public int cases(int trueClass) {
    int sum = 0;
    for (int count : counts[trueClass]) {
      sum += count;
    }
    return sum;
  }

  /** How often a class was named. */
  public int named(int label) {
    int sum = 0;
    for (int[] row : counts) {
      sum += row[label];
    }
    return sum;
  }

  /** Share of the cases of a class that were found; NaN for a class without a case. */
  public double recall(int label) {
    return (double) counts[label][label] / cases(label);
  }

  /** Share of the cases that were called so and are; NaN for a class that was never named. */
  public double precision(int label) {
    return (double) counts[label][label] / named(label);
  }

  /** {@code 2 · found / (cases + named)}; NaN for a class without a case that was never named. */
  public double f1(int label) {
    return 2.0 * counts[label][label] / (cases(label) + named(label));
  }

  /** Mean of F1 over the classes that have a case. */
  public double macroF1() {
    double sum = 0;
    int count = 0;
    for (int label = 0; label < counts.length; label++) {
      if (cases(label) > 0) {
        sum += f1(label);
        count++;
      }
    }
    return sum / count;
  }
}
