package dev.timestep.task.forecast;

import static dev.timestep.task.message.Setting.setting;

import dev.timestep.judge.BlockResampling;
import dev.timestep.judge.Part;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.forecast.window.Split;
import java.util.ArrayList;
import java.util.List;

/** The advice for too few test windows; it depends on the command. */
public enum Remedy {
  /** A model is being trained: split, horizon and file can all be chosen again. */
  TRAINING_OPTIONS {
    @Override
    String advice(ForecastWindows windows) {
      Split split = windows.split();
      int test = testRows(windows.horizon());
      int train = split.rows() - split.validation() - test;
      List<String> ways = new ArrayList<>();
      if (train >= split.rows() / 2 && train >= windows.lookback() + windows.horizon()) {
        ways.add(
            "give it that many with "
                + setting("split")
                + " %d/%d/%d".formatted(train, split.validation(), test));
      }
      int horizon = longestHorizon(split.test());
      if (horizon > 0) {
        ways.add("choose a " + setting("horizon") + " of %d or less".formatted(horizon));
      }
      ways.add("give a longer file");
      return "For a verdict the test part needs at least %d rows: %s."
          .formatted(test, String.join(", or ", ways));
    }
  },
  /** A trained model meets the series that it was trained on: only later rows count. */
  LATER_ROWS {
    @Override
    String advice(ForecastWindows windows) {
      int rows = windows.split().begin(Part.TEST) + testRows(windows.horizon());
      return "For a verdict give a file with at least %d rows.".formatted(rows);
    }
  },
  /** A trained model meets another series, whose last tenth counts. */
  LONGER_FILE {
    @Override
    String advice(ForecastWindows windows) {
      return "For a verdict give a file with at least %d rows. The last tenth is the test part."
          .formatted(10 * testRows(windows.horizon()));
    }
  };

  /** One sentence: what to give instead. */
  abstract String advice(ForecastWindows windows);

  /** Rows of a test part that holds enough windows of this horizon. */
  static int testRows(int horizon) {
    return BlockResampling.leastWindows(horizon) + horizon - 1;
  }

  /** The longest horizon of which a test part holds enough windows, 0 if none. */
  static int longestHorizon(int testRows) {
    int horizon = 0;
    while (testRows(horizon + 1) <= testRows) {
      horizon++;
    }
    return horizon;
  }
}
