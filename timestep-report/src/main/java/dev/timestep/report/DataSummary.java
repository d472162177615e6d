package dev.timestep.report;

import java.util.List;

/**
 * Where the numbers came from.
 *
 * @param file name of the data file as the user gave it
 * @param rows data rows read
 * @param frequency distance of rows in words, for example "daily", "every 5 minutes", "rows"
 * @param targets columns that are forecast
 * @param inputs further columns and calendar features that the model reads; may be empty
 * @param notes what the reader of the figures must know: filled cells, a constant column; may be
 *     empty
 */
public record DataSummary(
    String file,
    long rows,
    String frequency,
    List<String> targets,
    List<String> inputs,
    List<String> notes) {
  /** Checks the names and copies the lists. */
  public DataSummary {
    Check.text("DataSummary", "file", file);
    Check.that(rows > 0, "DataSummary expects at least one row; received %d.", rows);
    Check.text("DataSummary", "frequency", frequency);
    targets = Check.notEmpty("DataSummary", "targets", targets);
    inputs = List.copyOf(inputs);
    notes = List.copyOf(notes);
  }
}
