package dev.timestep.cli;

import dev.timestep.task.table.Choice;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How a table of rows in time is read; the same options wherever one is given. Used as {@link
 * CellMixin} is.
 */
public final class ReadMixin extends TimeCellMixin {
  @Option(
      order = 100,
      names = "--time",
      paramLabel = "COLUMN",
      description =
          "Time column, by name or number; several joined by '+'; 'none' for rows without"
              + " times. Default: detected.")
  @Nullable String time;

  @Option(
      order = 102,
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "Time zone, for example Europe/Berlin.")
  @Nullable String timeZone;

  @Option(
      order = 104,
      names = "--freq",
      paramLabel = "STEP",
      description = "Step between rows, for example 5min or d.")
  @Nullable String frequency;

  @Option(order = 112, names = "--sort", description = "Put the rows in order of time.")
  boolean sort;

  @Option(
      order = 113,
      names = "--duplicates",
      paramLabel = "HOW",
      description = "What to do with rows of the same time: ${COMPLETION-CANDIDATES}.",
      completionCandidates = DuplicatesNames.class)
  @Nullable String duplicates;

  @Option(
      order = 114,
      names = "--fill",
      paramLabel = "HOW",
      description =
          "Fill gaps and missing cells: ${COMPLETION-CANDIDATES}. Default: mask, for few single"
              + " gaps; more are refused.",
      completionCandidates = FillNames.class)
  @Nullable String fill;

  @Option(
      order = 115,
      names = "--skip-bad",
      description = "Of many series, leave out and list those that cannot be used.")
  boolean skipBad;

  @Option(
      order = 116,
      names = "--strict",
      description = "Refuse single gaps, which are masked otherwise.")
  boolean strict;

  /** All options as they are by default. */
  public ReadMixin() {}

  @Override
  public SequencedMap<String, String> settings() {
    SequencedMap<String, String> given = super.settings();
    put(given, "time", time);
    put(given, "time-zone", timeZone);
    put(given, "freq", frequency);
    put(given, "sort", sort ? "true" : null);
    put(given, "duplicates", duplicates);
    put(given, "fill", fill);
    put(given, "skip-bad", skipBad ? "true" : null);
    put(given, "strict", strict ? "true" : null);
    return given;
  }

  /** For the help text and completion. */
  static final class FillNames extends Choice.Candidates {
    FillNames() {
      super(Fill.class);
    }
  }

  /** For the help text and completion. */
  static final class DuplicatesNames extends Choice.Candidates {
    DuplicatesNames() {
      super(Duplicates.class);
    }
  }
}
