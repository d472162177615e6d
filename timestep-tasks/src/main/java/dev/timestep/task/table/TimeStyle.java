package dev.timestep.task.table;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes times as the file writes them, so that a forecast can be pasted under its history. */
public interface TimeStyle {

  /**
   * The text of a time.
   *
   * @param local the wall clock
   * @param offset from UTC; used by forms that show one or count from 1970
   */
  String print(LocalDateTime local, ZoneOffset offset);
}
