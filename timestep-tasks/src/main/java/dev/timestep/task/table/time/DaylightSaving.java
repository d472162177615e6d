package dev.timestep.task.table.time;

import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.Stamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/** Local times around a change of the clock: gives them an offset, or recognises the change. */
final class DaylightSaving {

  /** One zone for each rule of changing the clock that is in wide use. */
  private static final List<ZoneId> USUAL =
      List.of(
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Europe/London"),
          ZoneId.of("Europe/Athens"),
          ZoneId.of("Australia/Sydney"),
          ZoneId.of("Pacific/Auckland"),
          ZoneId.of("America/Santiago"),
          ZoneId.of("America/Sao_Paulo"));

  private DaylightSaving() {}

  /**
   * Gives each local time the offset that it has in the zone. An hour that comes twice has summer
   * time first; the order of rows separates the second from the first.
   *
   * @return the position of a time that the zone skips, or -1 when all exist
   */
  static int resolve(Stamp[] stamps, ZoneId zone) {
    long step = usualStep(stamps);
    for (int i = 0; i < stamps.length; i++) {
      LocalDateTime local = stamps[i].local();
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
      if (offsets.isEmpty()) {
        return i;
      }
      Stamp first = new Stamp(local, Optional.of(offsets.getFirst()));
      Stamp last = new Stamp(local, Optional.of(offsets.getLast()));
      long before = i == 0 ? Long.MIN_VALUE : stamps[i - 1].millis();
      boolean repeats = first.millis() <= before && last.millis() >= before;
      boolean fits = i > 0 && last.millis() - before == step && first.millis() - before != step;
      stamps[i] = repeats || fits ? last : first;
    }
    return -1;
  }

  private static long usualStep(Stamp[] stamps) {
    long[] steps = new long[Math.max(0, stamps.length - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = stamps[i + 1].millis() - stamps[i].millis();
    }
    return FrequencyFinder.mode(steps).value();
  }

  /** A zone on whose clock the rows keep hours that they do not keep on the clock of UTC. */
  static Optional<ZoneId> rhythmic(Stamp[] stamps, Frequency step) {
    if (stamps[0].offset().isEmpty()) {
      return Optional.empty();
    }
    for (ZoneId zone : USUAL) {
      Stamp[] there = stamps.clone();
      RowOrder.toZone(there, zone);
      if (FrequencyFinder.rhythmic(there, step).isPresent()) {
        return Optional.of(zone);
      }
    }
    return Optional.empty();
  }

  /**
   * A zone whose clock change explains why {@code to}, and not the next step after {@code from},
   * follows {@code from} in a local series.
   */
  static Optional<ZoneId> explains(LocalDateTime from, LocalDateTime to, Duration step) {
    for (ZoneId zone : USUAL) {
      ZoneOffsetTransition change =
          zone.getRules().nextTransition(from.minusDays(1).toInstant(ZoneOffset.UTC));
      while (change != null && change.getDateTimeBefore().isBefore(from.plusDays(2))) {
        LocalDateTime before = change.getDateTimeBefore();
        boolean atChange = from.isBefore(before) && !from.plus(step).isBefore(before);
        boolean elapsed = Duration.between(from.plus(step), to).equals(change.getDuration());
        boolean repeated =
            change.isOverlap()
                && !from.isBefore(change.getDateTimeAfter())
                && from.equals(to)
                && from.isBefore(before);
        if ((atChange && elapsed) || repeated) {
          return Optional.of(zone);
        }
        change = zone.getRules().nextTransition(change.getInstant());
      }
    }
    return Optional.empty();
  }
}
