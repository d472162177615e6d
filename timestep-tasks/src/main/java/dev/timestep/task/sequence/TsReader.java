package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code .ts} form of the UCR and UEA archive: a head of lines with '@', then one case a line,
 * its channels separated by ':', its class last.
 *
 * <pre>
 * &#64;problemName Gestures
 * &#64;univariate false
 * &#64;dimensions 2
 * &#64;classLabel true circle wave
 * &#64;data
 * 0.1,0.4,?:1.0,1.2,1.1:circle
 * </pre>
 *
 * @see <a href="https://www.aeon-toolkit.org/en/stable/examples/datasets/load_data_from_file.html">
 *     the form in aeon</a>
 */
final class TsReader {

  private final FileBytes source;
  private final SequenceOptions options;
  private final RawCases raw = new RawCases(SequenceForm.TS);
  private boolean labelUnknown;

  TsReader(FileBytes source, SequenceOptions options) {
    this.source = source;
    this.options = options;
  }

  RawCases read() {
    options.refuseOthers(source.name(), "a .ts file has none", Set.of("channels"));
    List<String> lines = source.text(options.table().charset()).lines().toList();
    TsHead head = TsHead.read(source.name(), lines);
    boolean labels = head.labelled() && !options.unlabelled();
    raw.label = labels ? Optional.of("@classLabel") : Optional.empty();
    raw.declared = labels ? head.classes() : List.of();
    raw.table = RawCases.asked(options.table());
    raw.notes.addAll(head.notes());
    TsTimes times = new TsTimes();
    for (int i = head.dataLine(); i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(head, line, i + 1, times);
      }
    }
    List<String> seen = raw.cases.stream().map(RawCases.Case::label).toList();
    if (labelUnknown && labels) {
      raw.declared = withBlanks(head, seen);
    }
    check(head);
    times.note(raw.notes);
    return raw;
  }

  private void add(TsHead head, String line, int number, TsTimes times) {
    String place = "line " + number;
    List<String> parts = new ArrayList<>(head.timed() ? TsTimes.parts(line) : parts(line));
    String label = "";
    if (head.labelled()) {
      label = parts.removeLast().strip();
      requireClass(head, label, number);
    }
    int asked = options.channels().isEmpty() ? head.dimensions() : options.channels().size();
    int expected = raw.cases.isEmpty() ? asked : raw.channels.size();
    if (expected > 0 && parts.size() != expected || parts.isEmpty()) {
      throw new TableException(
          at(number)
              + ": expects "
              + channels(Math.max(1, expected))
              + (!options.channels().isEmpty()
                  ? ", as " + setting("channels") + " names them"
                  : head.dimensions() > 0 ? ", as the head says" : ", as the cases before")
              + (head.labelled() ? ", and the class after a last ':'" : "")
              + "; received "
              + channels(parts.size())
              + ". Correct the line"
              + (head.labelled() ? " or @classLabel" : "")
              + ".");
    }
    if (raw.channels.isEmpty()) {
      raw.named = !options.channels().isEmpty();
      raw.channels = raw.named ? options.channels() : RawCases.unnamed(parts.size());
    }
    List<float[]> channels = new ArrayList<>();
    for (String part : parts) {
      channels.add(head.timed() ? times.values(part, at(number)) : values(part, at(number)));
    }
    if (head.timed()) {
      times.alike(at(number));
    }
    raw.cases.add(
        new RawCases.Case(
            String.valueOf(number),
            place,
            transposed(channels, number),
            new float[0],
            options.unlabelled() ? "" : label));
  }

  /** Parts between ':'. */
  private static List<String> parts(String line) {
    return Arrays.asList(line.split(":", -1));
  }

  private static float[] values(String part, String place) {
    if (part.isBlank()) {
      return new float[0];
    }
    String[] tokens = part.split(",", -1);
    float[] values = new float[tokens.length];
    for (int t = 0; t < values.length; t++) {
      values[t] = Values.parse(tokens[t], place, t);
    }
    return values;
  }

  private float[][] transposed(List<float[]> channels, int number) {
    int length = channels.getFirst().length;
    float[][] steps = new float[length][channels.size()];
    for (int c = 0; c < channels.size(); c++) {
      float[] values = channels.get(c);
      if (values.length != length) {
        throw new TableException(
            at(number)
                + ": expects channels of one length; channel 1 has "
                + length
                + " values, channel "
                + (c + 1)
                + " has "
                + values.length
                + ". Write ? for each missing value.");
      }
      for (int t = 0; t < length; t++) {
        steps[t][c] = values[t];
      }
    }
    return steps;
  }

  private void requireClass(TsHead head, String label, int number) {
    if (Labels.isEmpty(label) || head.classes().contains(label)) {
      return;
    }
    // The head parts the classes by blanks, so a class of two words stands there as two.
    boolean words = label.contains(" ") && head.classes().containsAll(List.of(label.split("\\s+")));
    if (!words) {
      throw new TableException(
          at(number)
              + ": the class \""
              + Values.shortened(label)
              + "\" is not one of those that @classLabel declares: "
              + Labels.places(head.classes())
              + ". Correct the line or the head.");
    }
    labelUnknown = true;
  }

  /** Classes of several words in the place of their words, in the order of the head. */
  private List<String> withBlanks(TsHead head, List<String> labels) {
    Set<String> seen = new LinkedHashSet<>(labels);
    String declared = " " + String.join(" ", head.classes()) + " ";
    List<String> ordered =
        seen.stream()
            .filter(label -> !Labels.isEmpty(label))
            .sorted(Comparator.comparingInt((String label) -> declared.indexOf(" " + label + " ")))
            .toList();
    raw.notes.add(
        "Classes of several words, such as \""
            + ordered.stream().filter(label -> label.contains(" ")).findFirst().orElse("")
            + "\", are read as the cases write them.");
    return ordered;
  }

  /** Notes where the head promises something else than the cases hold. */
  private void check(TsHead head) {
    int shortest = raw.cases.stream().mapToInt(one -> one.values().length).min().orElse(0);
    int longest = raw.cases.stream().mapToInt(one -> one.values().length).max().orElse(0);
    if (head.equalLength() && shortest != longest) {
      raw.notes.add(
          "The head says that all sequences are equally long, but they have "
              + shortest
              + " to "
              + longest
              + " steps; they are read as they are.");
    }
  }

  private String at(int number) {
    return source.name() + ", line " + number;
  }

  private static String channels(int count) {
    return count == 1 ? "1 channel" : count + " channels";
  }
}
