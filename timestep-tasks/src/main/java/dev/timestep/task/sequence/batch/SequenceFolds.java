package dev.timestep.task.sequence.batch;

import dev.timestep.data.Shuffle;
import dev.timestep.task.sequence.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Cases dealt out to folds, each class spread evenly.
 *
 * <p>What judges a model keeps equal sequences in one fold, by {@link #of(List, int[], int, long)},
 * so that no case is judged by a network that has seen its twin. What only chooses a setting may
 * deal out by {@link #stratified}.
 *
 * @param of the fold of each case, from 0
 * @param count how many folds there are, 2 or more
 */
public record SequenceFolds(int[] of, int count) {

  /**
   * Deals out cases.
   *
   * @param labels class numbers of the cases
   * @param folds how many are wanted; fewer where there are fewer different sequences
   * @throws IllegalArgumentException when all sequences are equal
   */
  public static SequenceFolds of(List<Sequence> cases, int[] labels, int folds, long seed) {
    List<List<Integer>> groups = groups(cases, seed);
    int count = Math.min(folds, groups.size());
    if (count < 2) {
      throw new IllegalArgumentException(
          "A network expects two different sequences or more to learn from; received "
              + cases.size()
              + (cases.size() == 1 ? " case." : " cases that are all equal.")
              + " Give cases that differ.");
    }
    // Groups of a class one after the other, dealt out in turn: no fold has two more than another.
    List<List<Integer>> byClass = new ArrayList<>(groups);
    byClass.sort((a, b) -> Integer.compare(labels[a.getFirst()], labels[b.getFirst()]));
    int[] fold = new int[cases.size()];
    for (int at = 0; at < byClass.size(); at++) {
      for (int one : byClass.get(at)) {
        fold[one] = at % count;
      }
    }
    return new SequenceFolds(fold, count);
  }

  /** Equal sequences together, in an order that the seed draws. */
  static List<List<Integer>> groups(List<Sequence> cases, long seed) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int at : Shuffle.order(cases.size(), seed, 0)) {
      groups.computeIfAbsent(CaseFingerprint.of(cases.get(at)), _ -> new ArrayList<>()).add(at);
    }
    return List.copyOf(groups.values());
  }

  /**
   * Deals out cases by their classes alone: those of a class are drawn in random order and dealt
   * out in turn, the next class where the last one ended. Equal sequences may be in two folds.
   *
   * @param labels class numbers of the cases
   */
  public static SequenceFolds stratified(int[] labels, int folds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int classes = Arrays.stream(labels).max().orElse(-1) + 1;
    int[] fold = new int[labels.length];
    int next = 0;
    for (int k = 0; k < classes; k++) {
      int[] members = select(labels, k, true);
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
    return new SequenceFolds(fold, folds);
  }

  /** The cases of a fold. */
  public int[] inside(int fold) {
    return select(of, fold, true);
  }

  /** The cases of all other folds. */
  public int[] outside(int fold) {
    return select(of, fold, false);
  }

  /** The places of a value, or of all others. */
  private static int[] select(int[] values, int value, boolean same) {
    int[] cases = new int[values.length];
    int count = 0;
    for (int at = 0; at < values.length; at++) {
      if ((values[at] == value) == same) {
        cases[count++] = at;
      }
    }
    return Arrays.copyOf(cases, count);
  }
}
