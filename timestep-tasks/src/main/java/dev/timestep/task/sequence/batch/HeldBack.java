package dev.timestep.task.sequence.batch;

import dev.timestep.task.sequence.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Cases that are held back to test on: of each class the share that is asked for, at least one case
 * and all but two at most, equal sequences on one side.
 */
final class HeldBack {
  private static final int TO_LEARN_FROM = 2;

  private HeldBack() {}

  /**
   * Chooses cases.
   *
   * @param labels class numbers of the cases; each class has three cases or more
   * @param share of the cases of each class
   * @return [case] whether it is held back; none of a class whose cases are all equal
   */
  static boolean[] of(List<Sequence> cases, int[] labels, double share, long seed) {
    boolean[] held = new boolean[labels.length];
    List<List<Integer>> groups = SequenceFolds.groups(cases, seed);
    int classes = Arrays.stream(labels).max().orElse(-1) + 1;
    for (int label = 0; label < classes; label++) {
      int number = label;
      int count = (int) Arrays.stream(labels).filter(one -> one == number).count();
      int most = Math.max(1, count - TO_LEARN_FROM);
      int wanted = Math.clamp(Math.round(share * count), 1, most);
      List<List<Integer>> own =
          groups.stream().filter(group -> labels[group.getFirst()] == number).toList();
      chosen(own, wanted).forEach(group -> group.forEach(at -> held[at] = true));
    }
    return held;
  }

  /** Groups in their order that fit; where none does, the smallest. One at least is left. */
  private static List<List<Integer>> chosen(List<List<Integer>> groups, int wanted) {
    List<List<Integer>> chosen = new ArrayList<>();
    int left = wanted;
    for (List<Integer> group : groups) {
      if (group.size() <= left && chosen.size() + 1 < groups.size()) {
        chosen.add(group);
        left -= group.size();
      }
    }
    return chosen.isEmpty() && groups.size() > 1
        ? List.of(groups.stream().min(Comparator.comparingInt(List::size)).orElseThrow())
        : chosen;
  }
}
