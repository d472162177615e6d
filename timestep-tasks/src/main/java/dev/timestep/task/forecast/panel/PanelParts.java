package dev.timestep.task.forecast.panel;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.task.forecast.window.Split;
import dev.timestep.task.message.TaskException;

/**
 * How many rows at the end of each series are held back.
 *
 * <p>They are counted from the end of each series, and are the same for all: where all series end
 * together, no network learns from rows of the same time as those that it is judged on.
 *
 * @param validation rows that epochs, penalties and shares are chosen on
 * @param test the last rows, which the verdict stands on
 * @param horizon rows to forecast
 * @param lookback rows that a forecast reads
 */
record PanelParts(int validation, int test, int horizon, int lookback) {

  /**
   * Chooses them by the parts of a series of usual length.
   *
   * @param usual rows of the median series
   */
  static PanelParts of(String split, int usual, int horizon, int lookback) {
    Split parts = Split.parse(split, usual);
    if (parts.test() < horizon || parts.validation() < horizon) {
      if (!split.equals(Split.DEFAULT)) {
        throw new TaskException(
            "%s expects at least the %d rows of the horizon in the validation and the test part of a"
                    .formatted(setting("split"), horizon)
                + " series of usual length, %d rows; received %d and %d."
                    .formatted(usual, parts.validation(), parts.test()));
      }
      return new PanelParts(horizon, horizon, horizon, lookback);
    }
    return new PanelParts(parts.validation(), parts.test(), horizon, lookback);
  }

  /** Rows of a series that are trained on. */
  int train(int rows) {
    return Math.max(0, rows - validation - test);
  }

  /**
   * The first origin of a series: after a lookback where it has rows for that and a window after
   * it, else in the middle of its training rows. What lies before its first row is read as a
   * repetition of its first season.
   */
  int firstOrigin(int rows) {
    int train = train(rows);
    return train >= lookback + horizon ? lookback : Math.max(1, train / 2);
  }

  /** Origins of training windows: from the first, as many. */
  int trainOrigins(int rows) {
    return Math.max(0, train(rows) - horizon - firstOrigin(rows) + 1);
  }

  /** Whether a series has rows before its validation and test parts. */
  boolean isJudged(int rows) {
    return train(rows) >= 1;
  }

  /** The first row of the validation part. */
  int validationFrom(int rows) {
    return rows - test - validation;
  }

  /** The first row of the test part. */
  int testFrom(int rows) {
    return rows - test;
  }
}
