package dev.timestep.task.table;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * The times of the rows of a table, and of the rows after it.
 *
 * <p>Times that follow from one before them by whole steps are not held, so that an axis without
 * holidays takes the same memory for any number of rows.
 *
 * <p>Positions go on past the last row: {@code local(size() + 3)} is the time of the fourth step
 * after the data. Where the file itself has rows for what is to be forecast, those times are
 * theirs. Times are wall-clock times, in {@link #zone} where one is known. An axis without times
 * ({@link #hasTime} is false) just counts rows.
 *
 * <p>Immutable.
 */
public final class TimeAxis {

  private final String column;

  /** Where the times are held: at the first and last row, and where the steps lead elsewhere. */
  private final int[] held;

  private final Stamp[] stamps;
  private final int size;
  private final Optional<ZoneId> zone;
  private final Frequency frequency;
  private final Optional<TimeStyle> style;

  private TimeAxis(
      String column,
      int[] held,
      Stamp[] stamps,
      int size,
      Optional<ZoneId> zone,
      Frequency frequency,
      Optional<TimeStyle> style) {
    this.column = column;
    this.held = held;
    this.stamps = stamps;
    this.size = size;
    this.zone = zone;
    this.frequency = frequency;
    this.style = style;
  }

  /** An axis that counts rows from 0 and has no times. */
  public static TimeAxis ofRows(int size) {
    Frequency byRow = Frequency.of(Frequency.Unit.ROW, 1);
    return new TimeAxis(
        "row", new int[0], new Stamp[0], size, Optional.empty(), byRow, Optional.empty());
  }

  /** A regular local axis of {@code size} steps from {@code start}. */
  public static TimeAxis regular(LocalDateTime start, int size, Frequency frequency) {
    boolean any = size > 0;
    return new TimeAxis(
        "time",
        any ? new int[] {0} : new int[0],
        any ? new Stamp[] {Stamp.local(frequency.plus(start, 0))} : new Stamp[0],
        size,
        Optional.empty(),
        frequency,
        Optional.empty());
  }

  public static TimeAxis of(
      String column, Stamp[] stamps, Optional<ZoneId> zone, Frequency frequency, TimeStyle style) {
    int[] held = new int[stamps.length];
    int count = 0;
    for (int i = 0; i < stamps.length; i++) {
      int before = count == 0 ? 0 : held[count - 1];
      boolean last = i == stamps.length - 1;
      if (count == 0
          || last
          || !stamps[i].equals(from(stamps[before], zone, frequency, i - before))) {
        held[count++] = i;
      }
    }
    Stamp[] kept = new Stamp[count];
    for (int i = 0; i < count; i++) {
      kept[i] = stamps[held[i]];
    }
    return new TimeAxis(
        column,
        Arrays.copyOf(held, count),
        kept,
        stamps.length,
        zone,
        frequency,
        Optional.of(style));
  }

  /** The time some steps after one that is held. Rows of another offset than the last keep it. */
  private static Stamp from(Stamp start, Optional<ZoneId> zone, Frequency frequency, long steps) {
    boolean fixed = zone.isPresent() && zone.get() instanceof ZoneOffset;
    return plus(start, fixed ? start.offset().map(own -> own) : zone, frequency, steps);
  }

  /** The same axis, of which only the first {@code rows} have data. */
  public TimeAxis first(int rows) {
    return new TimeAxis(column, held, stamps, rows, zone, frequency, style);
  }

  /** The same axis without its first rows. */
  public TimeAxis without(int rows) {
    if (!hasTime() || rows == 0) {
      return new TimeAxis(column, held, stamps, size - rows, zone, frequency, style);
    }
    int kept = 0;
    int[] positions = new int[held.length + 1];
    Stamp[] times = new Stamp[held.length + 1];
    times[kept++] = stamp(rows);
    for (int i = 0; i < held.length; i++) {
      if (held[i] > rows) {
        positions[kept] = held[i] - rows;
        times[kept++] = stamps[i];
      }
    }
    return new TimeAxis(
        column,
        Arrays.copyOf(positions, kept),
        Arrays.copyOf(times, kept),
        size - rows,
        zone,
        frequency,
        style);
  }

  /** The name of the time column; "year+month+day" where several were joined. */
  public String column() {
    return column;
  }

  /** Number of rows in the data. */
  public int size() {
    return size;
  }

  /** Whether the rows have times; false when they are only counted. */
  public boolean hasTime() {
    return stamps.length > 0;
  }

  /** The step between rows. */
  public Frequency frequency() {
    return frequency;
  }

  /** The zone, or the fixed offset, in which the wall clock runs; empty for local times. */
  public Optional<ZoneId> zone() {
    return zone;
  }

  /**
   * The wall-clock time at a position, which may lie after the last row.
   *
   * @throws IllegalStateException when the axis has no time
   */
  public LocalDateTime local(int position) {
    return stamp(position).local();
  }

  /**
   * The time at a position, written as the file writes it; the row number, from 1, where there is
   * none.
   */
  public String text(int position) {
    if (!hasTime()) {
      return String.valueOf(position + 1L);
    }
    Stamp stamp = stamp(position);
    if (style.isEmpty()) {
      return stamp.local().toString();
    }
    return style.get().print(stamp.local(), stamp.offset().orElse(ZoneOffset.UTC));
  }

  Stamp stamp(int position) {
    if (!hasTime()) {
      throw new IllegalStateException("This axis counts rows and has no times");
    }
    int found = Arrays.binarySearch(held, position);
    if (found >= 0) {
      return stamps[found];
    }
    int at = -found - 2;
    long steps = (long) position - held[at];
    return at == held.length - 1
        ? plus(stamps[at], zone, frequency, steps)
        : from(stamps[at], zone, frequency, steps);
  }

  /** The stamp {@code n} steps on. */
  public static Stamp plus(Stamp from, Optional<ZoneId> zone, Frequency frequency, long n) {
    if (from.offset().isEmpty() || zone.isEmpty()) {
      return Stamp.local(frequency.plus(from.local(), n));
    }
    ZonedDateTime start = ZonedDateTime.ofInstant(from.local(), from.offset().get(), zone.get());
    ZonedDateTime end = frequency.plus(start, n);
    return new Stamp(end.toLocalDateTime(), Optional.of(end.getOffset()));
  }
}
