package dev.timestep.task.sequence;

import dev.timestep.task.message.Message;
import dev.timestep.task.table.TableReading;
import java.util.List;
import java.util.Optional;

/**
 * The cases of a file.
 *
 * @param file where they were read, for messages
 * @param fingerprint SHA-256 of the content
 * @param channels names of the channels, one or more; of letters, one channel a letter (1 where it
 *     stands, else 0)
 * @param statics names of the covariates that do not change along a sequence
 * @param cases in the order of the file
 * @param markedNotes the {@link #notes} with their settings marked: what a reader should know of
 *     how the file was read
 * @param reading how the file was read, for later files of the same kind
 */
public record SequenceSet(
    String file,
    String fingerprint,
    List<String> channels,
    List<String> statics,
    List<Sequence> cases,
    List<String> markedNotes,
    SequenceReading reading) {

  /** Takes copies of the lists. */
  public SequenceSet {
    channels = List.copyOf(channels);
    statics = List.copyOf(statics);
    cases = List.copyOf(cases);
    markedNotes = List.copyOf(markedNotes);
  }

  /** Cases that come from elsewhere than a file. */
  public SequenceSet(
      String file,
      String fingerprint,
      List<String> channels,
      List<String> statics,
      List<Sequence> cases,
      List<String> markedNotes) {
    this(
        file,
        fingerprint,
        channels,
        statics,
        cases,
        markedNotes,
        readingOf(channels, statics, cases));
  }

  /**
   * The classes, in the order that the file declares, else numbers by value and texts by alphabet.
   * One that is declared need not have a case.
   */
  public List<String> classes() {
    return reading.classes();
  }

  /** What was decided from the file, in sentences. */
  public List<String> notes() {
    return Message.plain(markedNotes);
  }

  /**
   * What messages call a case: by its name, or where no column names the cases by its row or line.
   */
  public String called(Sequence one) {
    boolean placed = reading.id().isEmpty() && one.id().chars().allMatch(Character::isDigit);
    return switch (reading.form()) {
      case WIDE, LETTERS -> (placed ? "row " : "case ") + one.id();
      case TS, ARFF -> (placed ? "line " : "case ") + one.id();
      case LONG, FOLDER, FASTA -> "case " + one.id();
    };
  }

  /** The same file with some of its cases only. */
  public SequenceSet withCases(List<Sequence> some) {
    return new SequenceSet(file, fingerprint, channels, statics, some, markedNotes, reading);
  }

  /** What is known of cases that no file was read for: names and classes. */
  private static SequenceReading readingOf(
      List<String> channels, List<String> statics, List<Sequence> cases) {
    return new SequenceReading(
        SequenceForm.WIDE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        channels,
        true,
        statics,
        Optional.empty(),
        Labels.order(cases.stream().flatMap(one -> one.label().stream()).toList()),
        TableReading.NONE);
  }
}
