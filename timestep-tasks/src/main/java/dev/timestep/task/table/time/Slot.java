package dev.timestep.task.table.time;

import dev.timestep.task.table.Stamp;
import java.util.List;

/**
 * One position of a time axis.
 *
 * @param stamp its time
 * @param rows positions in the table, rising; none for an inserted position, several where equal
 *     times were merged
 */
record Slot(Stamp stamp, int[] rows) {

  static Stamp[] stamps(List<Slot> slots) {
    return slots.stream().map(Slot::stamp).toArray(Stamp[]::new);
  }

  int firstRow() {
    return rows[0];
  }

  int lastRow() {
    return rows[rows.length - 1];
  }
}
