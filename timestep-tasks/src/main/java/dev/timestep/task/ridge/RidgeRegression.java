package dev.timestep.task.ridge;

import dev.timestep.kernel.Engine;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Ridge regression of one or several outputs on features, with the penalty chosen on rows that were
 * held out.
 *
 * <p>With features standardised by the rows of the fit, X, and centred outputs Y it minimises, for
 * each output, {@code |y - X w|² + λ |w|²}; the intercept has no penalty. It solves the smaller of
 *
 * <pre>
 *   (XᵀX + λI) W = Xᵀ Y              fewer features than rows
 *   (X Xᵀ + λI) A = Y,  W = Xᵀ A     fewer rows than features
 * </pre>
 *
 * <p>λ has the lowest mean squared error, over all outputs, on the validation rows; without
 * validation rows over the rows of the fit, each predicted by a regression without it. Up to
 * {@value #CHOICE_ROWS} rows of the fit, drawn with a fixed seed, take part in the choice. Equal
 * errors leave the larger λ.
 *
 * <pre>{@code
 * RidgeRegression ridge =
 *     RidgeRegression.fit(rows, outputs, RidgeRegression.penalties(rows), engine);
 * double[] y = ridge.predict(row);
 * }</pre>
 *
 * <p>Source: Hoerl and Kennard, "Ridge Regression: Biased Estimation for Nonorthogonal Problems",
 * Technometrics 12 (1970).
 *
 * @param weights [feature][output], on raw features
 * @param centre [feature] what is taken off each feature first
 * @param intercept [output]
 * @param heldOut what the choice of the penalty saw
 */
public record RidgeRegression(
    double[][] weights, double[] centre, double[] intercept, HeldOut heldOut) {

  /** Most rows of the fit that take part in the choice of the penalty. */
  public static final int CHOICE_ROWS = 1000;

  private static final int LOWEST_HALF_DECADE = -12;
  private static final int HIGHEST_HALF_DECADE = 4;

  /**
   * Penalties to choose from: half decades from 10⁻⁶ to 10² times the mean eigenvalue of what is
   * solved, so that they fit any number of rows and features.
   *
   * @param rows [row][feature]
   */
  public static double[] penalties(float[][] rows) {
    check(rows);
    double unit = Math.max(rows.length, RidgeInputs.of(rows).varying());
    return IntStream.rangeClosed(LOWEST_HALF_DECADE, HIGHEST_HALF_DECADE)
        .mapToDouble(half -> unit * Math.pow(10, half / 2.0))
        .toArray();
  }

  /**
   * Fits; the penalty is chosen by leaving out one row at a time.
   *
   * @param rows [row][feature], finite
   * @param outputs [row][output]
   * @param penalties to choose from, positive
   */
  public static RidgeRegression fit(
      float[][] rows, double[][] outputs, double[] penalties, Engine engine) {
    return fit(rows, outputs, new float[0][], new double[0][], penalties, engine);
  }

  /**
   * Fits; the penalty is chosen on validation rows, or by leaving out one row at a time if there
   * are none. There is no refit on the validation rows.
   *
   * @param rows [row][feature], finite
   * @param outputs [row][output]
   * @param validationRows [row][feature]
   * @param validationOutputs [row][output]
   * @param penalties to choose from, positive
   */
  public static RidgeRegression fit(
      float[][] rows,
      double[][] outputs,
      float[][] validationRows,
      double[][] validationOutputs,
      double[] penalties,
      Engine engine) {
    check(rows);
    checkOutputs(rows.length, outputs);
    RidgeInputs inputs = RidgeInputs.of(rows);
    int[] part = drawn(rows.length);
    double[][] partOutputs = IntStream.of(part).mapToObj(i -> outputs[i]).toArray(double[][]::new);
    RidgePath path = new RidgePath(inputs.select(part), partOutputs, engine);
    HeldOut heldOut =
        validationRows.length == 0
            ? choose(part, partOutputs, penalties, path::leaveOneOut)
            : chooseOn(path, validationRows, validationOutputs, penalties);
    return solve(inputs, outputs, heldOut, engine);
  }

  /** [output] the prediction of one row of features. */
  public double[] predict(float[] row) {
    if (row.length != weights.length) {
      throw new IllegalArgumentException(
          "RidgeRegression expects %d features; received %d."
              .formatted(weights.length, row.length));
    }
    double[] x = new double[row.length];
    for (int f = 0; f < x.length; f++) {
      x[f] = row[f] - centre[f];
    }
    double[] result = intercept.clone();
    RowMath.addRows(result, x, weights, 0, x.length, 0, result.length);
    return result;
  }

  /** What the regression of one penalty says about the held-out rows. */
  private interface Predictions {
    double[][] of(double penalty);
  }

  private static HeldOut chooseOn(
      RidgePath path, float[][] rows, double[][] outputs, double[] penalties) {
    checkOutputs(rows.length, outputs);
    double[][] projected = path.project(rows);
    return choose(
        IntStream.range(0, rows.length).toArray(),
        outputs,
        penalties,
        penalty -> path.predict(projected, penalty));
  }

  private static HeldOut choose(
      int[] rows, double[][] outputs, double[] penalties, Predictions predictions) {
    double best = Double.NaN;
    double bestError = Double.POSITIVE_INFINITY;
    for (double penalty : penalties) {
      if (!(penalty > 0)) {
        throw new IllegalArgumentException(
            "RidgeRegression expects positive penalties; received " + penalty + ".");
      }
      double error = error(predictions.of(penalty), outputs);
      if (error < bestError || (error == bestError && penalty > best)) {
        best = penalty;
        bestError = error;
      }
    }
    if (Double.isNaN(best)) {
      throw new IllegalArgumentException(
          "RidgeRegression expects at least one penalty and finite features and outputs; received "
              + penalties.length
              + " penalties, and no error was finite.");
    }
    return new HeldOut(best, bestError, rows, predictions.of(best));
  }

  private static double error(double[][] predictions, double[][] outputs) {
    double sum = 0;
    for (int i = 0; i < predictions.length; i++) {
      for (int k = 0; k < predictions[i].length; k++) {
        double off = predictions[i][k] - outputs[i][k];
        sum += off * off;
      }
    }
    return sum / ((double) predictions.length * outputs[0].length);
  }

  private static RidgeRegression solve(
      RidgeInputs inputs, double[][] outputs, HeldOut heldOut, Engine engine) {
    double[] outputMean = RidgeInputs.means(outputs);
    double[][] centred = new double[outputs.length][outputMean.length];
    for (int i = 0; i < outputs.length; i++) {
      for (int k = 0; k < outputMean.length; k++) {
        centred[i][k] = outputs[i][k] - outputMean[k];
      }
    }
    boolean dual = inputs.count() <= inputs.features();
    double[][] square = dual ? inputs.timesTransposed(inputs, engine) : inputs.products(engine);
    double[][] right = dual ? centred : inputs.transposedTimes(centred);
    double[][] solution = solveSquare(square, heldOut.penalty(), right);
    double[][] weights = dual ? inputs.transposedTimes(solution) : solution;
    double[] centre = new double[inputs.features()];
    for (int f = 0; f < centre.length; f++) {
      centre[f] = inputs.mean(f);
      for (int k = 0; k < outputMean.length; k++) {
        weights[f][k] = inputs.scale(f) == 0 ? 0 : weights[f][k] / inputs.scale(f);
      }
    }
    return new RidgeRegression(weights, centre, outputMean, heldOut);
  }

  /** Overwrites both matrices. */
  private static double[][] solveSquare(double[][] square, double penalty, double[][] right) {
    for (int i = 0; i < square.length; i++) {
      square[i][i] += penalty;
    }
    Cholesky factor = Cholesky.factorInPlace(square);
    factor.solveLower(right);
    factor.solveLowerTransposed(right);
    return right;
  }

  /** Rows drawn with a fixed seed, ascending: every n-th row could miss what repeats with the n. */
  private static int[] drawn(int rows) {
    int[] all = IntStream.range(0, rows).toArray();
    int count = Math.min(CHOICE_ROWS, rows);
    SplittableRandom random = new SplittableRandom(CHOICE_ROWS);
    for (int i = 0; count < rows && i < count; i++) {
      int swap = i + random.nextInt(rows - i);
      int held = all[swap];
      all[swap] = all[i];
      all[i] = held;
    }
    return IntStream.of(all).limit(count).sorted().toArray();
  }

  private static void check(float[][] rows) {
    if (rows.length < 2 || rows[0].length == 0) {
      throw new IllegalArgumentException(
          "RidgeRegression expects at least 2 rows and 1 feature; received %d rows of %d features."
              .formatted(rows.length, rows.length == 0 ? 0 : rows[0].length));
    }
    for (int i = 0; i < rows.length; i++) {
      for (int f = 0; f < rows[0].length; f++) {
        if (rows[i].length != rows[0].length || !Float.isFinite(rows[i][f])) {
          throw new IllegalArgumentException(
              ("RidgeRegression expects %d finite features in each row; received %d in row %d,"
                      + " feature %d is %s.")
                  .formatted(
                      rows[0].length, rows[i].length, i, f, f < rows[i].length ? rows[i][f] : "-"));
        }
      }
    }
  }

  private static void checkOutputs(int rows, double[][] outputs) {
    if (outputs.length != rows || outputs[0].length == 0) {
      throw new IllegalArgumentException(
          "RidgeRegression expects outputs for each of %d rows; received %d rows."
              .formatted(rows, outputs.length));
    }
  }
}
