package dev.timestep.task.sequence;

import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Brings the channels and static columns of a later file into the order of the file that a model
 * was trained on, and refuses what does not agree.
 */
final class Agreement {

  private final int[] channels;
  private final int[] statics;

  private Agreement(int[] channels, int[] statics) {
    this.channels = channels;
    this.statics = statics;
  }

  /**
   * How the columns of {@code raw} become those of {@code like}; {@code raw} then has the names of
   * {@code like}.
   *
   * @throws TableException when a channel or static column is not there
   */
  static Agreement with(SequenceReading like, RawCases raw, String file) {
    if (like.letters().isPresent() != raw.letters.isPresent()) {
      throw new TableException(
          file
              + ": the model was trained on "
              + kind(like.letters().isPresent())
              + ", but this file holds "
              + kind(raw.letters.isPresent())
              + ". Give a file of the same kind.");
    }
    boolean byName = like.named() && raw.named;
    int[] channels =
        byName
            ? byName("channel", like.channels(), raw.channels, raw, file)
            : byPosition(like, raw, file);
    int[] statics = byName("static column", like.statics(), raw.statics, raw, file);
    raw.channels = like.channels();
    raw.named = like.named();
    raw.statics = like.statics();
    return new Agreement(channels, statics);
  }

  private static String kind(boolean letters) {
    return letters ? "sequences of letters" : "sequences of numbers";
  }

  private static int[] byName(
      String what, List<String> wanted, List<String> found, RawCases raw, String file) {
    List<String> missing = wanted.stream().filter(name -> !found.contains(name)).toList();
    Set<String> known = new HashSet<>(wanted);
    List<String> more = found.stream().filter(name -> !known.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new TableException(
          file
              + ": the model expects the "
              + (wanted.size() == 1 ? what : what + "s")
              + " "
              + String.join(", ", wanted)
              + "; "
              + String.join(", ", missing)
              + (missing.size() == 1 ? " is" : " are")
              + " not there"
              + (more.isEmpty() ? "" : ", and " + String.join(", ", more) + " not known")
              + ". Rename or add the column.");
    }
    if (!more.isEmpty()) {
      raw.notes.add(notRead(more));
    }
    return wanted.stream().mapToInt(found::indexOf).toArray();
  }

  /** The note on columns of a later file that are left out. */
  static String notRead(List<String> columns) {
    return "Not read, since the model does not know "
        + (columns.size() == 1 ? "it: " : "them: ")
        + String.join(", ", columns)
        + ".";
  }

  private static int[] byPosition(SequenceReading like, RawCases raw, String file) {
    int wanted = like.channels().size();
    if (raw.channels.size() != wanted) {
      throw new TableException(
          file
              + ": the model expects sequences of "
              + wanted
              + (wanted == 1 ? " channel (" : " channels (")
              + String.join(", ", like.channels())
              + "); received "
              + raw.channels.size()
              + " ("
              + String.join(", ", raw.channels)
              + "). Give the same channels in the same order.");
    }
    return IntStream.range(0, wanted).toArray();
  }

  /** Reorders the values of all cases in place of the list. */
  void apply(List<Sequence> cases) {
    boolean inOrder = isInOrder(channels) && isInOrder(statics);
    if (inOrder
        && cases.getFirst().values()[0].length == channels.length
        && cases.getFirst().statics().length == statics.length) {
      return;
    }
    cases.replaceAll(
        one -> {
          float[][] values = new float[one.length()][];
          for (int t = 0; t < values.length; t++) {
            values[t] = picked(one.values()[t], channels);
          }
          return new Sequence(one.id(), values, picked(one.statics(), statics), one.label());
        });
  }

  private static boolean isInOrder(int[] positions) {
    return Arrays.equals(positions, IntStream.range(0, positions.length).toArray());
  }

  private static float[] picked(float[] from, int[] positions) {
    float[] row = new float[positions.length];
    for (int c = 0; c < row.length; c++) {
      row[c] = from[positions[c]];
    }
    return row;
  }

  /** The names that are in both lists, for callers that read only what a model knows. */
  static List<String> common(List<String> wanted, List<String> found) {
    List<String> both = new ArrayList<>(wanted);
    both.retainAll(found);
    return both;
  }
}
