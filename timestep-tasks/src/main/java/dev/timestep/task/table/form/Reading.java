package dev.timestep.task.table.form;

import dev.timestep.task.table.Stamp;

/** The content of a cell, before it is known whether such a time exists and in which century. */
public interface Reading {

  /** Where the cell has no such field. */
  int ABSENT = -1;

  /** The two digits of the year, or {@value #ABSENT} when the year is whole. */
  int shortYear();

  /**
   * The time.
   *
   * @param century added to a year of two digits, such as 1900
   * @throws java.time.DateTimeException when no such time exists, or it falls on another weekday
   */
  Stamp stamp(int century);

  /** A reading that stands for one time, whatever the century. */
  static Reading of(Stamp stamp) {
    return new Reading() {
      @Override
      public int shortYear() {
        return ABSENT;
      }

      @Override
      public Stamp stamp(int century) {
        return stamp;
      }
    };
  }
}
