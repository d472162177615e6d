package dev.timestep.task.forecast.panel;

import dev.timestep.task.forecast.CalendarRows;
import dev.timestep.task.forecast.InputSpec;
import dev.timestep.task.table.Frequency;
import dev.timestep.task.table.TimeAxis;
import dev.timestep.task.table.panel.PanelSeries;
import dev.timestep.task.table.panel.PanelTable;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calendars of many series: one for all whose rows lie on the same grid, each from its own first
 * row on.
 */
final class PanelCalendars {
  private final PanelTable table;
  private final InputSpec inputs;
  private final int[] padding;
  private final @Nullable CalendarRows shared;
  private final Map<LocalDateTime, Integer> places = new HashMap<>();
  private final int last;

  PanelCalendars(PanelTable table, InputSpec inputs, int[] padding) {
    this.table = table;
    this.inputs = inputs;
    this.padding = padding.clone();
    @Nullable TimeAxis union = union();
    last = union == null ? 0 : union.size();
    shared = union == null ? null : CalendarRows.of(inputs, union, union.size());
  }

  /** An axis from the first row of any series to the last; null where they have no times. */
  private @Nullable TimeAxis union() {
    if (!table.series().getFirst().axis().hasTime()) {
      return null;
    }
    Frequency frequency = table.frequency();
    LocalDateTime first = LocalDateTime.MAX;
    LocalDateTime end = LocalDateTime.MIN;
    for (int s = 0; s < padding.length; s++) {
      PanelSeries one = table.series().get(s);
      LocalDateTime start = frequency.plus(one.axis().local(0), -padding[s]);
      LocalDateTime stop = one.axis().local(one.rows() - 1);
      first = start.isBefore(first) ? start : first;
      end = stop.isAfter(end) ? stop : end;
    }
    int rows = 0;
    LocalDateTime time = first;
    while (!time.isAfter(end)) {
      places.put(time, rows++);
      time = frequency.plus(first, rows);
    }
    return TimeAxis.regular(first, rows, frequency);
  }

  /** The calendar of a series, the rows before its first among them. */
  CalendarRows of(int s) {
    PanelSeries one = table.series().get(s);
    Frequency frequency = table.frequency();
    int rows = padding[s] + one.rows();
    if (shared != null) {
      Integer place = places.get(frequency.plus(one.axis().local(0), -padding[s]));
      Integer end = places.get(one.axis().local(one.rows() - 1));
      // With a change of the clock, or on another phase, the rows lie otherwise.
      if (place != null && end != null && end - place == rows - 1 && place + rows <= last) {
        return shared.from(place);
      }
    }
    return CalendarRows.of(
        inputs,
        padding[s] == 0
            ? one.axis()
            : one.axis().hasTime()
                ? TimeAxis.regular(
                    frequency.plus(one.axis().local(0), -padding[s]), rows, frequency)
                : TimeAxis.ofRows(rows),
        rows);
  }
}
