package dev.timestep.report;

import java.util.List;

/**
 * One target column: its whole series and the forecasts of every test window.
 *
 * @param target column name
 * @param values the whole series, [rows], NaN where a value is missing
 * @param baselineName the baseline whose forecasts the windows hold, for example "ridge"
 * @param windows the test windows in the order of their rows; the page thins them if they are many
 */
public record TargetForecasts(
    String target, Numbers values, String baselineName, List<ForecastWindow> windows) {
  /** Checks that each window lies inside the series and that they are in order. */
  public TargetForecasts {
    Check.text("TargetForecasts", "target", target);
    Check.text("TargetForecasts", "baselineName", baselineName);
    windows = Check.notEmpty("TargetForecasts(" + target + ")", "windows", windows);
    int horizon = windows.getFirst().horizon();
    int previous = 0;
    for (ForecastWindow window : windows) {
      Check.that(
          window.firstRow() > previous && window.horizon() == horizon,
          "TargetForecasts(%s) expects windows of one horizon in the order of their rows; "
              + "received firstRow=%d, horizon=%d after firstRow=%d, horizon=%d.",
          target,
          window.firstRow(),
          window.horizon(),
          previous,
          horizon);
      previous = window.firstRow();
    }
    Check.that(
        previous + horizon <= values.size(),
        "TargetForecasts(%s) expects windows inside the %d rows of the series; "
            + "received one that ends before row %d.",
        target,
        values.size(),
        previous + horizon);
  }

  /** Steps forecast by each window. */
  public int horizon() {
    return windows.getFirst().horizon();
  }
}
