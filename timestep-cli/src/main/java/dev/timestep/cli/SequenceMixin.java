package dev.timestep.cli;

import dev.timestep.task.sequence.SequenceForm;
import dev.timestep.task.table.Choice;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the cases of a file of sequences stand; the same options wherever one is given. */
final class SequenceMixin {
  /** Above these options where a model already says how its files are read. */
  static final String HEADING = "%nHow to read labelled sequences, where not as in training:%n";

  @Option(
      order = 12,
      names = "--label",
      paramLabel = "COLUMN",
      description =
          "Column of the classes; 'first' or 'last' for that column, 'none' for no classes, or the"
              + " part of FASTA headers that holds them.")
  private @Nullable String label;

  @Option(
      order = 13,
      names = "--id",
      paramLabel = "COLUMN",
      description =
          "Column that names the sequence of a row. Rows of one name are the steps of one"
              + " sequence.")
  private @Nullable String id;

  @Option(
      order = 17,
      names = "--sequence",
      paramLabel = "COLUMN",
      description = "Column of letters, for example of DNA.")
  private @Nullable String sequence;

  @Option(
      order = 18,
      names = "--form",
      paramLabel = "FORM",
      description = "Form of the file: ${COMPLETION-CANDIDATES}.",
      completionCandidates = FormNames.class)
  private @Nullable String form;

  /** What is given here, by the names of the settings. */
  SequencedMap<String, String> settings() {
    SequencedMap<String, String> given = new LinkedHashMap<>();
    CellMixin.put(given, "label", label);
    CellMixin.put(given, "id", id);
    CellMixin.put(given, "sequence", sequence);
    CellMixin.put(given, "form", form);
    return given;
  }

  /** For the help text and completion. */
  static final class FormNames extends Choice.Candidates {
    FormNames() {
      super(SequenceForm.class);
    }
  }
}
