package dev.timestep.judge;

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
}
