package dev.timestep.task.table.form;

import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;

/**
 * The ways in which one cell can be read as a time: several where the order of day, month and year
 * is open.
 *
 * @param key equal for cells that are written alike, whatever their numbers, names and time of day
 * @param forms all of which read the cell
 */
public record TimeShape(String key, List<TimeForm> forms) {

  public TimeShape {
    forms = List.copyOf(forms);
  }

  /** Whether one of the forms gives the cell a time that exists. */
  public boolean exists(String cell) {
    for (TimeForm form : forms) {
      // The last century as well: the weekday of a short year may be one of it.
      if (exists(form, cell, Century.USUAL) || exists(form, cell, Century.USUAL - 100)) {
        return true;
      }
    }
    return false;
  }

  private static boolean exists(TimeForm form, String cell, int century) {
    try {
      Optional<Reading> reading = form.read(cell);
      reading.ifPresent(read -> read.stamp(century));
      return reading.isPresent();
    } catch (DateTimeException e) {
      return false;
    }
  }
}
