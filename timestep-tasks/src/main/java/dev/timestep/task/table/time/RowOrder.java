package dev.timestep.task.table.time;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.CountText;
import dev.timestep.task.table.Stamp;
import dev.timestep.task.table.TableException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * The rows of a table in order of time, each with its stamp; or the refusal of rows that are not in
 * order.
 */
final class RowOrder {

  /** Newest first: this many steps back in time for each one forward. */
  private static final int BACK_FOR_EACH_FORWARD = 10;

  private final TimedRows rows;

  /** The time of each row, in the order of {@link #order}. */
  private final Stamp[] stamps;

  /** Positions in the table. */
  private final Integer[] order;

  private final Optional<ZoneId> zone;

  private RowOrder(TimedRows rows, Stamp[] inTable) {
    this.rows = rows;
    this.stamps = inTable.clone();
    this.order = new Integer[stamps.length];
    Arrays.setAll(order, row -> row);
    newestLast();
    if (goesBack() >= 0 && !rows.options().sort()) {
      SeriesColumn.refusal(rows, inTable)
          .ifPresent(
              several -> {
                throw several;
              });
    }
    this.zone = place();
    sortOrRefuse();
  }

  /**
   * Puts rows in order.
   *
   * @param stamps of each row, in the order of the table
   * @throws TableException when rows are not in order and may not be sorted, or a time does not
   *     exist in the zone
   */
  static RowOrder of(TimedRows rows, Stamp[] stamps) {
    return new RowOrder(rows, stamps);
  }

  /** The times in order; the caller may move them to the steps of a frequency. */
  Stamp[] stamps() {
    return stamps;
  }

  /** The row of the table at a position of {@link #stamps}. */
  int row(int position) {
    return order[position];
  }

  /** The zone of the times; empty for local times. */
  Optional<ZoneId> zone() {
    return zone;
  }

  /** Turns a table round that begins with its newest row. */
  private void newestLast() {
    int back = 0;
    int forward = 0;
    for (int i = 1; i < stamps.length; i++) {
      int step = Long.compare(stamps[i].millis(), stamps[i - 1].millis());
      back += step < 0 ? 1 : 0;
      forward += step > 0 ? 1 : 0;
    }
    // The clock that goes back an hour in autumn goes forward in such a table.
    if (back > BACK_FOR_EACH_FORWARD * forward) {
      for (int i = 0; i < stamps.length / 2; i++) {
        int other = stamps.length - 1 - i;
        Stamp stamp = stamps[i];
        stamps[i] = stamps[other];
        stamps[other] = stamp;
        Integer row = order[i];
        order[i] = order[other];
        order[other] = row;
      }
      rows.notes().add("The newest row comes first: the rows were put in order of time.");
    }
  }

  /** The first position whose time lies before that of the position before it; -1 for none. */
  private int goesBack() {
    for (int i = 1; i < stamps.length; i++) {
      if (stamps[i].millis() < stamps[i - 1].millis()) {
        return i;
      }
    }
    return -1;
  }

  /** Gives every stamp the asked zone; without one, keeps offsets as they are. */
  private Optional<ZoneId> place() {
    boolean hasOffsets = stamps[0].offset().isPresent();
    Optional<ZoneId> asked = rows.options().timeZone();
    if (asked.isEmpty()) {
      return hasOffsets ? Optional.of(lastOffset()) : Optional.empty();
    }
    if (hasOffsets) {
      toZone(stamps, asked.get());
      return asked;
    }
    if (rows.options().sort()) {
      sort();
    }
    int skipped = DaylightSaving.resolve(stamps, asked.get());
    if (skipped >= 0) {
      throw new TableException(
          rows.where(order[skipped])
              + ": "
              + rows.text(stamps[skipped])
              + " does not exist in "
              + asked.get()
              + ", where the clock skips it (daylight saving). Correct the row, or give the"
              + " "
              + setting("time-zone")
              + " that the times were written in.");
    }
    return asked;
  }

  /** Turns instants into the times on a zone's clock, in place. */
  static void toZone(Stamp[] stamps, ZoneId zone) {
    for (int i = 0; i < stamps.length; i++) {
      ZoneOffset offset = stamps[i].offset().orElse(ZoneOffset.UTC);
      var there = stamps[i].local().toInstant(offset).atZone(zone);
      stamps[i] = new Stamp(there.toLocalDateTime(), Optional.of(there.getOffset()));
    }
  }

  private ZoneId lastOffset() {
    ZoneOffset last = stamps[stamps.length - 1].offset().orElse(ZoneOffset.UTC);
    if (Arrays.stream(stamps).anyMatch(stamp -> !stamp.offset().equals(Optional.of(last)))) {
      rows.notes()
          .add(
              "The offset from UTC changes over the rows; times after the last row keep "
                  + last
                  + ". Give "
                  + setting("time-zone")
                  + " for local times that follow the clock changes.");
    }
    return last;
  }

  private void sort() {
    Stamp[] before = stamps.clone();
    Integer[] orderBefore = order.clone();
    Integer[] sorted = new Integer[stamps.length];
    Arrays.setAll(sorted, i -> i);
    Arrays.sort(sorted, Comparator.comparingLong(i -> before[i].millis()));
    for (int i = 0; i < sorted.length; i++) {
      stamps[i] = before[sorted[i]];
      order[i] = orderBefore[sorted[i]];
    }
  }

  private void sortOrRefuse() {
    int first = goesBack();
    // Local times that were sorted to give them a zone are in order already.
    boolean sorted = rows.options().sort() && !Arrays.equals(order, inTableOrder());
    if (first < 0 && !sorted) {
      return;
    }
    if (rows.options().sort()) {
      sort();
      rows.notes().add("The rows were sorted by time (" + setting("sort") + ").");
      return;
    }
    refuseClockChange(first);
    int moved = 0;
    for (int i = 1; i < stamps.length; i++) {
      moved += stamps[i].millis() < stamps[i - 1].millis() ? 1 : 0;
    }
    throw new TableException(
        rows.where(order[first])
            + ": "
            + rows.text(stamps[first])
            + " comes after "
            + rows.text(stamps[first - 1])
            + " (row "
            + rows.table().line(order[first - 1])
            + "): the rows are not in order of time. "
            + CountText.grouped(moved)
            + (moved == 1 ? " row goes" : " rows go")
            + " back in time. Give "
            + setting("sort")
            + " to sort them.");
  }

  private Integer[] inTableOrder() {
    Integer[] plain = new Integer[order.length];
    boolean turned = order.length > 1 && order[0] > order[order.length - 1];
    Arrays.setAll(plain, i -> turned ? order.length - 1 - i : i);
    return plain;
  }

  /** Names daylight saving when it explains the step to a position from the one before it. */
  void refuseClockChange(int at) {
    if (stamps[at].offset().isPresent()) {
      return;
    }
    FrequencyFinder.Mode mode = FrequencyFinder.mode(FrequencyFinder.distances(stamps));
    if (!mode.common() || mode.value() >= Duration.ofDays(1).toMillis()) {
      return;
    }
    LocalDateTime from = stamps[at - 1].local();
    LocalDateTime to = stamps[at].local();
    Optional<ZoneId> change = DaylightSaving.explains(from, to, Duration.ofMillis(mode.value()));
    if (change.isPresent()) {
      throw new TableException(
          rows.where(order[at - 1], order[at])
              + ": after "
              + rows.text(stamps[at - 1])
              + " comes "
              + rows.text(stamps[at])
              + ", as happens when the clock changes for daylight saving time (for example in "
              + change.get()
              + "). Give "
              + setting("time-zone")
              + " with the zone of these times, such as "
              + setting("time-zone")
              + " "
              + change.get()
              + ".");
    }
  }
}
