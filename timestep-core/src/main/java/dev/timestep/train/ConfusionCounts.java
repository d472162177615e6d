package dev.timestep.train;

import java.util.stream.IntStream;

/** How many rows of each class were predicted as each class. */
final class ConfusionCounts {
  private final int classes;
  private final long[] counts;

  ConfusionCounts(int classes) {
    this.classes = classes;
    this.counts = new long[classes * classes];
  }

  int classes() {
    return classes;
  }

  void add(int actual, int predicted) {
    counts[actual * classes + predicted]++;
  }

  private long hits(int label) {
    return counts[label * classes + label];
  }

  private long actual(int label) {
    return IntStream.range(0, classes).mapToLong(other -> counts[label * classes + other]).sum();
  }

  private long predicted(int label) {
    return IntStream.range(0, classes).mapToLong(other -> counts[other * classes + label]).sum();
  }

  double precision(int label) {
    return predicted(label) == 0 ? 0 : (double) hits(label) / predicted(label);
  }

  double recall(int label) {
    return actual(label) == 0 ? Double.NaN : (double) hits(label) / actual(label);
  }

  double f1(int label) {
    long rows = predicted(label) + actual(label);
    return rows == 0 ? 0 : 2.0 * hits(label) / rows;
  }

  double macroF1() {
    return IntStream.range(0, classes)
        .filter(label -> predicted(label) + actual(label) > 0)
        .mapToDouble(this::f1)
        .average()
        .orElse(Double.NaN);
  }

  double balancedAccuracy() {
    return IntStream.range(0, classes)
        .filter(label -> actual(label) > 0)
        .mapToDouble(this::recall)
        .average()
        .orElse(Double.NaN);
  }
}
