package dev.timestep.task.forecast;

import dev.timestep.task.Commands;
import dev.timestep.task.MarkedRun;
import dev.timestep.task.table.TimeTable;
import java.util.SequencedMap;

/** The result of training a forecast, whatever kind of model came of it. */
public interface ForecastResult extends MarkedRun {
  /** The data, as they were read. */
  TimeTable table();

  /** The plots of the page as SVG pictures, by the names of their files. */
  SequencedMap<String, String> plots(Commands commands);
}
