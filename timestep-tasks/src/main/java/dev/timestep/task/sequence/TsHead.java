package dev.timestep.task.sequence;

import dev.timestep.task.table.Names;
import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The head of a {@code .ts} file.
 *
 * @param timed whether each value has its time: (time,value)
 * @param labelled whether each case has a class
 * @param classes as declared
 * @param dimensions number of channels; 0 where the head does not say it
 * @param equalLength whether all sequences should be equally long
 * @param dataLine position of the first line after {@code @data}
 * @param notes on lines that are not known
 */
record TsHead(
    boolean timed,
    boolean labelled,
    List<String> classes,
    int dimensions,
    boolean equalLength,
    int dataLine,
    List<String> notes) {

  private static final List<String> IGNORED =
      List.of("@problemname", "@missing", "@serieslength", "@datasetname");

  /** The lines that a head can have, in lower case. */
  static final List<String> KNOWN =
      List.of(
          "@problemname",
          "@timestamps",
          "@missing",
          "@univariate",
          "@dimension",
          "@dimensions",
          "@equallength",
          "@serieslength",
          "@classlabel",
          "@targetlabel",
          "@data");

  /**
   * Reads the lines up to {@code @data}.
   *
   * @throws TableException when a line is not part of a head, there is no {@code @data}, or the
   *     file is one of regression
   */
  static TsHead read(String file, List<String> lines) {
    boolean timed = false;
    boolean equal = false;
    boolean single = false;
    boolean labelled = false;
    int dimensions = 0;
    List<String> classes = List.of();
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("%")) {
        continue;
      }
      String place = file + ", line " + (i + 1);
      List<String> words = Arrays.asList(line.split("\\s+"));
      String tag = words.getFirst().toLowerCase(Locale.ROOT);
      switch (tag) {
        case "@timestamps" -> timed = flag(words, place);
        case "@univariate" -> single = flag(words, place);
        case "@equallength" -> equal = flag(words, place);
        case "@dimension", "@dimensions" -> dimensions = count(words, place);
        case "@classlabel" -> {
          labelled = flag(words, place);
          classes = labelled ? classes(words, place) : List.of();
        }
        case "@targetlabel" -> refuseTarget(words, place);
        case "@data" -> {
          int channels = dimensions > 0 ? dimensions : single ? 1 : 0;
          return new TsHead(timed, labelled, classes, channels, equal, i + 1, notes);
        }
        default -> other(tag, place, notes);
      }
    }
    throw new TableException(
        file + ": expects a line @data between the head and the cases; there is none. Add it.");
  }

  private static void other(String tag, String place, List<String> notes) {
    if (IGNORED.contains(tag)) {
      return;
    }
    if (!tag.startsWith("@")) {
      throw new TableException(
          place
              + ": expects a line with @ or # before @data; received \""
              + Values.shortened(tag)
              + "\". Put @data above the first case.");
    }
    Names.nearest(tag, KNOWN)
        .ifPresent(
            near -> {
              throw new TableException(
                  place + ": \"" + tag + "\" is not known; did you mean " + near + "?");
            });
    notes.add("The line " + tag + " of the head is not known, and not read.");
  }

  private static boolean flag(List<String> words, String place) {
    String value = words.size() > 1 ? words.get(1).toLowerCase(Locale.ROOT) : "";
    if (!value.equals("true") && !value.equals("false")) {
      throw new TableException(
          place
              + ": "
              + words.getFirst()
              + " expects true or false; received \""
              + value
              + "\". Correct the line.");
    }
    return value.equals("true");
  }

  private static int count(List<String> words, String place) {
    if (words.size() != 2 || !words.get(1).matches("[1-9]\\d{0,5}")) {
      throw new TableException(
          place
              + ": "
              + words.getFirst()
              + " expects the number of channels; received \""
              + String.join(" ", words.subList(1, words.size()))
              + "\". Correct the line.");
    }
    return Integer.parseInt(words.get(1));
  }

  private static List<String> classes(List<String> words, String place) {
    Set<String> classes = new LinkedHashSet<>(words.subList(2, words.size()));
    if (classes.isEmpty()) {
      throw new TableException(
          place
              + ": @classLabel true expects the classes after it; received none. Write them there,"
              + " or @classLabel false.");
    }
    return List.copyOf(classes);
  }

  private static void refuseTarget(List<String> words, String place) {
    if (flag(words, place)) {
      throw new TableException(
          place
              + ": @targetLabel says that the cases have a number to predict, but a class is"
              + " expected. Give a file with @classLabel.");
    }
  }
}
