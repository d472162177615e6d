package dev.timestep.task.sequence;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.table.TableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * FASTA: a line with '>', the id and further words; then the letters on one line or several. The
 * setting {@code label} says which part of the header is the class: {@value SequenceOptions#LAST}
 * for its last word, {@code |2} for the second field between bars, or a key for the value of {@code
 * key=value}.
 */
final class FastaReader {

  private final FileBytes source;
  private final SequenceOptions options;
  private final RawCases raw = new RawCases(SequenceForm.FASTA);
  private final List<String> headers = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final List<String> letters = new ArrayList<>();

  FastaReader(FileBytes source, SequenceOptions options) {
    this.source = source;
    this.options = options;
  }

  RawCases read() {
    split(source.text(options.table().charset()).lines().toList());
    options.refuseOthers(source.name(), "FASTA has no columns", Set.of("label"));
    Optional<String> part =
        options.unlabelled()
            ? Optional.empty()
            : options.label().or(() -> options.like().flatMap(SequenceReading::label));
    if (part.isEmpty() && options.like().isEmpty() && !options.unlabelled()) {
      throw new TableException(
          source.name()
              + ", line "
              + lines.getFirst()
              + ": it is open which part of \""
              + Values.shortened(headers.getFirst())
              + "\" is the label. Set "
              + setting("label")
              + " to last for the last word, to |2 for the second field"
              + " between bars, to a key for the value of key=value, or to none.");
    }
    raw.label = part;
    raw.table = RawCases.asked(options.table());
    List<String> places = lines.stream().map(line -> source.name() + ", line " + line).toList();
    LetterCode code = Alphabet.of(letters, places, options, raw);
    for (int i = 0; i < headers.size(); i++) {
      String header = headers.get(i);
      String label = part.isPresent() ? label(header, part.get(), lines.get(i)) : "";
      raw.cases.add(
          new RawCases.Case(
              id(header, part.orElse("")),
              "line " + lines.get(i),
              code.encode(letters.get(i)),
              new float[0],
              label));
    }
    return raw;
  }

  /** As FASTA marks it, and above the first header as all other forms do. */
  private boolean isComment(String line) {
    return line.startsWith(";") || headers.isEmpty() && FormFinder.isComment(line);
  }

  private void split(List<String> text) {
    StringBuilder own = new StringBuilder();
    for (int i = 0; i < text.size(); i++) {
      String line = text.get(i).strip();
      if (line.startsWith(">")) {
        if (!headers.isEmpty()) {
          letters.add(own.toString());
        }
        own.setLength(0);
        headers.add(line.substring(1).strip());
        lines.add(i + 1);
      } else if (!line.isEmpty() && !isComment(line)) {
        if (headers.isEmpty()) {
          throw new TableException(
              source.name()
                  + ", line "
                  + (i + 1)
                  + ": expects a header with > before the letters. Add one.");
        }
        own.append(line.replaceAll("\\s+", ""));
      }
    }
    if (headers.isEmpty()) {
      throw new TableException(source.name() + ": expects a header with >; there is none.");
    }
    letters.add(own.toString());
  }

  /** The first word; of a header in bars without the field of the label. */
  private static String id(String header, String label) {
    if (label.startsWith("|")) {
      List<String> fields = new ArrayList<>(Arrays.asList(header.split("\\|", -1)));
      int field = Integer.parseInt(label.substring(1)) - 1;
      if (field < fields.size()) {
        fields.remove(field);
      }
      return String.join("|", fields).strip();
    }
    return header.split("\\s", 2)[0];
  }

  private String label(String header, String part, int line) {
    if (part.equals(SequenceOptions.LAST)) {
      String[] words = header.split("\\s+");
      return words.length < 2 ? missing(header, "a second word", line) : words[words.length - 1];
    }
    if (part.matches("\\|[1-9]\\d?")) {
      String[] fields = header.split("\\|", -1);
      int field = Integer.parseInt(part.substring(1));
      return field > fields.length
          ? missing(header, field + " fields between bars", line)
          : fields[field - 1].strip();
    }
    if (part.contains("|") || part.equals(SequenceOptions.FIRST)) {
      throw new TableException(
          source.name()
              + ": "
              + setting("label")
              + " expects last, |2 (the second field between bars) or a key of key=value;"
              + " received \""
              + part
              + "\".");
    }
    for (String word : header.split("[\\s|]+")) {
      if (word.startsWith(part + "=")) {
        return word.substring(part.length() + 1);
      }
    }
    return missing(header, part + "=…", line);
  }

  /** At prediction a header may lack its label. */
  private String missing(String header, String expected, int line) {
    if (options.like().isPresent() && options.label().isEmpty()) {
      return "";
    }
    throw new TableException(
        source.name()
            + ", line "
            + line
            + ": expects "
            + expected
            + " in the header, which holds the label; received \""
            + Values.shortened(header)
            + "\". Correct the header, or set "
            + setting("label")
            + " to another part of it.");
  }
}
