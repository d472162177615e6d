package dev.timestep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Small made-up sequences that rise or fall, as lines of a CSV file with a sequence a row. */
final class Gestures {
  static final int STEPS = 8;

  private Gestures() {}

  /** {@code t1,…,t8,class}; the classes in turn, the first one rising. */
  static List<String> rows(int rows, long seed, String... classes) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder();
    for (int step = 1; step <= STEPS; step++) {
      head.append('t').append(step).append(',');
    }
    lines.add(head + "class");
    for (int row = 0; row < rows; row++) {
      StringBuilder line = new StringBuilder();
      for (int step = 0; step < STEPS; step++) {
        double slope = 1 - 2.0 * (row % classes.length) / Math.max(1, classes.length - 1);
        line.append(
            String.format(Locale.ROOT, "%.3f,", slope * step + random.nextDouble(-0.3, 0.3)));
      }
      lines.add(line + classes[row % classes.length]);
    }
    return lines;
  }

  /** The same lines with another label in one of them. */
  static List<String> relabelled(List<String> lines, int line, String label) {
    List<String> changed = new ArrayList<>(lines);
    String old = lines.get(line);
    changed.set(line, old.substring(0, old.lastIndexOf(',') + 1) + label);
    return changed;
  }
}
