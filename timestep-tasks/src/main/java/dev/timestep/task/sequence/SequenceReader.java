package dev.timestep.task.sequence;

import dev.timestep.task.Source;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.cells.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads labelled sequences from any of the forms of {@link SequenceForm}.
 *
 * <pre>{@code
 * SequenceSet train = SequenceReader.read(Path.of("GunPoint_TRAIN.ts"), SequenceOptions.defaults());
 * SequenceSet test = SequenceReader.read(Path.of("GunPoint_TEST.ts"), train.reading().options());
 * }</pre>
 */
public final class SequenceReader {

  private SequenceReader() {}

  /**
   * Reads a file, or a folder with one folder a class.
   *
   * @throws TableException as {@link #read(Source, SequenceOptions)} does
   */
  public static SequenceSet read(Path file, SequenceOptions options) {
    return read(Source.of(file), options);
  }

  /**
   * Reads a file, a folder with one folder a class, or a stream, for example standard input.
   *
   * @param source where the cases come from; its settings are not looked at, the options hold all
   * @throws TableException when it cannot be read, when it may be read in two ways, when a value is
   *     not a number, a label is empty or written in two ways, a sequence has no step, an id comes
   *     twice, or channels differ between cases or from those of {@link SequenceOptions#like}
   */
  public static SequenceSet read(Source source, SequenceOptions options) {
    try {
      return cases(source, options);
    } catch (TableException e) {
      throw options.like().map(like -> like.table().explained(e, options.table())).orElse(e);
    }
  }

  private static SequenceSet cases(Source source, SequenceOptions options) {
    Optional<Path> folder = source.path().filter(Files::isDirectory);
    if (folder.isPresent()) {
      FolderReader reader = new FolderReader(folder.get(), options);
      RawCases cases = reader.read();
      return set(source.name(), reader.fingerprint(), cases, options);
    }
    byte[] bytes = source.path().map(TextFile::bytes).orElseGet(source::bytes);
    FileBytes file = new FileBytes(source.name(), bytes);
    RawCases cases =
        switch (FormFinder.find(file, options)) {
          case WIDE, LONG, LETTERS -> new TableForms(file, options).read();
          case TS -> new TsReader(file, options).read();
          case ARFF -> new ArffReader(file, options).read();
          case FASTA -> new FastaReader(file, options).read();
          case FOLDER -> FolderReader.single(file, options);
        };
    return set(source.name(), file.fingerprint(), cases, options);
  }

  private static SequenceSet set(
      String file, String fingerprint, RawCases raw, SequenceOptions options) {
    if (raw.cases.isEmpty()) {
      throw new TableException(file + ": holds no case. Give a file with one sequence or more.");
    }
    refuseRepeatedIds(file, raw);
    refuseLengthZero(file, raw);
    List<Sequence> cases = labelled(file, raw, options);
    options.like().ifPresent(like -> Agreement.with(like, raw, file).apply(cases));
    List<String> classes = classes(raw, cases);
    noteNeverSeen(raw, classes, cases, options);
    return new SequenceSet(
        file,
        fingerprint,
        raw.channels,
        raw.statics,
        cases,
        raw.notes.stream().distinct().toList(),
        raw.reading(classes));
  }

  private static void refuseRepeatedIds(String file, RawCases raw) {
    Map<String, String> seen = new HashMap<>();
    for (RawCases.Case one : raw.cases) {
      String earlier = seen.putIfAbsent(one.id(), one.place());
      if (earlier != null) {
        throw new TableException(
            file
                + ": "
                + earlier
                + " and "
                + one.place()
                + " have the same id \""
                + one.id()
                + "\". Give each case an id of its own, or remove the one that is there twice.");
      }
    }
  }

  private static boolean hasValue(float[]... steps) {
    for (float[] step : steps) {
      for (float value : step) {
        if (!Float.isNaN(value)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void refuseLengthZero(String file, RawCases raw) {
    List<String> empty =
        raw.cases.stream()
            .filter(one -> !hasValue(one.values()))
            .map(RawCases.Case::place)
            .toList();
    if (!empty.isEmpty()) {
      throw new TableException(
          file
              + ": expects one step or more in every sequence; "
              + Labels.places(empty)
              + (empty.size() == 1 ? " has" : " have")
              + " no value at all. Remove "
              + (empty.size() == 1 ? "this case" : "these cases")
              + " or fill in the values.");
    }
  }

  /** The cases with their labels checked and brought into one form. */
  private static List<Sequence> labelled(String file, RawCases raw, SequenceOptions options) {
    boolean any = raw.cases.stream().anyMatch(one -> !Labels.isEmpty(one.label()));
    if (raw.label.isPresent() && options.like().isEmpty() && !options.unlabelled()) {
      Labels.refuseEmpty(file, column(raw), raw.cases);
    }
    Labels.refuseNearlySame(file, raw.cases);
    Map<String, String> written = new HashMap<>();
    if (any && raw.declared.isEmpty()) {
      Set<String> labels = new LinkedHashSet<>();
      raw.cases.stream()
          .map(RawCases.Case::label)
          .filter(label -> !Labels.isEmpty(label))
          .forEach(labels::add);
      Labels.asWholeNumbers(labels)
          .ifPresent(
              whole -> {
                written.putAll(whole);
                var first = whole.entrySet().iterator().next();
                raw.notes.add(
                    "Labels are whole numbers: \""
                        + first.getKey()
                        + "\" is read as the class "
                        + first.getValue()
                        + ".");
              });
    }
    List<Sequence> cases = new ArrayList<>();
    for (RawCases.Case one : raw.cases) {
      Optional<String> label =
          Labels.isEmpty(one.label())
              ? Optional.empty()
              : Optional.of(written.getOrDefault(one.label(), one.label()));
      cases.add(new Sequence(one.id(), one.values(), one.statics(), label));
    }
    return cases;
  }

  private static String column(RawCases raw) {
    boolean table = raw.form == SequenceForm.WIDE || raw.form == SequenceForm.LETTERS;
    return raw.label.filter(name -> table).map(name -> "column " + name).orElse("");
  }

  private static List<String> classes(RawCases raw, List<Sequence> cases) {
    List<String> seen = cases.stream().flatMap(one -> one.label().stream()).toList();
    return raw.declared.isEmpty() ? Labels.order(seen) : raw.declared;
  }

  private static void noteNeverSeen(
      RawCases raw, List<String> classes, List<Sequence> cases, SequenceOptions options) {
    Set<String> seen = new HashSet<>();
    cases.forEach(one -> one.label().ifPresent(seen::add));
    List<String> never = classes.stream().filter(name -> !seen.contains(name)).toList();
    if (!never.isEmpty() && !seen.isEmpty()) {
      raw.notes.add(
          (never.size() == 1 ? "Class " : "Classes ")
              + String.join(", ", never)
              + (never.size() == 1 ? " is" : " are")
              + " declared in the head of the file, but no case has "
              + (never.size() == 1 ? "it" : "them")
              + ".");
    }
    if (seen.isEmpty() && options.like().isEmpty()) {
      raw.notes.add("No case has a label.");
    }
  }
}
