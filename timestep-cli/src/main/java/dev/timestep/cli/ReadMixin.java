package dev.timestep.cli;

import dev.timestep.task.table.Choice;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a data file is read; the same options wherever one is given. */
final class ReadMixin {
  static final String HEADING = "%nHow to read the file, where detection is not enough:%n";

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description =
          "Time column, by name or number; several joined by '+'; 'none' for rows without"
              + " times. Default: detected.")
  @Nullable String time;

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description = "How times are written, for example dd.MM.yyyy.")
  @Nullable String timeFormat;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "Time zone, for example Europe/Berlin.")
  @Nullable String timeZone;

  @Option(
      names = "--date-order",
      paramLabel = "dmy|mdy|ymd",
      description = "Order of day, month and year in dates written in numbers.")
  @Nullable String dateOrder;

  @Option(
      names = "--freq",
      paramLabel = "STEP",
      description = "Step between rows, for example 5min or d.")
  @Nullable String frequency;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "Character that separates cells, for example ';' or tab.")
  @Nullable String delimiter;

  @Option(
      names = "--header",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether the first row names the columns.")
  @Nullable Boolean header;

  @Option(names = "--encoding", paramLabel = "NAME", description = "Encoding, for example UTF-8.")
  @Nullable String encoding;

  @Option(names = "--decimal", paramLabel = "CHAR", description = "Decimal sign, '.' or ','.")
  @Nullable String decimal;

  @Option(
      names = "--missing",
      paramLabel = "TEXT",
      split = ",",
      description = "More texts that mark a missing cell.")
  List<String> missing = List.of();

  @Option(
      names = "--skip-lines",
      paramLabel = "LINES",
      description = "Lines that are not part of the table, for example 1,3-4.")
  @Nullable String skipLines;

  @Option(
      names = "--where",
      paramLabel = "COLUMN=VALUE",
      description = "Read only the rows of one series, for example store=Elm.")
  @Nullable String where;

  @Option(names = "--sort", description = "Put the rows in order of time.")
  boolean sort;

  @Option(
      names = "--duplicates",
      paramLabel = "HOW",
      description = "What to do with rows of the same time: ${COMPLETION-CANDIDATES}.",
      completionCandidates = DuplicatesNames.class)
  @Nullable String duplicates;

  @Option(
      names = "--fill",
      paramLabel = "HOW",
      description = "Fill gaps and missing cells: ${COMPLETION-CANDIDATES}. Default: none.",
      completionCandidates = FillNames.class)
  @Nullable String fill;

  /** What is given here, by the names of the settings. */
  SequencedMap<String, String> settings() {
    SequencedMap<String, String> given = new LinkedHashMap<>();
    put(given, "time", time);
    put(given, "time-format", timeFormat);
    put(given, "time-zone", timeZone);
    put(given, "date-order", dateOrder);
    put(given, "freq", frequency);
    put(given, "delimiter", delimiter);
    put(given, "header", header == null ? null : header.toString());
    put(given, "encoding", encoding);
    put(given, "decimal", decimal);
    put(given, "missing", missing.isEmpty() ? null : String.join(",", missing));
    put(given, "skip-lines", skipLines);
    put(given, "where", where);
    put(given, "sort", sort ? "true" : null);
    put(given, "duplicates", duplicates);
    put(given, "fill", fill);
    return given;
  }

  private static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
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
