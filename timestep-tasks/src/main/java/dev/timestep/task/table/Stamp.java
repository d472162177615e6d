package dev.timestep.task.table;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * One time as written in a row.
 *
 * @param local the wall clock
 * @param offset from UTC, where the row gives one
 */
public record Stamp(LocalDateTime local, Optional<ZoneOffset> offset) {

  public static Stamp local(LocalDateTime time) {
    return new Stamp(time, Optional.empty());
  }

  public static Stamp utc(Instant instant) {
    return new Stamp(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), Optional.of(ZoneOffset.UTC));
  }

  /** Milliseconds since 1970, the wall clock being read as UTC where there is no offset. */
  public long millis() {
    return local.toInstant(offset.orElse(ZoneOffset.UTC)).toEpochMilli();
  }
}
