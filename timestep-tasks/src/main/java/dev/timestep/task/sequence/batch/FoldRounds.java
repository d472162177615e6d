package dev.timestep.task.sequence.batch;

import dev.timestep.task.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Ways of dealing cases out to folds, one a round: with few cases, the choice of a model hangs on
 * how they were dealt out. Folds are numbered through all rounds.
 *
 * @param rounds one or more, with equally many folds
 */
public record FoldRounds(List<SequenceFolds> rounds) {
  /** Takes a copy of the list. */
  public FoldRounds {
    rounds = List.copyOf(rounds);
  }

  /**
   * Deals out cases, in each round with another seed.
   *
   * @param labels class numbers of the cases
   * @param folds of a round
   * @throws IllegalArgumentException when all sequences are equal
   */
  public static FoldRounds of(
      List<Sequence> cases, int[] labels, int folds, int rounds, long seed) {
    List<SequenceFolds> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      all.add(SequenceFolds.of(cases, labels, folds, seed + round));
    }
    return new FoldRounds(all);
  }

  /** Folds of all rounds. */
  public int count() {
    return rounds.size() * rounds.getFirst().count();
  }

  /** The cases of a fold: what its network does not learn from. */
  public int[] held(int fold) {
    return round(fold).inside(fold % rounds.getFirst().count());
  }

  /** The cases of the other folds of its round. */
  public int[] learnt(int fold) {
    return round(fold).outside(fold % rounds.getFirst().count());
  }

  private SequenceFolds round(int fold) {
    return rounds.get(fold / rounds.getFirst().count());
  }

  /**
   * What was said of each case by networks that had not seen it, the mean over the rounds.
   *
   * @param answers of each fold, [case of the fold][output]
   * @return [case][output]
   */
  public float[][] mean(List<float[][]> answers) {
    float[][] mean = new float[rounds.getFirst().of().length][answers.getFirst()[0].length];
    for (int fold = 0; fold < count(); fold++) {
      int[] held = held(fold);
      for (int at = 0; at < held.length; at++) {
        float[] said = answers.get(fold)[at];
        for (int output = 0; output < said.length; output++) {
          mean[held[at]][output] += said[output] / rounds.size();
        }
      }
    }
    return mean;
  }
}
