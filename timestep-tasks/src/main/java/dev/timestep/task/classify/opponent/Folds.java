package dev.timestep.task.classify.opponent;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Folds with nearly the same share of each class. */
final class Folds {
  private Folds() {}

  /**
   * [case] the fold of each case: the cases of a class are drawn in random order and dealt out in
   * turn, the next class where the last one ended.
   */
  static int[] stratified(Cases cases, int folds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] fold = new int[cases.size()];
    int next = 0;
    for (int k = 0; k < cases.classes().size(); k++) {
      int[] members = members(cases.labels(), k);
      for (int i = members.length - 1; i > 0; i--) {
        int swap = random.nextInt(i + 1);
        int held = members[i];
        members[i] = members[swap];
        members[swap] = held;
      }
      for (int member : members) {
        fold[member] = next;
        next = (next + 1) % folds;
      }
    }
    return fold;
  }

  /** The cases of a fold, or those outside of it. */
  static int[] cases(int[] folds, int fold, boolean inside) {
    int[] all = new int[folds.length];
    Arrays.setAll(all, i -> i);
    return Arrays.stream(all).filter(i -> (folds[i] == fold) == inside).toArray();
  }

  private static int[] members(int[] labels, int label) {
    int[] all = new int[labels.length];
    Arrays.setAll(all, i -> i);
    return Arrays.stream(all).filter(i -> labels[i] == label).toArray();
  }
}
