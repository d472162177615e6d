package dev.timestep.task.classify.opponent;

import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sequences with their classes as numbers.
 *
 * @param channels names of the channels
 * @param statics names of the covariates that do not change along a sequence
 * @param classes names of the classes; a class may have no case here
 * @param sequences the cases
 * @param labels [case] index into {@code classes}
 */
public record Cases(
    List<String> channels,
    List<String> statics,
    List<String> classes,
    List<Sequence> sequences,
    int[] labels) {

  /** Takes copies of the lists; checks that each case has a label and all channels. */
  public Cases {
    channels = List.copyOf(channels);
    statics = List.copyOf(statics);
    classes = List.copyOf(classes);
    sequences = List.copyOf(sequences);
    if (sequences.size() != labels.length) {
      throw new IllegalArgumentException(
          "Cases expects one label per sequence; received %d sequences and %d labels."
              .formatted(sequences.size(), labels.length));
    }
    for (Sequence sequence : sequences) {
      checkShape(sequence, channels.size(), statics.size());
    }
    for (int label : labels) {
      if (label < 0 || label >= classes.size()) {
        throw new IllegalArgumentException(
            "Cases expects labels below %d; received %d.".formatted(classes.size(), label));
      }
    }
  }

  /**
   * The cases of a set.
   *
   * @param classes names of the classes, in the order of the probabilities
   * @throws IllegalArgumentException if a case has no label, or one that is not among the classes
   */
  public static Cases of(SequenceSet set, List<String> classes) {
    int[] labels = new int[set.cases().size()];
    for (int i = 0; i < labels.length; i++) {
      Sequence one = set.cases().get(i);
      labels[i] = one.label().map(classes::indexOf).orElse(-1);
      if (labels[i] < 0) {
        throw new IllegalArgumentException(
            "A classifier of the classes "
                + classes
                + " expects one of them as the label of each case; received "
                + one.label().map(label -> "'" + label + "'").orElse("none")
                + " in "
                + set.called(one)
                + " of "
                + set.file()
                + ". Correct it, or leave the case out.");
      }
    }
    return new Cases(set.channels(), set.statics(), classes, set.cases(), labels);
  }

  /** Number of cases. */
  public int size() {
    return labels.length;
  }

  /** Some of the cases, in the order given. */
  public Cases select(int[] which) {
    List<Sequence> some = new ArrayList<>();
    for (int i : which) {
      some.add(sequences.get(i));
    }
    return new Cases(
        channels, statics, classes, some, Arrays.stream(which).map(i -> labels[i]).toArray());
  }

  /** No case of these channels and classes. */
  public Cases none() {
    return select(new int[0]);
  }

  /** [class] number of cases. */
  public int[] counts() {
    int[] counts = new int[classes.size()];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  /**
   * Indices of {@code count} cases with nearly the share that each class has here, ascending.
   *
   * @param count at most {@link #size()}
   */
  int[] spread(int count) {
    int[] byClass =
        IntStream.range(0, size())
            .boxed()
            .sorted(Comparator.comparing(i -> labels[i]))
            .mapToInt(i -> i)
            .toArray();
    return IntStream.range(0, count)
        .map(i -> byClass[(int) ((long) i * size() / count)])
        .sorted()
        .toArray();
  }

  /** Steps of the longest case. */
  int longest() {
    return sequences.stream().mapToInt(Sequence::length).max().orElse(0);
  }

  static void checkShape(Sequence sequence, int channels, int statics) {
    int width = sequence.length() == 0 ? 0 : sequence.values()[0].length;
    if (width != channels || sequence.statics().length != statics) {
      throw new IllegalArgumentException(
          ("The baselines expect sequences of 1 step or more, %d channels and %d statics; %s has %d"
                  + " steps of %d channels and %d statics.")
              .formatted(
                  channels,
                  statics,
                  sequence.id(),
                  sequence.length(),
                  width,
                  sequence.statics().length));
    }
  }
}
