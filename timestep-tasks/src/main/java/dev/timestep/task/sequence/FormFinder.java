package dev.timestep.task.sequence;

import dev.timestep.task.table.TableException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells the form of a file or stream from its first lines; the ending of a name decides nothing.
 */
public final class FormFinder {

  private static final int HEAD = 1 << 20;

  private FormFinder() {}

  /** The form; {@link SequenceForm#WIDE} stands for any table whose form is not known yet. */
  static SequenceForm find(FileBytes source, SequenceOptions options) {
    if (options.form().isPresent()) {
      if (options.form().get() == SequenceForm.FOLDER) {
        throw new TableException(
            source.name()
                + ": the form folder expects a folder with one folder a class; received a file."
                + " Give the folder.");
      }
      return options.form().get();
    }
    Optional<SequenceForm> shown = shown(source);
    return shown.orElseGet(
        () ->
            options
                .like()
                .map(SequenceReading::form)
                .filter(form -> form == SequenceForm.FOLDER && !options.namesColumns())
                .orElse(SequenceForm.WIDE));
  }

  private static Optional<SequenceForm> shown(FileBytes source) {
    byte[] bytes = source.bytes();
    String head =
        new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1)
            .replace("\0", "")
            .replace("\u00ef\u00bb\u00bf", "")
            .replace("\u00ff\u00fe", "")
            .replace("\u00fe\u00ff", "");
    return head.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !isComment(line))
        .findFirst()
        .flatMap(FormFinder::ofLine);
  }

  /** Whether a line above the data is a comment, or a header behind the sign of one. */
  public static boolean isComment(String line) {
    return line.startsWith("#") || line.startsWith("%");
  }

  /**
   * The form that the first line shows.
   *
   * @param line the first that is not blank and no comment, without blanks around it
   * @return empty for a table
   */
  public static Optional<SequenceForm> ofLine(String line) {
    String word = line.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    if (word.equals("@relation")) {
      return Optional.of(SequenceForm.ARFF);
    }
    if (TsHead.KNOWN.contains(word)) {
      return Optional.of(SequenceForm.TS);
    }
    return line.startsWith(">") ? Optional.of(SequenceForm.FASTA) : Optional.empty();
  }
}
