package dev.timestep.cli;

import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.Where;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a data file is read; the same options wherever one is given. */
final class ReadMixin {
  static final String HEADING = "%nHow the file is read, if that is not detected:%n";

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
      description = "Order of day, month and year in dates of numbers.")
  @Nullable String dateOrder;

  @Option(
      names = "--freq",
      paramLabel = "STEP",
      description = "Step between rows, for example 5min or d.")
  @Nullable String frequency;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "Character between cells, for example ';' or tab.")
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

  ReadOptions options() {
    ReadOptions defaults = ReadOptions.defaults();
    return new ReadOptions(
        Optional.ofNullable(delimiter).map(text -> oneCharacter("--delimiter", text)),
        Optional.ofNullable(header),
        Optional.ofNullable(encoding).map(ReadMixin::charset),
        Optional.ofNullable(decimal).map(text -> oneCharacter("--decimal", text)),
        new LinkedHashSet<>(missing),
        skipLines == null ? Set.of() : LineNumbers.parse(skipLines),
        Optional.ofNullable(where).map(Where::parse),
        Optional.ofNullable(time),
        Optional.ofNullable(timeFormat),
        dateOrder == null ? defaults.dateOrder() : DateOrder.parse(dateOrder),
        Optional.ofNullable(timeZone).map(ReadMixin::zone),
        Optional.ofNullable(frequency).map(Frequency::parse),
        sort,
        duplicates == null
            ? defaults.duplicates()
            : Choice.of("--duplicates", Duplicates.class, duplicates),
        fill == null ? defaults.fill() : Choice.of("--fill", Fill.class, fill));
  }

  private static char oneCharacter(String option, String text) {
    String plain = text.equals("\\t") || text.toLowerCase(Locale.ROOT).equals("tab") ? "\t" : text;
    if (plain.length() != 1) {
      throw new IllegalArgumentException(
          option + " expects one character, or 'tab'; received \"" + text + "\".");
    }
    return plain.charAt(0);
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "--encoding expects the name of an encoding, for example UTF-8 or ISO-8859-1; received \""
              + name
              + "\".",
          e);
    }
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--time-zone expects a zone, for example Europe/Berlin or UTC; received \""
              + name
              + "\".",
          e);
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
