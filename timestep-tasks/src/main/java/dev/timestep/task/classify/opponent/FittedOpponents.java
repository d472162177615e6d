package dev.timestep.task.classify.opponent;

import dev.timestep.kernel.Engine;
import dev.timestep.task.TaskListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The opponents, fitted to training cases.
 *
 * @param fitted the simplest first
 * @param outOfFold what each said of cases that it had not seen, [case][class], by its id
 * @param seconds how long each took, folds included, by its id
 */
public record FittedOpponents(
    List<FittedOpponent> fitted,
    SequencedMap<String, double[][]> outOfFold,
    SequencedMap<String, Double> seconds) {
  /** Takes a copy of the list. */
  public FittedOpponents {
    fitted = List.copyOf(fitted);
  }

  /**
   * Fits all opponents, once to all cases and once without each fold.
   *
   * @param folds [case] the fold of a case, from 0
   * @param check runs before each opponent; throws where the run shall end
   */
  public static FittedOpponents fit(
      Cases cases, int[] folds, long seed, Engine engine, TaskListener listener, Runnable check) {
    List<FittedOpponent> fitted = new ArrayList<>();
    SequencedMap<String, double[][]> outOfFold = new LinkedHashMap<>();
    SequencedMap<String, Double> seconds = new LinkedHashMap<>();
    for (Opponent one : Opponents.all()) {
      check.run();
      listener.doing("Fitting " + one.label() + ".");
      long since = System.nanoTime();
      outOfFold.put(one.id(), Opponents.outOfFold(one, cases, folds, seed, engine));
      fitted.add(one.fit(cases, cases.none(), seed, engine));
      seconds.put(one.id(), (System.nanoTime() - since) * 1e-9);
    }
    return new FittedOpponents(fitted, outOfFold, seconds);
  }
}
