package dev.timestep.task.sequence.batch;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.message.Message;
import dev.timestep.task.message.TaskException;
import dev.timestep.task.sequence.Sequence;
import dev.timestep.task.sequence.SequenceSet;
import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Training and test cases, checked.
 *
 * @param train cases that are learnt from; folds of them validate
 * @param test cases that only score
 * @param classes the classes that can be answered: those that a model which is trained further
 *     knows, then those of the training cases
 * @param markedNotes the {@link #notes} with their settings marked
 */
public record LabelledParts(
    SequenceSet train, SequenceSet test, List<String> classes, List<String> markedNotes) {
  private static final int FEWEST = 2;

  /**
   * Cases from two files.
   *
   * @param known classes of the model that is trained further; none for a new one
   */
  public static LabelledParts of(SequenceSet train, SequenceSet test, List<String> known) {
    requireLabels(train);
    requireLabels(test);
    List<String> notes = new ArrayList<>(train.markedNotes());
    requireOther(train, test).ifPresent(notes::add);
    test.markedNotes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
    return checked(train, test, known, notes);
  }

  /**
   * Cases of one file, of which some are held back; equal sequences are on one side.
   *
   * @param known classes of the model that is trained further; none for a new one
   */
  public static LabelledParts of(SequenceSet all, double share, long seed, List<String> known) {
    requireLabels(all);
    List<String> classes = present(all);
    requireClasses(all, classes);
    requireSpread(all, classes);
    int[] labels =
        all.cases().stream().mapToInt(one -> classes.indexOf(one.label().orElseThrow())).toArray();
    boolean[] held = HeldBack.of(all.cases(), labels, share, seed);
    List<Sequence> train = new ArrayList<>();
    List<Sequence> test = new ArrayList<>();
    for (int at = 0; at < labels.length; at++) {
      (held[at] ? test : train).add(all.cases().get(at));
    }
    requireDifferent(all, classes, all.withCases(test));
    List<String> notes = new ArrayList<>(all.markedNotes());
    if (Math.abs(test.size() - share * labels.length) > classes.size()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d cases are held back, not the share of %s: each class needs two cases to"
                  + " learn from and one to test on, and equal sequences stay together.",
              test.size(),
              labels.length,
              share));
    }
    return checked(all.withCases(train), all.withCases(test), known, notes);
  }

  private static LabelledParts checked(
      SequenceSet train, SequenceSet test, List<String> known, List<String> notes) {
    List<String> learnt = present(train);
    requireClasses(train, learnt);
    List<String> classes = new ArrayList<>(known);
    learnt.stream().filter(name -> !known.contains(name)).forEach(classes::add);
    List<String> seen = present(test);
    List<String> unknown = seen.stream().filter(name -> !classes.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new TableException(
          test.file()
              + ": the test cases have the "
              + (unknown.size() == 1 ? "class " : "classes ")
              + LabelledWords.names(unknown)
              + ", which no training case has; the classes of "
              + train.file()
              + " are "
              + LabelledWords.names(classes)
              + ". Correct the labels, or give training cases of every class.");
    }
    List<String> missing = classes.stream().filter(name -> !seen.contains(name)).toList();
    if (!missing.isEmpty()) {
      notes.add(
          "No test case has the "
              + (missing.size() == 1 ? "class " : "classes ")
              + LabelledWords.names(missing)
              + ": the figures say nothing about "
              + (missing.size() == 1 ? "it" : "them")
              + ".");
    }
    return new LabelledParts(train, test, List.copyOf(classes), List.copyOf(notes));
  }

  /** What a reader of the figures should know. */
  public List<String> notes() {
    return Message.plain(markedNotes);
  }

  /** The same with further notes. */
  public LabelledParts withNotes(List<String> more) {
    List<String> all = new ArrayList<>(markedNotes);
    all.addAll(more);
    return new LabelledParts(train, test, classes, List.copyOf(all));
  }

  /** The classes that have a case, in the order of the file. */
  private static List<String> present(SequenceSet set) {
    TreeSet<String> seen = new TreeSet<>();
    set.cases().forEach(one -> one.label().ifPresent(seen::add));
    List<String> ordered = new ArrayList<>(set.classes());
    ordered.retainAll(seen);
    seen.stream().filter(name -> !ordered.contains(name)).forEach(ordered::add);
    return List.copyOf(ordered);
  }

  private static void requireLabels(SequenceSet set) {
    for (Sequence one : set.cases()) {
      if (one.label().isEmpty()) {
        throw new TableException(
            set.file()
                + ": expects a label for every case; "
                + set.called(one)
                + " has none. Give it one, remove the case, or say with "
                + setting("label")
                + " which column holds"
                + " the classes.");
      }
    }
  }

  /** Cases that were learnt from say nothing about new ones; a note where only some were. */
  private static Optional<String> requireOther(SequenceSet train, SequenceSet test) {
    Set<String> learnt = new HashSet<>();
    train.cases().forEach(one -> learnt.add(CaseFingerprint.of(one)));
    List<String> seen =
        test.cases().stream()
            .filter(one -> learnt.contains(CaseFingerprint.of(one)))
            .map(Sequence::id)
            .toList();
    if (seen.size() == test.cases().size()) {
      throw new TaskException(
          setting("test")
              + " expects cases that are not in the data; received "
              + test.file()
              + ", whose cases are all in "
              + train.file()
              + ". Give another file, or leave "
              + setting("test")
              + " out: some cases are held back then.");
    }
    return seen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%,d of the %,d test cases %s also among the training cases, the first is %s: the"
                    + " figures are better than they will be on new cases.",
                seen.size(),
                test.cases().size(),
                seen.size() == 1 ? "is" : "are",
                seen.getFirst()));
  }

  /** A class whose cases are all equal cannot be on both sides. */
  private static void requireDifferent(SequenceSet all, List<String> classes, SequenceSet test) {
    List<String> tested = present(test);
    List<String> alike = classes.stream().filter(name -> !tested.contains(name)).toList();
    if (!alike.isEmpty()) {
      throw new TableException(
          all.file()
              + ": expects cases of each class that differ, some to learn from and some to test on;"
              + " those of "
              + String.join(", ", alike)
              + " are all equal. Give others, leave the class out, or give the test cases as a file"
              + " with "
              + setting("test")
              + ".");
    }
  }

  /** A class needs two cases to learn from and, where the file is split, one to test on. */
  private static void requireSpread(SequenceSet all, List<String> classes) {
    List<String> few = few(all, classes, FEWEST + 1);
    if (!few.isEmpty()) {
      throw new TableException(
          all.file()
              + ": expects three cases or more of each class, two to learn from and one to test"
              + " on; "
              + LabelledWords.names(few)
              + (few.size() == 1 ? " has" : " have")
              + " fewer. Give more cases of "
              + (few.size() == 1 ? "it" : "them")
              + ", leave "
              + (few.size() == 1 ? "it" : "them")
              + " out, or give the test cases as a file with "
              + setting("test")
              + ".");
    }
  }

  /** The classes that no training case has; a model that is trained further may know some. */
  public List<String> absent() {
    List<String> learnt = present(train);
    return classes.stream().filter(name -> !learnt.contains(name)).toList();
  }

  /** The classes with fewer cases than that. */
  private static List<String> few(SequenceSet set, List<String> classes, int least) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    set.cases().forEach(one -> counts.merge(one.label().orElseThrow(), 1, Integer::sum));
    return classes.stream().filter(name -> counts.getOrDefault(name, 0) < least).toList();
  }

  private static void requireClasses(SequenceSet train, List<String> classes) {
    if (classes.size() < FEWEST) {
      throw new TableException(
          train.file()
              + ": expects cases of two classes or more; all "
              + train.cases().size()
              + " training cases have the class "
              + String.join("", classes)
              + ". Say with "
              + setting("label")
              + " which column holds the classes, or give cases of another class.");
    }
    List<String> single = few(train, classes, FEWEST);
    if (!single.isEmpty()) {
      throw new TableException(
          train.file()
              + ": expects two training cases or more of each class, one to learn from and one to"
              + " validate on; "
              + LabelledWords.names(single)
              + (single.size() == 1 ? " has" : " have")
              + " one only. Give more cases of "
              + (single.size() == 1 ? "it" : "them")
              + ", or leave "
              + (single.size() == 1 ? "it" : "them")
              + " out.");
    }
  }
}
