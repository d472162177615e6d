package dev.timestep.judge;

import java.util.List;

/**
 * Something that is measured on each model.
 *
 * @param id its name in JSON and files, for example {@code mae}
 * @param label its name above a column, for example {@code MAE}
 * @param words its name inside a sentence, for example {@code mean absolute error}
 * @param form how its figures are written
 * @param lowerIsBetter whether a smaller figure is better
 */
public record Measure(String id, String label, String words, Form form, boolean lowerIsBetter) {
  /** How figures are written. */
  public enum Form {
    /** In a unit of the data, with as many decimals as four digits of the smallest need. */
    UNIT,
    /** A ratio without a unit, with three decimals or more. */
    RATIO,
    /** A share, in percent with one decimal or more. */
    PERCENT
  }

  /** Mean absolute error, in the unit of the data. */
  public static final Measure MAE =
      new Measure("mae", "MAE", "mean absolute error", Form.UNIT, true);

  /** Root mean squared error, in the unit of the data. */
  public static final Measure RMSE =
      new Measure("rmse", "RMSE", "root mean squared error", Form.UNIT, true);

  /** Mean absolute scaled error, without a unit. */
  public static final Measure MASE =
      new Measure("mase", "MASE", "mean absolute scaled error", Form.RATIO, true);

  /** Mean absolute percentage error: the mean of {@code |e / y|}. */
  public static final Measure MAPE =
      new Measure("mape", "MAPE", "mean absolute percentage error", Form.PERCENT, true);

  /** Symmetric one, as in the M4 competition: the mean of {@code 2·|e| / (|y| + |forecast|)}. */
  public static final Measure SMAPE =
      new Measure("smape", "sMAPE", "symmetric percentage error", Form.PERCENT, true);

  /** Root mean squared scaled error, without a unit. */
  public static final Measure RMSSE =
      new Measure("rmsse", "RMSSE", "root mean squared scaled error", Form.RATIO, true);

  /** Overall weighted average of sMAPE and MASE, each over that of Naive2, as in M4. */
  public static final Measure OWA =
      new Measure("owa", "OWA", "overall weighted average", Form.RATIO, true);

  /** Mean of {@code forecast - y}: above zero where forecasts are too high, in the data's unit. */
  public static final Measure BIAS = new Measure("bias", "bias", "mean error", Form.UNIT, true);

  /** Pinball loss, the mean over quantile levels, in the unit of the data. */
  public static final Measure PINBALL =
      new Measure("pinball", "pinball", "pinball loss", Form.UNIT, true);

  /**
   * Continuous ranked probability score by its quantiles: twice the mean pinball loss over evenly
   * spaced levels, in the unit of the data.
   */
  public static final Measure CRPS =
      new Measure("crps", "CRPS", "ranked probability score", Form.UNIT, true);

  /**
   * Mean weighted quantile loss, which boards such as GIFT-Eval call CRPS: twice the sum of the
   * pinball losses of a level over the sum of {@code |y|}, the mean over the levels. Without a
   * unit.
   */
  public static final Measure WEIGHTED_QUANTILE_LOSS =
      new Measure("weightedQuantileLoss", "WQL", "mean weighted quantile loss", Form.RATIO, true);

  /** Share of the values that lie inside the interval; it should be the interval's own share. */
  public static final Measure COVERAGE =
      new Measure("coverage", "coverage", "coverage", Form.PERCENT, false);

  /** Mean width of the interval, in the unit of the data. */
  public static final Measure WIDTH = new Measure("width", "width", "mean width", Form.UNIT, true);

  /**
   * Mean interval score, in the unit of the data: the width, and 2/α of what a value lies outside.
   */
  public static final Measure INTERVAL_SCORE =
      new Measure("intervalScore", "interval score", "interval score", Form.UNIT, true);

  /** Mean scaled interval score: over the scale of MASE. */
  public static final Measure MSIS =
      new Measure("msis", "MSIS", "mean scaled interval score", Form.RATIO, true);

  /** Share of the cases whose class is wrong. */
  public static final Measure ERROR_RATE =
      new Measure("errorRate", "errors", "error rate", Form.PERCENT, true);

  /** Share of the cases whose class is right. */
  public static final Measure ACCURACY =
      new Measure("accuracy", "accuracy", "accuracy", Form.PERCENT, false);

  /** Mean over the classes of the share of their cases that are found. */
  public static final Measure BALANCED_ACCURACY =
      new Measure("balancedAccuracy", "balanced", "balanced accuracy", Form.PERCENT, false);

  /** Mean over the classes of F1. */
  public static final Measure MACRO_F1 =
      new Measure("macroF1", "F1", "macro F1", Form.RATIO, false);

  /** Mean negative logarithm of the probability that the true class was given, in nats. */
  public static final Measure LOG_LOSS =
      new Measure("logLoss", "log loss", "log loss", Form.RATIO, true);

  /** What forecasts with intervals are measured by, points first. */
  public static final List<Measure> OF_FORECASTS =
      List.of(
          MAE,
          RMSE,
          MAPE,
          SMAPE,
          MASE,
          RMSSE,
          BIAS,
          PINBALL,
          CRPS,
          WEIGHTED_QUANTILE_LOSS,
          COVERAGE,
          WIDTH,
          MSIS);
}
