package dev.timestep.task.table;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Moves times to the nearest step of a frequency that the user gave. */
final class TimeRounding {

  private TimeRounding() {}

  /**
   * Rounds in place. Steps below a day start at the place within a step that most times keep, else
   * at midnight; times of steps of a day and more lose their time of day when it changes.
   *
   * @param notes gains how many times were moved, and how far
   */
  static void round(
      Stamp[] stamps, Frequency frequency, Optional<ZoneId> zone, List<String> notes) {
    long furthest = 0;
    int moved = 0;
    boolean days = !frequency.subDaily() && !sameTimeOfDay(stamps);
    long phase = frequency.subDaily() ? phase(stamps, frequency.millis()) : 0;
    for (int i = 0; i < stamps.length && (days || frequency.subDaily()); i++) {
      Stamp before = stamps[i];
      long shift = days ? 0 : shift(before.millis(), phase, frequency.millis());
      if (days) {
        LocalDateTime midnight = before.local().toLocalDate().atTime(LocalTime.MIDNIGHT);
        shift = Duration.between(before.local(), midnight).toMillis();
        stamps[i] = new Stamp(midnight, before.offset());
      } else if (shift != 0) {
        stamps[i] = shifted(before, shift, zone);
      }
      moved += shift == 0 ? 0 : 1;
      furthest = Math.max(furthest, Math.abs(shift));
    }
    if (moved > 0) {
      notes.add(
          TimeGrid.grouped(moved)
              + " times were moved to the nearest step (--freq "
              + frequency.code()
              + "), by "
              + furthest / 1000.0
              + " seconds at most.");
    }
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

  private static long phase(Stamp[] stamps, long step) {
    long[] phases = new long[stamps.length];
    for (int i = 0; i < phases.length; i++) {
      phases[i] = Math.floorMod(stamps[i].millis(), step);
    }
    FrequencyFinder.Mode mode = FrequencyFinder.mode(phases);
    return mode.share() >= 0.5 ? mode.value() : 0;
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
