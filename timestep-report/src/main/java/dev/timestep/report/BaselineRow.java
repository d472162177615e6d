package dev.timestep.report;

/**
 * One forecaster's errors over every step of every test window.
 *
 * @param name the name shown to the reader, for example "seasonal naive (7)"
 * @param network whether this is the trained network
 * @param mae mean absolute error, in the data's own units
 * @param rmse root of the mean squared error, in the data's own units
 * @param mase mean absolute scaled error; NaN where the scale is zero
 * @param skill 1 − MAE / MAE of the best baseline; NaN where that is zero
 */
public record BaselineRow(
    String name, boolean network, double mae, double rmse, double mase, double skill) {
  /** Checks the name and that errors are not negative. */
  public BaselineRow {
    Check.text("BaselineRow", "name", name);
    Check.that(
        !(mae < 0) && !(rmse < 0) && !(mase < 0),
        "BaselineRow(%s) expects errors >= 0; received MAE %s, RMSE %s, MASE %s.",
        name,
        mae,
        rmse,
        mase);
  }
}
