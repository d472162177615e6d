package dev.timestep.cli;

import dev.timestep.task.table.DateOrder;
import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.ReadArguments;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableReading;
import dev.timestep.task.table.Where;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

  /** What is said about a file that nothing is known of. */
  ReadOptions options() {
    return over(ReadOptions.defaults());
  }

  /**
   * The options that are given here, and for all others those that a model was trained with.
   *
   * @param notes gains a line for each option of the model that another one replaces
   */
  ReadOptions over(TableReading model, PrintWriter notes) {
    ReadOptions options = over(model.options());
    Map<String, String> now = ReadArguments.of(options);
    ReadArguments.of(model.asked())
        .forEach(
            (option, before) -> {
              String value = now.getOrDefault(option, "none");
              if (!value.equals(before)) {
                notes.println(
                    "Note: "
                        + ReadArguments.text(Map.of(option, value))
                        + " is used; the model was trained with "
                        + ReadArguments.text(Map.of(option, before))
                        + ".");
              }
            });
    notes.flush();
    return options;
  }

  /** The options that are given here, and {@code known} for all others. */
  ReadOptions over(ReadOptions known) {
    return new ReadOptions(
        given(delimiter, text -> oneCharacter("--delimiter", text), known.delimiter()),
        given(header, value -> value, known.header()),
        given(encoding, ReadMixin::charset, known.charset()),
        given(decimal, text -> oneCharacter("--decimal", text), known.decimal()),
        missing.isEmpty() ? known.missing() : new LinkedHashSet<>(missing),
        skipLines == null ? known.skipLines() : LineNumbers.parse(skipLines),
        unlessNone(where, Where::parse, known.where()),
        given(time, text -> text, known.time()),
        unlessNone(timeFormat, text -> text, known.timeFormat()),
        dateOrder == null ? known.dateOrder() : DateOrder.parse(dateOrder),
        unlessNone(timeZone, ReadMixin::zone, known.timeZone()),
        unlessNone(frequency, Frequency::parse, known.frequency()),
        sort || known.sort(),
        duplicates == null
            ? known.duplicates()
            : Choice.of("--duplicates", Duplicates.class, duplicates),
        fill == null ? known.fill() : Choice.of("--fill", Fill.class, fill),
        known.like());
  }

  private static <T, V> Optional<V> given(
      @Nullable T value, Function<T, V> read, Optional<V> known) {
    return value == null ? known : Optional.of(read.apply(value));
  }

  /** The same where "none" takes back what a model was trained with. */
  private static <V> Optional<V> unlessNone(
      @Nullable String value, Function<String, V> read, Optional<V> known) {
    return "none".equals(value) ? Optional.empty() : given(value, read, known);
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
