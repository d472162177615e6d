package dev.timestep.task.classify.opponent;

import dev.timestep.task.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Small sets of sequences, drawn with a seed. */
final class SmallCases {
  private SmallCases() {}

  static Sequence sequence(String id, float[]... channels) {
    float[][] values = new float[channels[0].length][channels.length];
    for (int c = 0; c < channels.length; c++) {
      for (int t = 0; t < values.length; t++) {
        values[t][c] = channels[c][t];
      }
    }
    return new Sequence(id, values, new float[0], Optional.empty());
  }

  /** One channel, no statics, classes "a", "b", ... */
  static Cases of(int[] labels, float[]... series) {
    List<Sequence> sequences = new ArrayList<>();
    for (int i = 0; i < series.length; i++) {
      sequences.add(sequence("case " + i, series[i]));
    }
    return new Cases(List.of("x"), List.of(), List.of("a", "b"), sequences, labels);
  }

  /**
   * Two channels of 20 to 30 steps with gaps and one covariate; class "up" has a bump at a random
   * place of the first channel, class "down" a dip, class "flat" neither, and "none" has no case.
   */
  static Cases bumps(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sequence> sequences = new ArrayList<>();
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 3;
      int length = 20 + random.nextInt(11);
      int place = 2 + random.nextInt(length - 8);
      float[][] values = new float[length][2];
      for (int t = 0; t < length; t++) {
        boolean inside = t >= place && t < place + 5;
        int sign = labels[i] == 0 ? 1 : labels[i] == 1 ? -1 : 0;
        values[t][0] = (float) (100 + (inside ? 8 * sign : 0) + random.nextGaussian());
        values[t][1] = random.nextInt(8) == 0 ? Float.NaN : (float) random.nextGaussian();
      }
      float[] statics = {random.nextInt(5) == 0 ? Float.NaN : (float) random.nextGaussian()};
      sequences.add(new Sequence("case " + i, values, statics, Optional.empty()));
    }
    return new Cases(
        List.of("level", "noise"),
        List.of("age"),
        List.of("up", "down", "flat", "none"),
        sequences,
        labels);
  }
}
