package dev.timestep.task.table.time;

import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.form.Century;
import dev.timestep.task.table.form.Reading;
import dev.timestep.task.table.form.TimeForm;
import dev.timestep.task.table.form.TimeShapes;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All rows of a time column read in one form.
 *
 * @param form with the spelling that the cells show
 * @param stamps as far as they could be read
 * @param failed the first row that could not be read; -1 when all were
 * @param reason why no such time exists; empty when the cell is written in another form
 */
record TimeAttempt(TimeForm form, Stamp[] stamps, int failed, String reason) {

  private static final int ALL_READ = -1;

  /** Padding and names show in far fewer rows. */
  private static final int SPELLING_ROWS = 20_000;

  boolean succeeded() {
    return failed == ALL_READ;
  }

  /**
   * Reads all cells.
   *
   * @param key of cells that may be read although their time of day is written in another way, or
   *     lacks, as midnight does in some files; empty for none
   */
  static TimeAttempt of(TimeForm form, String key, String[] cells, LocalDate today) {
    List<TimeForm> ways = new ArrayList<>(List.of(form));
    Reading[] readings = new Reading[cells.length];
    for (int row = 0; row < cells.length; row++) {
      try {
        Optional<Reading> reading = read(ways, key, cells[row]);
        if (reading.isEmpty()) {
          return new TimeAttempt(form, new Stamp[0], row, "");
        }
        readings[row] = reading.get();
      } catch (DateTimeException e) {
        return new TimeAttempt(form, new Stamp[0], row, reason(e));
      }
    }
    TimeForm fullest =
        ways.stream().max(Comparator.comparingInt(way -> way.pattern().length())).orElse(form);
    TimeForm spelled =
        (ways.size() == 1 ? form : fullest)
            .spelledLike(TimeCells.sample(cells, SPELLING_ROWS).toArray(String[]::new));
    List<TimeAttempt> tries = new ArrayList<>();
    for (int[] centuries : Century.ofRows(readings, today)) {
      tries.add(stamps(spelled, readings, centuries));
      if (tries.getLast().succeeded()) {
        return tries.getLast();
      }
    }
    return tries.getFirst();
  }

  private static Optional<Reading> read(List<TimeForm> ways, String key, String cell) {
    for (TimeForm way : ways) {
      Optional<Reading> reading = way.read(cell);
      if (reading.isPresent()) {
        return reading;
      }
    }
    Optional<TimeForm> other =
        TimeShapes.of(cell).filter(shape -> shape.key().equals(key)).stream()
            .flatMap(shape -> shape.forms().stream())
            .filter(way -> way.order() == ways.getFirst().order())
            .findFirst();
    other.ifPresent(ways::add);
    return other.flatMap(way -> way.read(cell));
  }

  private static TimeAttempt stamps(TimeForm form, Reading[] readings, int[] centuries) {
    Stamp[] stamps = new Stamp[readings.length];
    for (int row = 0; row < stamps.length; row++) {
      try {
        stamps[row] = readings[row].stamp(centuries[row]);
      } catch (DateTimeException e) {
        return new TimeAttempt(form, stamps, row, reason(e));
      }
    }
    return new TimeAttempt(form, stamps, ALL_READ, "");
  }

  private static String reason(DateTimeException e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  /** Whether no row, or hardly any, goes against the direction of the others in time. */
  boolean inOrder() {
    return 50L * disorder() <= stamps.length;
  }

  /** How many rows go against the direction of the others in time. */
  int disorder() {
    int up = 0;
    int down = 0;
    for (int row = 1; row < stamps.length; row++) {
      int step = Long.compare(stamps[row].millis(), stamps[row - 1].millis());
      up += step > 0 ? 1 : 0;
      down += step < 0 ? 1 : 0;
    }
    return Math.min(up, down);
  }

  /** The same with day and month changed for each other, where the day may be a month. */
  TimeAttempt withDayAndMonthTurned() {
    Stamp[] turned = stamps.clone();
    for (int row = 0; row < turned.length; row++) {
      LocalDateTime local = stamps[row].local();
      if (local.getDayOfMonth() <= 12) {
        LocalDate date =
            LocalDate.of(local.getYear(), local.getDayOfMonth(), local.getMonthValue());
        turned[row] = new Stamp(date.atTime(local.toLocalTime()), stamps[row].offset());
      }
    }
    return new TimeAttempt(form, turned, ALL_READ, "");
  }

  /** Whether both give the same times to all rows, so that nothing has to be decided. */
  boolean sameTimes(TimeAttempt other) {
    return Arrays.equals(stamps, other.stamps);
  }

  /** Whether no row lies after a day. */
  boolean endsBy(LocalDate day) {
    for (Stamp stamp : stamps) {
      if (stamp.local().toLocalDate().isAfter(day)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all rows are the same time, or the same number of months, apart. */
  boolean equallySpaced() {
    boolean days = stamps.length > 2;
    boolean months = stamps.length > 2;
    for (int row = 2; row < stamps.length; row++) {
      days &=
          stamps[row].millis() - stamps[row - 1].millis()
              == stamps[1].millis() - stamps[0].millis();
      months &=
          months(stamps[row - 1], stamps[row]) == months(stamps[0], stamps[1])
              && stamps[row].local().getDayOfMonth() == stamps[0].local().getDayOfMonth();
    }
    return (days && stamps[1].millis() != stamps[0].millis())
        || (months && months(stamps[0], stamps[1]) != 0);
  }

  private static long months(Stamp from, Stamp to) {
    return 12L * (to.local().getYear() - from.local().getYear())
        + to.local().getMonthValue()
        - from.local().getMonthValue();
  }

  /** Whether most rows are up to a year apart, as months of a series are. */
  boolean monthsInOrder() {
    int near = 0;
    for (int row = 1; row < stamps.length; row++) {
      long step = Math.abs(months(stamps[row - 1], stamps[row]));
      near += step > 0 && step <= 12 ? 1 : 0;
    }
    return inOrder() && 2 * near >= stamps.length - 1;
  }
}
