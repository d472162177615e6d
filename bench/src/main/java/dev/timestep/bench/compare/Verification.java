package dev.timestep.bench.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Checks that contenders compute the same thing: each tensor of each against that of every other,
 * by the largest difference relative to the largest absolute value of the tensor.
 */
final class Verification {
  /** The largest relative difference that is taken for rounding. */
  static final double TOLERANCE = 1e-4;

  /** On which answers come, deleted once they are read. */
  static final String FILE = "answers.bin";

  private final ShapeSpec shape;
  private final SequencedMap<String, SequencedMap<String, float[]>> answers = new LinkedHashMap<>();
  private double largest;

  Verification(ShapeSpec shape) {
    this.shape = shape;
  }

  /** Asks a process for its answers and compares them with all before it. */
  void check(WorkerProcess process, String way, Path folder) {
    Path file = folder.resolve(FILE);
    process.verify(way, file);
    try {
      String who = process.entrant().name();
      add(way.equals(Contender.PLAIN) ? who : who + ", " + way, Answers.read(file));
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compares with all answers so far what both have: whoever only runs forward has only outputs.
   *
   * @throws ContenderException naming shape, contenders, tensor and difference
   */
  void add(String contender, SequencedMap<String, float[]> own) {
    answers.forEach(
        (other, theirs) -> {
          boolean nothingShared = true;
          for (Map.Entry<String, float[]> tensor : own.entrySet()) {
            float[] values = theirs.get(tensor.getKey());
            if (values != null) {
              nothingShared = false;
              compare(contender, tensor.getValue(), other, values, tensor.getKey());
            }
          }
          if (nothingShared) {
            throw new ContenderException(
                String.format(
                    "%s: %s and %s have no tensor in common: %s, %s.",
                    shape, contender, other, own.keySet(), theirs.keySet()));
          }
        });
    answers.put(contender, own);
  }

  private void compare(String who, float[] a, String other, float[] b, String tensor) {
    if (a.length != b.length) {
      throw new ContenderException(
          String.format(
              "%s: %s of %s has %d numbers, that of %s has %d.",
              shape, tensor, who, a.length, other, b.length));
    }
    double difference = difference(a, b);
    // Also true for NaN.
    if (!(difference <= TOLERANCE)) {
      throw new ContenderException(
          String.format(
              "%s: %s of %s differs from that of %s by %.3g of its largest value; expected at"
                  + " most %.0e. Their times are not comparable, so none were taken.",
              shape, tensor, who, other, difference, TOLERANCE));
    }
    largest = Math.max(largest, difference);
  }

  /** The largest |a − b|, relative to the largest |b|; 0 where both are all zero. */
  static double difference(float[] a, float[] b) {
    double gap = 0;
    double scale = 0;
    for (int at = 0; at < a.length; at++) {
      double apart = Math.abs((double) a[at] - b[at]);
      if (Double.isNaN(apart)) {
        return Double.NaN;
      }
      gap = Math.max(gap, apart);
      scale = Math.max(scale, Math.abs(b[at]));
    }
    return gap == 0 ? 0 : gap / scale;
  }

  /** The largest relative difference seen. */
  double largest() {
    return largest;
  }

  /** How many contenders (and ways) were compared. */
  int contenders() {
    return answers.size();
  }
}
