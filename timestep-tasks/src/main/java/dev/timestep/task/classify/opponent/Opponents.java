package dev.timestep.task.classify.opponent;

import dev.timestep.kernel.Engine;
import dev.timestep.task.sequence.batch.SequenceFolds;
import java.util.List;

/** The opponents of a classifier, the simplest first. */
public final class Opponents {
  private Opponents() {}

  /**
   * Majority class, nearest neighbour with Euclidean distance and with dynamic time warping,
   * logistic regression on summary features, random convolution kernels with ridge.
   */
  public static List<Opponent> all() {
    return List.of(
        new MajorityClass(),
        NearestNeighbour.euclidean(),
        NearestNeighbour.warping(),
        new SummaryLogistic(),
        new KernelRidge());
  }

  /**
   * [case][class] probabilities of each case by an opponent fitted on the other folds.
   *
   * @param folds [case] the fold of a case, from 0; each fold must leave two cases or more to learn
   *     from
   */
  public static double[][] outOfFold(
      Opponent opponent, Cases cases, int[] folds, long seed, Engine engine) {
    int count = 0;
    for (int fold : folds) {
      count = Math.max(count, fold + 1);
    }
    SequenceFolds parts = new SequenceFolds(folds, count);
    double[][] probabilities = new double[cases.size()][];
    for (int fold = 0; fold < count; fold++) {
      int[] held = parts.inside(fold);
      Cases train = cases.select(parts.outside(fold));
      FittedOpponent fitted = opponent.fit(train, cases.none(), seed, engine);
      double[][] some = fitted.probabilities(cases.select(held).sequences(), engine);
      for (int i = 0; i < held.length; i++) {
        probabilities[held[i]] = some[i];
      }
    }
    return probabilities;
  }
}
