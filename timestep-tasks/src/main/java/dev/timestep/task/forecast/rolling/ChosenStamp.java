package dev.timestep.task.forecast.rolling;

import dev.timestep.task.RunStamp;

/**
 * How a model of short series was made.
 *
 * @param run data, seed, verdict, version
 * @param seenFingerprint of the times and targets of all rows: how the series is known again
 * @param rows rows of the table
 * @param fittedRows rows that the model was fitted to
 * @param firstOrigin the first row that was forecast when it was judged
 * @param origins how many rows it was judged from
 * @param judgedRows rows of each of these windows
 */
record ChosenStamp(
    RunStamp run,
    String seenFingerprint,
    int rows,
    int fittedRows,
    int firstOrigin,
    int origins,
    int judgedRows) {
  ChosenStamp {
    if (rows < 1 || fittedRows < 1 || fittedRows > rows || origins < 1 || judgedRows < 1) {
      throw new IllegalArgumentException(
          "The stamp of a model of series expects 1 row or more, no more fitted ones, and origins;"
              + " received %d rows, %d fitted, %d origins of %d rows."
                  .formatted(rows, fittedRows, origins, judgedRows));
    }
  }
}
