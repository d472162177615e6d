package dev.timestep.report;

/**
 * The forecasts made at one origin of the test part for one target.
 *
 * @param firstRow zero-based row of the first forecast step; the last row that the forecasters
 *     could see is {@code firstRow - 1}
 * @param network the network's forecast, [horizon], in the data's own units
 * @param baseline the best baseline's forecast of the same rows, [horizon]
 */
public record ForecastWindow(int firstRow, Numbers network, Numbers baseline) {
  /** Checks the row and that both forecasts have the same horizon. */
  public ForecastWindow {
    Check.that(firstRow >= 1, "ForecastWindow expects firstRow >= 1; received %d.", firstRow);
    Check.that(
        network.size() > 0 && network.size() == baseline.size(),
        "ForecastWindow(firstRow=%d) expects two forecasts of one horizon; "
            + "received %d and %d steps.",
        firstRow,
        network.size(),
        baseline.size());
  }

  /** Steps forecast. */
  public int horizon() {
    return network.size();
  }
}
