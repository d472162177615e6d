package dev.timestep.task.table;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The calendar inputs of any time, past or future, as a {@link CalendarSpec} names them.
 *
 * <p>One-hot inputs are 0 or 1. A cycle with {@code k} harmonics at the place {@code p} in [0, 1)
 * of its period gives sin(2π j p), cos(2π j p) for j = 1…k; the place in a year is counted in days
 * of that very year, so that December 31 lies next to January 1 in leap years too. Holiday inputs
 * of a time within a day are those of the day.
 *
 * <p>The Spring Festival, which moves work for weeks, has five inputs around it, for k = -14, -7,
 * 0, 7 and 14: with d the days since its first day, {@code max(0, 1 - |d - k| / 7)}. They join up
 * to one line in pieces, which bends at these days.
 *
 * <p>Safe to share between threads.
 */
public final class CalendarFeatures {

  /** Days around a holiday that have inputs of their own. */
  private static final int DAYS_AROUND = 1;

  /** Days between the bends of what is learned around the Spring Festival, and how many weeks. */
  private static final int WEEK = 7;

  private static final int WEEKS_AROUND = 2;

  /** One group of inputs: writes its values for a time from a position on. */
  @FunctionalInterface
  private interface Group {
    void write(LocalDateTime time, float[] row, int at);
  }

  private final CalendarSpec spec;
  private final Optional<Holidays> holidays;
  private final List<String> names = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();
  private final Map<String, Integer> holidayIndex = new HashMap<>();
  private final Map<Integer, Map<LocalDate, int[]>> holidayYears = new ConcurrentHashMap<>();

  /**
   * Rebuilds the inputs.
   *
   * @throws TableException when the spec names an input or country that this version does not have
   */
  public CalendarFeatures(CalendarSpec spec) {
    this.spec = spec;
    this.holidays =
        spec.holidays().isEmpty() ? Optional.empty() : Optional.of(Holidays.of(spec.holidays()));
    spec.features().forEach(this::addGroup);
    holidays.ifPresent(this::addHolidays);
  }

  private void addGroup(String feature) {
    int colon = feature.indexOf(':');
    String name = colon < 0 ? feature : feature.substring(0, colon);
    offsets.add(names.size());
    switch (name) {
      case "dayOfWeek" -> oneHot(DayOfWeek.values(), time -> time.getDayOfWeek().ordinal(), name);
      case "weekday" ->
          oneHot(Arrays.copyOf(DayOfWeek.values(), 5), time -> time.getDayOfWeek().ordinal(), name);
      case "month" -> oneHot(Month.values(), time -> time.getMonthValue() - 1, name);
      case "hourOfDay" -> oneHot(fromZeroTo(23), LocalDateTime::getHour, name);
      case "dayOfMonth" -> oneHot(upTo(31), time -> time.getDayOfMonth() - 1, name);
      case "weekOfMonth" -> oneHot(upTo(5), time -> (time.getDayOfMonth() - 1) / 7, name);
      case "quarter" ->
          oneHot(new Integer[] {1, 2, 3, 4}, time -> time.get(IsoFields.QUARTER_OF_YEAR) - 1, name);
      case "timeOfDay" ->
          cycle(time -> time.toLocalTime().toNanoOfDay() / 86_400e9, name, harmonics(feature));
      case "dayOfYear" ->
          cycle(
              time -> (time.getDayOfYear() - 1.0) / time.toLocalDate().lengthOfYear(),
              name,
              harmonics(feature));
      case CalendarSpec.SPRING_FESTIVAL -> addSpringFestival();
      default ->
          throw new TableException(
              "There is no calendar input \""
                  + feature
                  + "\". The model may have been written by a"
                  + " newer version.");
    }
  }

  private static Object[] fromZeroTo(int last) {
    return IntStream.rangeClosed(0, last).boxed().toArray();
  }

  private static Object[] upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toArray();
  }

  private static int harmonics(String feature) {
    String count = feature.substring(feature.indexOf(':') + 1);
    if (!count.matches("[1-9]\\d?")) {
      throw new TableException(
          "Calendar input \"" + feature + "\" expects 1 to 99 harmonics, as in dayOfYear:3.");
    }
    return Integer.parseInt(count);
  }

  private void oneHot(
      Object[] values, java.util.function.ToIntFunction<LocalDateTime> index, String name) {
    for (Object value : values) {
      names.add(name + "=" + value);
    }
    groups.add(
        (time, row, at) -> {
          int hot = index.applyAsInt(time);
          if (hot < values.length) {
            row[at + hot] = 1;
          }
        });
  }

  private void cycle(
      java.util.function.ToDoubleFunction<LocalDateTime> place, String name, int harmonics) {
    for (int j = 1; j <= harmonics; j++) {
      names.add(name + ".sin" + j);
      names.add(name + ".cos" + j);
    }
    groups.add(
        (time, row, at) -> {
          double angle = 2 * Math.PI * place.applyAsDouble(time);
          for (int j = 1; j <= harmonics; j++) {
            row[at + 2 * j - 2] = (float) Math.sin(j * angle);
            row[at + 2 * j - 1] = (float) Math.cos(j * angle);
          }
        });
  }

  private void addSpringFestival() {
    Holidays country =
        holidays
            .filter(known -> known.chineseNewYear(2000).isPresent())
            .orElseThrow(
                () ->
                    new TableException(
                        "Calendar input \"%s\" expects the holidays of a country that has it, such as"
                                .formatted(CalendarSpec.SPRING_FESTIVAL)
                            + " CN; received \"%s\". The model file is damaged."
                                .formatted(spec.holidays())));
    for (int week = -WEEKS_AROUND; week <= WEEKS_AROUND; week++) {
      names.add(CalendarSpec.SPRING_FESTIVAL + "=" + WEEK * week);
    }
    Map<Integer, LocalDate> newYears = new ConcurrentHashMap<>();
    groups.add(
        (time, row, at) -> {
          LocalDate date = time.toLocalDate();
          LocalDate newYear =
              newYears.computeIfAbsent(
                  date.getYear(), year -> country.chineseNewYear(year).orElseThrow());
          // It lies between January 21 and February 21: three weeks never reach another year.
          double weeks = (double) ChronoUnit.DAYS.between(newYear, date) / WEEK;
          for (int week = -WEEKS_AROUND; week <= WEEKS_AROUND; week++) {
            row[at + week + WEEKS_AROUND] = (float) Math.max(0, 1 - Math.abs(weeks - week));
          }
        });
  }

  private void addHolidays(Holidays holidays) {
    offsets.add(names.size());
    int around = 2 * DAYS_AROUND + 1;
    for (String name : spec.holidayNames()) {
      holidayIndex.put(name, around * holidayIndex.size());
      for (int day = -DAYS_AROUND; day <= DAYS_AROUND; day++) {
        names.add("holiday=" + name + (day == 0 ? "" : day < 0 ? String.valueOf(day) : "+" + day));
      }
    }
    names.add("holidayObserved");
    int observed = around * holidayIndex.size();
    groups.add(
        (time, row, at) -> {
          LocalDate date = time.toLocalDate();
          int[] hot =
              holidayYears
                  .computeIfAbsent(date.getYear(), year -> holidayInputs(holidays, year, observed))
                  .get(date);
          if (hot != null) {
            for (int index : hot) {
              row[at + index] = 1;
            }
          }
        });
  }

  /** For each date of the year that has any: the positions of its inputs. */
  private Map<LocalDate, int[]> holidayInputs(Holidays holidays, int year, int observed) {
    Map<LocalDate, int[]> inputs = new HashMap<>();
    // A holiday of a neighbouring year may reach into this one.
    for (int y = year - 1; y <= year + 1; y++) {
      for (Holidays.Day day : holidays.in(y)) {
        Optional.ofNullable(holidayIndex.get(day.name()))
            .ifPresent(
                index -> {
                  for (int offset = -DAYS_AROUND; offset <= DAYS_AROUND; offset++) {
                    put(inputs, day.date().plusDays(offset), index + DAYS_AROUND + offset);
                  }
                });
        day.observed().ifPresent(date -> put(inputs, date, observed));
      }
    }
    return inputs;
  }

  private static void put(Map<LocalDate, int[]> inputs, LocalDate date, int index) {
    int[] before = inputs.getOrDefault(date, new int[0]);
    int[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = index;
    inputs.put(date, after);
  }

  /** What the inputs were built from. */
  public CalendarSpec spec() {
    return spec;
  }

  /** The names of the inputs in order, e.g. "dayOfWeek=MONDAY", "holiday=CHRISTMAS-1". */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** The positions among the inputs that say whether a time lies on a public holiday. */
  public List<Integer> holidayColumns() {
    return IntStream.range(0, names.size())
        .filter(at -> names.get(at).startsWith("holiday=") && !names.get(at).matches(".*[+-]\\d"))
        .boxed()
        .toList();
  }

  /** Number of inputs; 0 when the frequency has none. */
  public int size() {
    return names.size();
  }

  /** The inputs of one wall-clock time: {@code [size]}. */
  public float[] at(LocalDateTime time) {
    float[] row = new float[names.size()];
    for (int g = 0; g < groups.size(); g++) {
      groups.get(g).write(time, row, offsets.get(g));
    }
    return row;
  }

  /**
   * The inputs of the positions {@code from} to {@code to} (not included) of an axis: {@code [to -
   * from][size]}. Positions after the last row of the axis are the steps that follow it.
   */
  public float[][] rows(TimeAxis axis, int from, int to) {
    float[][] rows = new float[to - from][];
    for (int i = from; i < to; i++) {
      rows[i - from] = size() == 0 ? new float[0] : at(axis.local(i));
    }
    return rows;
  }
}
