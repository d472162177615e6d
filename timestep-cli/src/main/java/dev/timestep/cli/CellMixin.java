package dev.timestep.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How the cells of a data file are read; the same options wherever a table is given.
 *
 * <pre>{@code
 * @ArgGroup(validate = false, heading = CellMixin.HEADING)
 * private CellMixin read = new CellMixin();
 *
 * protected Source asked() {
 *   return data.with(read.settings());
 * }
 * }</pre>
 */
public class CellMixin {
  /** For the help text. */
  public static final String HEADING = "%nHow to read the file, where detection is not enough:%n";

  @Option(
      order = 105,
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "Character that separates cells, for example ';' or tab.")
  @Nullable String delimiter;

  @Option(
      order = 106,
      names = "--header",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether the first row names the columns.")
  @Nullable Boolean header;

  @Option(
      order = 107,
      names = "--encoding",
      paramLabel = "NAME",
      description = "Encoding, for example UTF-8.")
  @Nullable String encoding;

  @Option(
      order = 108,
      names = "--decimal",
      paramLabel = "CHAR",
      description = "Decimal sign, '.' or ','.")
  @Nullable String decimal;

  @Option(
      order = 109,
      names = "--missing",
      paramLabel = "TEXT",
      split = ",",
      description = "More texts that mark a missing cell.")
  List<String> missing = List.of();

  @Option(
      order = 110,
      names = "--skip-lines",
      paramLabel = "LINES",
      description = "Lines that are not part of the table, for example 1,3-4.")
  @Nullable String skipLines;

  @Option(
      order = 111,
      names = "--where",
      paramLabel = "COLUMN=VALUE",
      description = "Read only the rows of one series, for example store=Elm.")
  @Nullable String where;

  /** All options as they are by default. */
  public CellMixin() {}

  /** What is given here, by the names of the settings. */
  public SequencedMap<String, String> settings() {
    SequencedMap<String, String> given = new LinkedHashMap<>();
    put(given, "delimiter", delimiter);
    put(given, "header", header == null ? null : header.toString());
    put(given, "encoding", encoding);
    put(given, "decimal", decimal);
    put(given, "missing", missing.isEmpty() ? null : String.join(",", missing));
    put(given, "skip-lines", skipLines);
    put(given, "where", where);
    return given;
  }

  /** The same, and what is given elsewhere. */
  final Map<String, String> and(Map<String, String> more) {
    Map<String, String> all = settings();
    all.putAll(more);
    return all;
  }

  static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
  }
}
