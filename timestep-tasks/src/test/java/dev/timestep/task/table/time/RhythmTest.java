package dev.timestep.task.table.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import dev.timestep.task.table.Fill;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.Frequency.Unit;
import dev.timestep.task.table.LineNumbers;
import dev.timestep.task.table.ReadOptions;
import dev.timestep.task.table.Rhythm;
import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.TableException;
import dev.timestep.task.table.TimeTable;
import dev.timestep.task.table.read.CsvFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opening hours, weeks of fewer than seven days, and days of the month. */
class RhythmTest {

  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final LocalDate MONDAY = LocalDate.of(2023, 1, 2);

  @TempDir Path directory;
  CsvFiles csv;
  final ReadOptions options = ReadOptions.defaults();

  @BeforeEach
  void setUp() {
    csv = new CsvFiles(directory);
  }

  private static Stream<LocalDate> days(int count) {
    return IntStream.range(0, count).mapToObj(MONDAY::plusDays);
  }

  private static Predicate<LocalDate> on(String weekdays) {
    return date -> weekdays.indexOf('0' + date.getDayOfWeek().getValue()) >= 0;
  }

  /** Times from {@code from} to {@code to}, both included. */
  private static List<LocalTime> hours(String from, String to, int minutes) {
    List<LocalTime> times = new ArrayList<>();
    for (int at = LocalTime.parse(from).toSecondOfDay();
        at <= LocalTime.parse(to).toSecondOfDay();
        at += 60 * minutes) {
      times.add(LocalTime.ofSecondOfDay(at));
    }
    return times;
  }

  private static List<String> at(int count, Function<LocalDate, List<LocalTime>> hours) {
    return days(count)
        .flatMap(date -> hours.apply(date).stream().map(time -> MINUTES.format(date.atTime(time))))
        .toList();
  }

  private Path rows(List<String> times) {
    StringBuilder text = new StringBuilder("date,y\n");
    for (int i = 0; i < times.size(); i++) {
      text.append(times.get(i)).append(',').append(i).append('\n');
    }
    return csv.bytes(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> next(TimeTable table, int count) {
    return IntStream.range(0, count).mapToObj(i -> table.axis().text(table.rows() + i)).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "123456, daily from Monday to Saturday, 2023-04-28",
    "71234, daily from Sunday to Thursday, 2023-04-30",
    "234567, daily from Tuesday to Sunday, 2023-04-28",
    "1234, daily from Monday to Thursday, 2023-05-01",
    "1245, 'every Monday, Tuesday, Thursday and Friday', 2023-04-28",
    "24, every Tuesday and Thursday, 2023-05-02",
    "67, every Saturday and Sunday, 2023-04-29"
  })
  void weeksOfFewerDaysGoOnWithTheSameDays(String weekdays, String label, String first) {
    TimeTable table =
        csv.read(rows(days(116).filter(on(weekdays)).map(LocalDate::toString).toList()));
    Frequency step = table.axis().frequency();
    assertThat(step.unit()).isEqualTo(Unit.DAY);
    assertThat(step.label()).isEqualTo(label);
    assertThat(step.seasonLength()).isEqualTo(weekdays.length());
    assertThat(table.notes()).contains("Step: " + label + ".");
    // The last of 116 days is Thursday, April 27.
    List<String> later =
        days(150).skip(116).filter(on(weekdays)).limit(9).map(LocalDate::toString).toList();
    assertThat(next(table, 9)).isEqualTo(later).startsWith(first);
  }

  @Test
  void openingHoursGoOnOnMonday() {
    List<String> times =
        at(90, date -> on("123456").test(date) ? hours("09:00", "15:30", 30) : List.of());
    TimeTable table = csv.read(rows(times.subList(0, 14 * 60)));
    Frequency step = table.axis().frequency();
    assertThat(step.label()).isEqualTo("every 30 minutes from 09:00 to 15:30, Monday to Saturday");
    assertThat(step.seasonLength()).isEqualTo(14);
    assertThat(step.weekLength()).isEqualTo(84);
    assertThat(step.code()).isEqualTo("30min");
    assertThat(table.insertedRows()).isZero();
    assertThat(table.axis().text(table.rows() - 1)).isEqualTo("2023-03-11 15:30");
    assertThat(next(table, 2)).containsExactly("2023-03-13 09:00", "2023-03-13 09:30");
    assertThat(table.axis().text(table.rows() + 83)).isEqualTo("2023-03-18 15:30");
  }

  @Test
  void hoursThatAreEquallySpacedWithinTheDayOnlyAreNamed() {
    List<LocalTime> hours = hours("07:00", "21:00", 7 * 60);
    TimeTable table = csv.read(rows(at(60, date -> hours)));
    assertThat(table.axis().frequency().label()).isEqualTo("at 07:00, 14:00 and 21:00");
    assertThat(next(table, 2)).containsExactly("2023-03-03 07:00", "2023-03-03 14:00");
  }

  @Test
  void lunchBreaksAndShortSaturdays() {
    List<LocalTime> china = new ArrayList<>(hours("09:35", "11:30", 5));
    china.addAll(hours("13:05", "15:00", 5));
    TimeTable shares = csv.read(rows(at(40, date -> on("12345").test(date) ? china : List.of())));
    assertThat(shares.axis().frequency().label())
        .isEqualTo("every 5 minutes from 09:35 to 11:30 and 13:05 to 15:00, Monday to Friday");
    assertThat(shares.axis().frequency().seasonLength()).isEqualTo(48);
    assertThat(shares.axis().frequency().weekLength()).isEqualTo(240);
    TimeTable shop =
        csv.read(
            rows(
                at(
                    40,
                    date ->
                        switch (date.getDayOfWeek()) {
                          case SUNDAY -> List.of();
                          case SATURDAY -> hours("09:00", "12:00", 60);
                          default -> hours("09:00", "18:00", 60);
                        })));
    assertThat(shop.axis().frequency().label())
        .isEqualTo("hourly from 09:00 to 18:00, Monday to Friday; from 09:00 to 12:00, Saturday");
    assertThat(shop.axis().frequency().seasonLength())
        .as("days of unequal length repeat by the week")
        .isEqualTo(54);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          07:00 12:00 18:30 | 1234567 | at 07:00, 12:00 and 18:30                | 3 | 2023-03-03 07:00
          09:00 17:00       | 12345   | at 09:00 and 17:00, Monday to Friday     | 2 | 2023-03-03 09:00
          """)
  void readingsAtFixedTimes(
      String clocks, String weekdays, String label, int season, String nextTime) {
    List<LocalTime> times = Stream.of(clocks.split(" ")).map(LocalTime::parse).toList();
    TimeTable table = csv.read(rows(at(60, date -> on(weekdays).test(date) ? times : List.of())));
    assertThat(table.axis().frequency().label()).isEqualTo(label);
    assertThat(table.axis().frequency().seasonLength()).isEqualTo(season);
    assertThat(next(table, 1)).containsExactly(nextTime);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 15    | twice a month, on day 1 and day 15          | 24 | 2023-01-01
          1 16    | twice a month, on day 1 and day 16          | 24 | 2023-01-01
          15 31   | twice a month, on day 15 and the last day   | 24 | 2023-01-15
          15 30   | twice a month, on day 15 and day 30         | 24 | 2023-01-15
          1 11 21 | 3 times a month, on day 1, day 11 and day 21 | 36 | 2023-01-01
          """)
  void daysOfTheMonth(String days, String label, int season, String nextTime) {
    List<String> times = new ArrayList<>();
    for (YearMonth month = YearMonth.of(2020, 1);
        month.getYear() < 2023;
        month = month.plusMonths(1)) {
      for (String day : days.split(" ")) {
        times.add(month.atDay(Math.min(Integer.parseInt(day), month.lengthOfMonth())).toString());
      }
    }
    TimeTable table = csv.read(rows(times));
    Frequency step = table.axis().frequency();
    assertThat(step.label()).isEqualTo(label);
    assertThat(step.seasonLength()).isEqualTo(season);
    assertThat(step.perYear()).isEqualTo(season);
    assertThat(next(table, 1)).containsExactly(nextTime);
    assertThat(step.plus(LocalDate.parse(nextTime).atStartOfDay(), season).toLocalDate())
        .isEqualTo(LocalDate.parse(nextTime).plusYears(1));
  }

  @Test
  void wholeDaysWithoutRowsAreHolidaysAndHoursAreGaps() {
    List<String> times =
        at(60, date -> on("123456").test(date) ? hours("09:00", "15:30", 30) : List.of());
    List<String> holiday = times.stream().filter(t -> !t.startsWith("2023-01-26")).toList();
    TimeTable table = csv.read(rows(holiday));
    assertThat(table.insertedRows()).isZero();
    assertThat(table.rows()).isEqualTo(times.size() - 14);
    assertThat(table.notes())
        .contains("1 day has no row and is taken as a holiday, on which nothing is recorded.");
    List<String> halfDay = times.stream().filter(t -> !t.matches("2023-01-26 1[345].*")).toList();
    assertThat(csv.refusal(rows(halfDay)))
        .contains("between 2023-01-26 12:30 and 2023-01-27 09:00 6 rows are missing. Give fill");
    TimeTable filled = csv.read(rows(halfDay), options.withFill(Fill.LINEAR));
    assertThat(filled.insertedRows()).isEqualTo(6);
    assertThat(filled.rows()).isEqualTo(times.size());
  }

  @Test
  void weekLongHolidaysAreToldWhereTheyAreRare() {
    List<String> times =
        days(400)
            .filter(on("12345"))
            .map(LocalDate::toString)
            .filter(date -> !date.matches("2023-10-0[2-9]"))
            .toList();
    TimeTable table = csv.read(rows(times));
    assertThat(table.axis().frequency()).isEqualTo(Frequency.parse("b"));
    assertThat(table.notes())
        .contains(
            "6 weekdays have no row and are taken as holidays, on which nothing is recorded. The"
                + " longest holiday has 6 such days, from 2023-10-02 on.");
  }

  @Test
  void rowsBesideTheRhythmAreNamed() {
    List<String> times =
        new ArrayList<>(
            at(60, date -> on("12345").test(date) ? hours("09:00", "16:00", 60) : List.of()));
    times.add("2023-02-04 10:00");
    times.add("2023-02-03 20:00");
    times.sort(null);
    Path file = rows(times);
    assertThat(csv.refusal(file))
        .isEqualTo(
            "t.csv, row 202, column date: 2023-02-03 20:00 does not fit the times of the other rows"
                + " (hourly from 09:00 to 16:00, Monday to Friday); 2 such rows in all. Give"
                + " skip-lines 202-203 to leave these rows out, or freq h and fill zero,"
                + " linear, previous or seasonal to have a row at each step.");
    TimeTable table = csv.read(file, options.withSkipLines(LineNumbers.parse("202-203")));
    assertThat(table.rows()).isEqualTo(times.size() - 2);
    TimeTable full =
        csv.read(file, options.withFrequency(Frequency.parse("h")).withFill(Fill.ZERO));
    assertThat(full.axis().frequency().hasRhythm()).isFalse();
  }

  @Test
  void lostRowsDoNotPassForARhythm() {
    Random random = new Random(11);
    for (int trial = 0; trial < 40; trial++) {
      double loss = 0.05 + 0.3 * random.nextDouble();
      int length = 14 + random.nextInt(40);
      List<Stamp> hourly =
          IntStream.range(0, 24 * length)
              .filter(i -> random.nextDouble() > loss)
              .mapToObj(i -> Stamp.local(MONDAY.atStartOfDay().plusHours(i)))
              .toList();
      assertThat(RhythmFinder.hours(hourly.toArray(Stamp[]::new), Frequency.parse("h")))
          .as("%d days with %.0f %% lost", length, 100 * loss)
          .isEmpty();
      List<Stamp> daily =
          IntStream.range(0, length)
              .filter(i -> random.nextDouble() > loss)
              .mapToObj(i -> Stamp.local(MONDAY.atStartOfDay().plusDays(i)))
              .toList();
      assertThat(RhythmFinder.weekdays(daily.toArray(Stamp[]::new))).isEmpty();
    }
  }

  @Test
  void anOutageDoesNotPassForARhythm() {
    List<String> times =
        IntStream.range(0, 24 * 21)
            .filter(i -> i < 100 || i > 160)
            .mapToObj(i -> MINUTES.format(MONDAY.atStartOfDay().plusHours(i)))
            .toList();
    assertThat(csv.refusal(rows(times))).contains("the step is hourly").contains("61 rows are");
  }

  @Test
  void openingHoursWrittenInUtcAskForTheZone() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    List<String> times =
        at(200, date -> on("123456").test(date) ? hours("09:00", "15:30", 30) : List.of()).stream()
            .map(t -> LocalDateTime.parse(t, MINUTES).atZone(berlin).toInstant().toString())
            .toList();
    Path file = rows(times);
    assertThat(csv.refusal(file))
        .endsWith(
            "but the times are written in UTC. Give time-zone with the zone of the place, such as"
                + " time-zone Europe/Berlin.");
    TimeTable table = csv.read(file, options.withTimeZone(berlin));
    assertThat(table.rows()).isEqualTo(times.size());
    assertThat(table.axis().frequency().weekLength()).isEqualTo(84);
    assertThat(next(table, 1)).containsExactly("2023-07-21T09:00:00+02:00");
  }

  @Test
  void aGivenStepKeepsTheRhythmUnlessRowsAreToBeFilled() {
    List<String> times =
        at(60, date -> on("123456").test(date) ? hours("09:00", "15:30", 30) : List.of());
    ReadOptions given = options.withFrequency(Frequency.parse("30min"));
    assertThat(csv.read(rows(times), given).axis().frequency().weekLength()).isEqualTo(84);
    TimeTable filled = csv.read(rows(times), given.withFill(Fill.ZERO));
    assertThat(filled.axis().frequency().weekLength()).isEqualTo(336);
    assertThat(filled.notes()).anyMatch(note -> note.endsWith("74 % of all rows."));
  }

  /** Any rhythm: what wrote the times counts and continues them. */
  @Test
  void countsWhatItMakes() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      List<Integer> places =
          random.ints(0, 7 * 24).distinct().limit(2 + random.nextInt(60)).sorted().boxed().toList();
      Frequency step =
          Frequency.parse("h").withRhythm(places.stream().map(hour -> 3600 * hour).toList());
      LocalDateTime start =
          step.plus(MONDAY.minusYears(random.nextInt(120)).atStartOfDay(), 1 + random.nextInt(50));
      for (int n : new int[] {-100, -1, 0, 1, 5, 333}) {
        LocalDateTime there = step.plus(start, n);
        assertThat(Rhythm.steps(step, start, there)).isEqualTo(n);
        assertThat(step.plus(there, -n)).isEqualTo(start);
      }
    }
  }

  @Test
  void isPartOfTheModelFileAndOldFilesHaveNone() {
    Frequency written = Frequency.of(Unit.DAY, 1).withRhythm(List.of(1, 2, 3, 4, 5, 6));
    Gson gson = new Gson();
    assertThat(gson.fromJson(gson.toJson(written), Frequency.class)).isEqualTo(written);
    Frequency old = gson.fromJson("{\"unit\":\"DAY\",\"step\":1,\"anchorDay\":0}", Frequency.class);
    assertThat(old).isEqualTo(Frequency.parse("d"));
    assertThat(old.sameStep(written)).isFalse();
  }

  @Test
  void refusesPlacesThatAreNone() {
    assertThatThrownBy(() -> Frequency.of(Unit.DAY, 1).withRhythm(List.of(3, 2)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("expects at most 20000 rising places from 1 to 7; received [3, 2].");
    assertThatThrownBy(() -> Frequency.of(Unit.WEEK, 1).withRhythm(List.of(1)))
        .isInstanceOf(TableException.class);
  }
}
