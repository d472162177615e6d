package dev.timestep.task.table.time;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Moves times to the nearest step, for clocks that are early or late. */
final class TimeRounding {

  /** A time that is further off than this part of a step may belong to either neighbour. */
  private static final double FURTHEST = 0.2;

  private TimeRounding() {}

  /**
   * The step that times keep but for a small shift of each, which rounding takes away for certain:
   * no two rows move to one step, and none moves far.
   *
   * @param stamps in order
   * @return empty when there is no such step; the message then leaves it to the user
   */
  static Optional<Frequency> certain(Stamp[] stamps, Optional<ZoneId> zone) {
    Optional<Frequency> usual = FrequencyFinder.roughly(stamps);
    if (usual.isEmpty() || !keepsRowsApart(stamps, usual.get(), zone)) {
      return Optional.empty();
    }
    if (usual.get().subDaily()) {
      long step = usual.get().millis();
      long phase = phase(stamps, step);
      for (Stamp stamp : stamps) {
        if (Math.abs(shift(stamp.millis(), phase, step)) > FURTHEST * step) {
          return Optional.empty();
        }
      }
      return usual;
    }
    // Days of a place that changes its clocks, written in UTC, must not lose the time of day.
    boolean placed = stamps[0].offset().isEmpty() || zone.isPresent() && !isOffset(zone.get());
    return placed ? usual : Optional.empty();
  }

  private static boolean isOffset(ZoneId zone) {
    return zone instanceof ZoneOffset;
  }

  /** Whether rounding leaves every row a step of its own. */
  static boolean keepsRowsApart(Stamp[] stamps, Frequency frequency, Optional<ZoneId> zone) {
    Stamp[] rounded = stamps.clone();
    round(rounded, frequency, zone);
    for (int i = 1; i < rounded.length; i++) {
      if (rounded[i].millis() <= rounded[i - 1].millis()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Rounds in place. Steps below a day start at the place within a step that most times keep, else
   * at the roundest among those that the times come near; times of steps of a day and more lose
   * their time of day when it changes.
   *
   * @return a note on how many times were moved, and how far; empty where none was
   */
  static Optional<String> round(Stamp[] stamps, Frequency frequency, Optional<ZoneId> zone) {
    if (!frequency.subDaily()) {
      return dropTimesOfDay(stamps);
    }
    long furthest = 0;
    int moved = 0;
    long phase = phase(stamps, frequency.millis());
    for (int i = 0; i < stamps.length; i++) {
      long shift = shift(stamps[i].millis(), phase, frequency.millis());
      if (shift != 0) {
        stamps[i] = shifted(stamps[i], shift, zone);
        moved++;
        furthest = Math.max(furthest, Math.abs(shift));
      }
    }
    return moved == 0
        ? Optional.empty()
        : Optional.of(
            (moved == 1 ? "1 time was" : CountText.grouped(moved) + " times were")
                + " moved to the nearest step ("
                + frequency.steps(1)
                + "), by "
                + length(furthest)
                + " at most.");
  }

  private static Optional<String> dropTimesOfDay(Stamp[] stamps) {
    if (sameTimeOfDay(stamps)) {
      return Optional.empty();
    }
    for (int i = 0; i < stamps.length; i++) {
      LocalDateTime midnight = stamps[i].local().toLocalDate().atTime(LocalTime.MIDNIGHT);
      stamps[i] = new Stamp(midnight, stamps[i].offset());
    }
    return Optional.of("The times of day differ and were left out: the date of each row counts.");
  }

  private static String length(long millis) {
    if (millis < 1000) {
      return millis + " milliseconds";
    }
    long seconds = Math.round(millis / 1000.0);
    if (seconds % 60 == 0 || seconds > 600) {
      long minutes = Math.round(seconds / 60.0);
      return minutes + (minutes == 1 ? " minute" : " minutes");
    }
    return seconds + (seconds == 1 ? " second" : " seconds");
  }

  private static boolean sameTimeOfDay(Stamp[] stamps) {
    LocalTime first = stamps[0].local().toLocalTime();
    for (Stamp stamp : stamps) {
      if (!stamp.local().toLocalTime().equals(first)) {
        return false;
      }
    }
    return true;
  }

  /** Where in a step the times lie: the place that half of them keep, else the roundest among. */
  private static long phase(Stamp[] stamps, long step) {
    long[] phases = new long[stamps.length];
    double sine = 0;
    double cosine = 0;
    for (int i = 0; i < phases.length; i++) {
      phases[i] = Math.floorMod(stamps[i].millis(), step);
      sine += Math.sin(2 * Math.PI * phases[i] / step);
      cosine += Math.cos(2 * Math.PI * phases[i] / step);
    }
    FrequencyFinder.Mode mode = FrequencyFinder.mode(phases);
    if (mode.share() >= 0.5) {
      return mode.value();
    }
    // The mean on a circle: 23:59 and 00:01 lie around midnight.
    long middle = Math.round(Math.atan2(sine, cosine) / (2 * Math.PI) * step);
    long spread = 0;
    for (long phase : phases) {
      spread = Math.max(spread, Math.abs(shift(phase, Math.floorMod(middle, step), step)));
    }
    for (long unit : new long[] {step, 3_600_000, 900_000, 300_000, 60_000, 10_000, 1000}) {
      long round = Math.round((double) middle / unit) * unit;
      if (unit <= step && Math.abs(round - middle) <= spread) {
        return Math.floorMod(round, step);
      }
    }
    return Math.floorMod(middle, step);
  }

  private static long shift(long millis, long phase, long step) {
    long after = Math.floorMod(millis - phase, step);
    return 2 * after < step ? -after : step - after;
  }

  private static Stamp shifted(Stamp stamp, long millis, Optional<ZoneId> zone) {
    if (stamp.offset().isEmpty() || zone.isEmpty()) {
      return Stamp.local(stamp.local().plus(Duration.ofMillis(millis)));
    }
    ZoneOffset offset = stamp.offset().get();
    Instant there = stamp.local().toInstant(offset).plusMillis(millis);
    var local = there.atZone(zone.get());
    return new Stamp(local.toLocalDateTime(), Optional.of(local.getOffset()));
  }
}
