package dev.timestep.task.table.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.timestep.task.table.Duplicates;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.Where;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each option that a refusal names is given as it stands: the table must then be readable. */
class AdviceTest {

  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final LocalDateTime START = LocalDateTime.of(2023, 10, 2, 0, 0);

  /** One answer may lead to a next question, not to a long way round. */
  private static final int MOST_ANSWERS = 3;

  /** Options beside each other, or joined by "and", are given together. */
  private static final Pattern ADVICE =
      Pattern.compile(
          "--[a-z]+(?:-[a-z]+)*(?: (?:\"[^\"]*\"|[^ \"]+))?"
              + "(?: (?:and )?--[a-z]+(?:-[a-z]+)* [^ ]+)*");

  /** Words that follow the bare name of an option. */
  private static final Set<String> WORDS = Set.of("with", "takes", "if", "to", "or");

  @TempDir Path directory;
  CsvFiles csv;

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  private Path rows(int count, IntFunction<String> row) {
    List<String> lines = new ArrayList<>(List.of("date,y,k"));
    IntStream.range(0, count).mapToObj(row).filter(line -> !line.isEmpty()).forEach(lines::add);
    return csv.bytes((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private Path table(String kind) {
    LocalDate day = START.toLocalDate();
    ZonedDateTime berlin = START.atZone(ZoneId.of("Europe/Berlin"));
    return switch (kind) {
      case "gap" -> rows(40, i -> i == 9 ? "" : day.plusDays(i) + "," + i + ",x");
      case "missing value" -> rows(40, i -> day.plusDays(i) + "," + (i == 9 ? "" : i) + ",x");
      case "mostly gaps" -> rows(60, i -> START.plusHours(i + 50L * (i / 10)) + "," + i + ",x");
      case "unsorted" ->
          rows(40, i -> day.plusDays(i == 9 ? 20 : i == 20 ? 9 : i) + "," + i + ",x");
      case "repeated time" -> rows(40, i -> day.plusDays(i == 9 ? 8 : i) + "," + i + ",x");
      case "all twice" -> rows(40, i -> day.plusDays(i / 2) + "," + i + ",x");
      case "beside the steps" ->
          rows(
              40,
              i -> MINUTES.format(START.plusMinutes(60L * i + (i == 9 ? 25 : 0))) + "," + i + ",x");
      case "no step" -> rows(40, i -> day.plusDays((long) i * i) + "," + i + ",x");
      case "drift" -> rows(300, i -> START.plusSeconds(303L * i + i * i % 7) + "," + i + ",x");
      case "clock change" -> rows(2000, i -> MINUTES.format(berlin.plusHours(i)) + "," + i + ",x");
      case "clock change newest first" ->
          rows(2000, i -> MINUTES.format(berlin.plusHours(2000 - i)) + "," + i + ",x");
      case "days in UTC" -> rows(40, i -> berlin.plusDays(i).toInstant() + "," + i + ",x");
      case "series" -> rows(90, i -> day.plusDays(i / 3) + "," + i + ",shop " + i % 3);
      case "series one by one" -> rows(90, i -> day.plusDays(i % 30) + "," + i + ",shop" + i / 30);
      case "Sundays" ->
          rows(
              200, i -> (i % 7 == 6 && i != 48 && i != 97) ? "" : day.plusDays(i) + "," + i + ",x");
      case "hours outside" ->
          rows(
              24 * 60,
              i ->
                  (i % 24 < 9 || i % 24 > 17) && i != 500
                      ? ""
                      : MINUTES.format(START.plusHours(i)) + "," + i + ",x");
      case "opening hours in UTC" ->
          rows(
              24 * 60,
              i ->
                  i % 24 < 9 || i % 24 > 17
                      ? ""
                      : START.plusHours(i).atZone(berlin.getZone()).toInstant() + "," + i + ",x");
      case "one row" -> rows(1, i -> day + ",1,x");
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gap",
        "missing value",
        "mostly gaps",
        "unsorted",
        "repeated time",
        "all twice",
        "beside the steps",
        "no step",
        "drift",
        "clock change",
        "clock change newest first",
        "days in UTC",
        "series",
        "series one by one",
        "Sundays",
        "hours outside",
        "opening hours in UTC",
        "one row"
      })
  void leadsToATableThatCanBeRead(String kind) {
    Path file = table(kind);
    String refusal = refused(file, ReadOptions.defaults()).orElseThrow();
    List<String> advice = advice(refusal);
    assertThat(advice).as(refusal).isNotEmpty();
    for (String answer : advice) {
      ReadOptions options = with(ReadOptions.defaults(), answer);
      Optional<String> next = refused(file, options);
      for (int more = 1; next.isPresent() && more < MOST_ANSWERS; more++) {
        List<String> further = advice(next.get());
        assertThat(further).as("%s, then %s", refusal, next.get()).isNotEmpty();
        options = with(options, further.getFirst());
        next = refused(file, options);
      }
      assertThat(next).as("%s, answered by %s", refusal, answer).isEmpty();
    }
  }

  private Optional<String> refused(Path file, ReadOptions options) {
    try {
      assertThat(csv.read(file, options).rows()).isPositive();
      return Optional.empty();
    } catch (TableException e) {
      return Optional.of(flags(e));
    }
  }

  /** The refusal as a command line shows it: options stand out from words then. */
  private static String flags(TableException refusal) {
    return refusal.text().with(name -> "--" + name);
  }

  private static List<String> advice(String message) {
    return ADVICE
        .matcher(message)
        .results()
        .map(MatchResult::group)
        .map(text -> text.startsWith("--sort") ? "--sort" : text)
        .filter(text -> text.equals("--sort") || text.contains(" "))
        .filter(
            text -> !WORDS.contains(text.replaceFirst("^\\S+ ?", "").replaceFirst("[,. ].*", "")))
        .toList();
  }

  private static ReadOptions with(ReadOptions before, String advice) {
    ReadOptions options = before;
    for (String option : advice.split("(?: and)? (?=--)")) {
      String[] parts = option.split(" ", 2);
      String value = parts.length == 1 ? "" : parts[1].replaceAll("[.,]$|\"", "");
      options =
          switch (parts[0].replaceAll("[.,]$", "")) {
            case "--fill" -> options.withFill(Fill.parse(value));
            case "--freq" -> options.withFrequency(Frequency.parse(value));
            case "--time" -> options.withTime(value);
            case "--time-zone" -> options.withTimeZone(ZoneId.of(value));
            case "--sort" -> options.withSort(true);
            case "--duplicates" -> options.withDuplicates(Duplicates.parse(value));
            case "--where" -> options.withWhere(Where.parse(value));
            case "--skip-lines" -> options.withSkipLines(LineNumbers.parse(value));
            default -> throw new AssertionError("no option that reads a table: " + advice);
          };
    }
    return options;
  }
}
