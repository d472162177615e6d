package dev.timestep.task.table.time;

import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.Rhythm;
import dev.timestep.task.table.Stamp;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Infers the step of a series from its sorted, distinct times, and counts steps between them.
 *
 * <p>The step is the most common distance. Times that all have the same time of day are compared by
 * their dates, so that days of 23 and 25 hours, months and years come out as what they are; all
 * others by elapsed time. Where rows are missing, {@link RhythmFinder} is asked whether they are
 * missing again and again at the same places of the week or month.
 */
final class FrequencyFinder {

  private static final long DAY_MILLIS = 86_400_000;

  private static final List<String> USUAL_STEPS =
      List.of(
          "s", "2s", "5s", "10s", "15s", "20s", "30s", "min", "2min", "5min", "10min", "15min",
          "20min", "30min", "h", "2h", "3h", "4h", "6h", "8h", "12h", "d");

  /** Holidays bring the last day of trade forward by so many days at most. */
  private static final int DAYS_EARLY = 5;

  private FrequencyFinder() {}

  /**
   * The step that most neighbours keep.
   *
   * @return empty when no distance is shared by at least half of the neighbours
   */
  static Optional<Frequency> find(Stamp[] stamps) {
    if (stamps.length < 2) {
      return Optional.empty();
    }
    return sameTimeOfDay(stamps) ? byDate(stamps) : byElapsedTime(stamps);
  }

  private static boolean sameTimeOfDay(Stamp[] stamps) {
    for (Stamp stamp : stamps) {
      if (!stamp.local().toLocalTime().equals(stamps[0].local().toLocalTime())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Frequency> byDate(Stamp[] stamps) {
    long[] days = new long[stamps.length - 1];
    long[] months = new long[stamps.length - 1];
    for (int i = 0; i < days.length; i++) {
      LocalDate from = stamps[i].local().toLocalDate();
      LocalDate to = stamps[i + 1].local().toLocalDate();
      days[i] = ChronoUnit.DAYS.between(from, to);
      months[i] = ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(to));
    }
    Mode day = mode(days);
    Mode month = mode(months);
    if (month.value() > 0 && day.value() >= 28 && sameDayOfMonth(stamps)) {
      return month.common() ? Optional.of(monthly(stamps, month.value())) : Optional.empty();
    }
    Optional<Frequency> rhythm =
        RhythmFinder.daysOfMonth(stamps)
            .or(() -> RhythmFinder.weekdays(stamps).map(FrequencyFinder::onWeekdays));
    if (rhythm.isPresent()) {
      return rhythm;
    }
    if (isBusinessDaily(stamps, days, day)) {
      return Optional.of(Frequency.of(Frequency.Unit.BUSINESS_DAY, 1));
    }
    // The last trading day of each month: one row a month, on a day that changes.
    if (day.share() < 0.9 && month.value() > 0 && month.share() > 0.9) {
      return Optional.of(monthly(stamps, month.value()));
    }
    if (!day.common()) {
      return Optional.empty();
    }
    int step = Math.toIntExact(day.value());
    return Optional.of(
        step % 7 == 0
            ? Frequency.of(Frequency.Unit.WEEK, step / 7)
            : Frequency.of(Frequency.Unit.DAY, step));
  }

  private static Frequency onWeekdays(List<Integer> weekdays) {
    return weekdays.equals(List.of(1, 2, 3, 4, 5))
        ? Frequency.of(Frequency.Unit.BUSINESS_DAY, 1)
        : Frequency.of(Frequency.Unit.DAY, 1).withRhythm(weekdays);
  }

  /** Too few weeks for a rhythm to be certain, but no row on a weekend that they cross. */
  private static boolean isBusinessDaily(Stamp[] stamps, long[] days, Mode day) {
    if (!day.common() || day.value() != 1) {
      return false;
    }
    boolean crossesWeekend = false;
    for (int i = 0; i < stamps.length; i++) {
      LocalDate date = stamps[i].local().toLocalDate();
      if (Frequency.isWeekend(date)) {
        return false;
      }
      LocalDate before = stamps[Math.max(0, i - 1)].local().toLocalDate();
      long weekdays = Frequency.weekdayIndex(date) - Frequency.weekdayIndex(before);
      crossesWeekend |= i > 0 && weekdays < days[i - 1];
    }
    return crossesWeekend;
  }

  private static boolean sameDayOfMonth(Stamp[] stamps) {
    int anchor = anchorDay(stamps);
    for (Stamp stamp : stamps) {
      LocalDate date = stamp.local().toLocalDate();
      if (!date.equals(Frequency.dayIn(YearMonth.from(date), anchor))) {
        return false;
      }
    }
    return true;
  }

  private static Frequency monthly(Stamp[] stamps, long months) {
    Frequency.Unit unit =
        months % 12 == 0
            ? Frequency.Unit.YEAR
            : months % 3 == 0 ? Frequency.Unit.QUARTER : Frequency.Unit.MONTH;
    return withAnchor(Frequency.of(unit, Math.toIntExact(months / monthsIn(unit))), stamps);
  }

  /** The same step on the day of the month that the times keep. */
  static Frequency withAnchor(Frequency frequency, Stamp[] stamps) {
    return monthsIn(frequency.unit()) == 0 || frequency.hasRhythm()
        ? frequency
        : new Frequency(frequency.unit(), frequency.step(), anchorDay(stamps));
  }

  /**
   * 31 when all are last days of their months; the last weekday when most are and the others come a
   * little earlier, as before a holiday; else the latest day seen.
   */
  private static int anchorDay(Stamp[] stamps) {
    int latest = 1;
    int monthEnds = 0;
    int lastWeekdays = 0;
    boolean nearTheEnd = true;
    for (Stamp stamp : stamps) {
      LocalDate date = stamp.local().toLocalDate();
      LocalDate weekday = Frequency.dayIn(YearMonth.from(date), Frequency.LAST_WEEKDAY);
      latest = Math.max(latest, date.getDayOfMonth());
      monthEnds += date.getDayOfMonth() == date.lengthOfMonth() ? 1 : 0;
      lastWeekdays += date.equals(weekday) ? 1 : 0;
      nearTheEnd &= !Frequency.isWeekend(date) && date.isAfter(weekday.minusDays(DAYS_EARLY));
    }
    if (monthEnds == stamps.length) {
      return 31;
    }
    boolean mostly = 5 * lastWeekdays >= 4 * stamps.length;
    return mostly && nearTheEnd ? Frequency.LAST_WEEKDAY : latest;
  }

  private static int monthsIn(Frequency.Unit unit) {
    return switch (unit) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR -> 12;
      default -> 0;
    };
  }

  private static Optional<Frequency> byElapsedTime(Stamp[] stamps) {
    long[] steps = distances(stamps);
    Mode mode = mode(steps);
    if (!mode.common()) {
      long shared = 0;
      for (long step : steps) {
        shared = greatestCommonDivisor(shared, step);
      }
      return ofMillis(shared).flatMap(step -> rhythmic(stamps, step));
    }
    Optional<Frequency> plain = ofMillis(mode.value());
    boolean complete = mode.share() == 1;
    return complete ? plain : plain.flatMap(step -> rhythmic(stamps, step)).or(() -> plain);
  }

  /** A step that the user gave, at the places of a week or month that have rows. */
  static Optional<Frequency> inRhythm(Frequency step, Stamp[] stamps) {
    if (step.hasRhythm() || stamps.length < 2) {
      return Optional.empty();
    }
    if (step.subDaily()) {
      return rhythmic(stamps, step);
    }
    return step.step() > 1
        ? Optional.empty()
        : switch (step.unit()) {
          case DAY -> RhythmFinder.weekdays(stamps).map(FrequencyFinder::onWeekdays);
          case MONTH -> RhythmFinder.daysOfMonth(stamps);
          default -> Optional.empty();
        };
  }

  /** The step in opening hours, if the rows keep any. */
  static Optional<Frequency> rhythmic(Stamp[] stamps, Frequency step) {
    // A row per day, at an hour that depends on the weekday, has places within the week as well.
    Frequency hours = step.subDaily() ? step : Frequency.of(Frequency.Unit.HOUR, 24);
    return RhythmFinder.hours(stamps, hours).map(hours::withRhythm);
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** The step in its largest unit; empty for more milliseconds than a step can count. */
  private static Optional<Frequency> ofMillis(long millis) {
    Map<Frequency.Unit, Long> units =
        Map.of(
            Frequency.Unit.DAY, DAY_MILLIS,
            Frequency.Unit.HOUR, 3_600_000L,
            Frequency.Unit.MINUTE, 60_000L,
            Frequency.Unit.SECOND, 1_000L,
            Frequency.Unit.MILLISECOND, 1L);
    return units.entrySet().stream()
        .filter(unit -> millis % unit.getValue() == 0)
        .max(Map.Entry.comparingByValue())
        .filter(unit -> millis / unit.getValue() <= Integer.MAX_VALUE)
        .map(unit -> Frequency.of(unit.getKey(), (int) (millis / unit.getValue())));
  }

  static long[] distances(Stamp[] stamps) {
    long[] steps = new long[stamps.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = stamps[i + 1].millis() - stamps[i].millis();
    }
    return steps;
  }

  /**
   * The usual step that the times keep on the whole while each is early or late: that of a clock
   * which drifts, or of readings that come when the network lets them.
   *
   * @return empty unless half of the distances are within a tenth of the step, and four of five
   *     within a tenth of it from a multiple, as where readings were lost
   */
  static Optional<Frequency> roughly(Stamp[] stamps) {
    if (stamps.length < 3) {
      return Optional.empty();
    }
    long[] steps = distances(stamps);
    for (String code : USUAL_STEPS) {
      Frequency usual = Frequency.parse(code);
      long millis = usual.subDaily() ? usual.millis() : DAY_MILLIS;
      int near = 0;
      int multiple = 0;
      for (long step : steps) {
        long times = Math.max(1, Math.round((double) step / millis));
        boolean fits = 10 * Math.abs(step - times * millis) <= millis;
        multiple += fits ? 1 : 0;
        near += fits && times == 1 ? 1 : 0;
      }
      if (2L * near >= steps.length && 5L * multiple >= 4L * steps.length) {
        return Optional.of(usual);
      }
    }
    return Optional.empty();
  }

  /** The most common value, the smaller of two, and the share of values that equal it. */
  record Mode(long value, double share) {
    boolean common() {
      return value > 0 && share >= 0.5;
    }
  }

  static Mode mode(long[] values) {
    Map<Long, Integer> counts = new HashMap<>();
    for (long value : values) {
      counts.merge(value, 1, Integer::sum);
    }
    long best = 0;
    int most = 0;
    for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
      boolean smaller = entry.getValue() == most && entry.getKey() < best;
      if (entry.getValue() > most || smaller) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return new Mode(best, values.length == 0 ? 0 : (double) most / values.length);
  }

  /**
   * How many steps lead from one time to the next.
   *
   * @return -1 when no whole number of steps does
   */
  static long steps(Frequency frequency, Stamp from, Stamp to) {
    LocalDate a = from.local().toLocalDate();
    LocalDate b = to.local().toLocalDate();
    long step = frequency.step();
    if (frequency.hasRhythm()) {
      return Rhythm.steps(frequency, from.local(), to.local());
    }
    if (frequency.subDaily()) {
      return whole(to.millis() - from.millis(), frequency.millis());
    }
    int months = monthsIn(frequency.unit());
    if (months > 0) {
      return whole(ChronoUnit.MONTHS.between(YearMonth.from(a), YearMonth.from(b)), months * step);
    }
    if (!from.local().toLocalTime().equals(to.local().toLocalTime())) {
      return -1;
    }
    return switch (frequency.unit()) {
      case BUSINESS_DAY ->
          Frequency.isWeekend(b)
              ? -1
              : whole(Frequency.weekdayIndex(b) - Frequency.weekdayIndex(a), step);
      case WEEK -> whole(ChronoUnit.DAYS.between(a, b), 7 * step);
      default -> whole(ChronoUnit.DAYS.between(a, b), step);
    };
  }

  private static long whole(long distance, long step) {
    return distance % step == 0 ? distance / step : -1;
  }
}
