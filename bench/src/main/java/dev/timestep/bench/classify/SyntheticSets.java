package dev.timestep.bench.classify;

import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Further sets on which the recipe was chosen, so that it does not fit the archive's three alone.
 */
final class SyntheticSets {
  private SyntheticSets() {}

  /** One case of a class. */
  private interface Maker {
    float[][] make(int label, SplittableRandom random);
  }

  /** Cylinder, bell and funnel (Saito 1994): 128 steps, three classes. */
  static SequenceSet cylinderBellFunnel(int cases, long seed) {
    return set("cylinder bell funnel", 3, 1, cases, seed, SyntheticSets::cylinder);
  }

  private static float[][] cylinder(int label, SplittableRandom random) {
    int from = random.nextInt(16, 32);
    int to = from + random.nextInt(32, 96);
    double height = 6 + random.nextGaussian();
    float[][] rows = new float[128][1];
    for (int t = 0; t < rows.length; t++) {
      double shape =
          switch (label) {
            case 0 -> 1;
            case 1 -> (double) (t - from) / (to - from);
            default -> (double) (to - t) / (to - from);
          };
      rows[t][0] = (float) ((t >= from && t <= to ? height * shape : 0) + random.nextGaussian());
    }
    return rows;
  }

  /** Which of two short steps comes first, at random places (Geurts 2002): four classes. */
  static SequenceSet twoPatterns(int cases, long seed) {
    return set("two patterns", 4, 1, cases, seed, SyntheticSets::patterns);
  }

  private static float[][] patterns(int label, SplittableRandom random) {
    float[][] rows = new float[128][1];
    for (float[] row : rows) {
      row[0] = (float) random.nextGaussian();
    }
    int first = random.nextInt(0, 40);
    int second = random.nextInt(64, 104);
    step(rows, first, (label & 1) == 0 ? 1 : -1);
    step(rows, second, (label & 2) == 0 ? 1 : -1);
    return rows;
  }

  private static void step(float[][] rows, int from, int sign) {
    for (int t = 0; t < 20; t++) {
      rows[from + t][0] = t < 10 ? -5f * sign : 5f * sign;
    }
  }

  /** Unequal lengths, two channels: whether a bump in one comes before that in the other. */
  static SequenceSet unequalLengths(int cases, long seed) {
    return set("unequal lengths", 2, 2, cases, seed, SyntheticSets::unequal);
  }

  private static float[][] unequal(int label, SplittableRandom random) {
    int time = random.nextInt(30, 90);
    float[][] rows = new float[time][2];
    int one = random.nextInt(0, time - 16);
    int other = random.nextInt(one + 6, time - 8);
    for (int t = 0; t < time; t++) {
      for (int c = 0; c < 2; c++) {
        int place = c == label ? one : other;
        boolean inside = t >= place && t < place + 8;
        rows[t][c] = (float) ((inside ? 2 : 0) + 0.7 * random.nextGaussian());
      }
    }
    return rows;
  }

  /** One small shape of three at a random place of a random walk. */
  static SequenceSet shapelets(int cases, long seed) {
    return set("shapelets", 3, 1, cases, seed, SyntheticSets::shapelet);
  }

  private static float[][] shapelet(int label, SplittableRandom random) {
    float[][] rows = new float[200][1];
    double walk = 0;
    int place = random.nextInt(10, 160);
    for (int t = 0; t < rows.length; t++) {
      walk = 0.97 * walk + 0.3 * random.nextGaussian();
      double at = (t - place) / 24.0;
      double shape =
          at < 0 || at > 1
              ? 0
              : switch (label) {
                case 0 -> Math.sin(2 * Math.PI * at);
                case 1 -> Math.sin(4 * Math.PI * at);
                default -> 1 - Math.abs(2 * at - 1);
              };
      rows[t][0] = (float) (walk + 1.5 * shape);
    }
    return rows;
  }

  private static SequenceSet set(
      String name, int classes, int channels, int cases, long seed, Maker maker) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sequence> all = new ArrayList<>();
    for (int at = 0; at < cases; at++) {
      int label = at % classes;
      float[][] rows = maker.make(label, random);
      all.add(new Sequence("case " + at, rows, new float[0], Optional.of(Integer.toString(label))));
    }
    List<String> names = IntStream.range(0, channels).mapToObj(c -> "channel " + c).toList();
    return new SequenceSet(name, "", names, List.of(), all, List.of());
  }
}
