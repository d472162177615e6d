package dev.timestep.task.forecast.ridge;

import dev.timestep.task.ridge.SharedInputsSolver;
import java.util.Arrays;

/**
 * How much a row lies above or below its surroundings for its place in the calendar alone: a
 * regression on {@link CalendarProducts}, one for each target.
 *
 * <pre>
 *   e[row] = wᵀ c[row]        w minimises  sum over rows (y[row] - level[row] - wᵀ c[row])² + μ |w|²
 * </pre>
 *
 * <p>{@code c} are the calendar inputs and their products, {@code level} is the mean of the rows of
 * a whole cycle around the row. Inputs are 0 or 1 and not standardised: an effect that n rows speak
 * of is drawn to zero by about {@code n / (n + μ)}, so that a date that was met twice says less
 * than one that was met twelve times. μ is chosen on the validation rows by mean absolute error,
 * among {@code 0.03, 0.1, 0.3 … 100}; there rows and effects alike are taken from the mean of the
 * season before, which a slow course cannot disturb.
 *
 * <p>The effects are taken off the series before a ridge regression reads it, and added to what it
 * forecasts. All steps share them, so hundreds of products cost next to nothing, and a feast among
 * the last rows does not look like a fall of the level.
 *
 * @param weights [target][width of the products]
 * @param penalty μ
 */
public record CalendarEffects(double[][] weights, double penalty) {
  private static final double[] PENALTIES = {0.03, 0.1, 0.3, 1, 3, 10, 30, 100};

  /** Checks the numbers. */
  public CalendarEffects {
    if (weights.length == 0 || !(penalty > 0 && penalty < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Calendar effects expect weights for one target or more and a penalty above 0; received"
              + " %d targets and %s.".formatted(weights.length, penalty));
    }
  }

  /**
   * Estimates the effects on training rows and chooses the penalty on validation rows.
   *
   * @param products of the calendar
   * @param known [row][calendar input]
   * @param series [target][row]; rows from {@code trained + validated} on are not read
   * @param trained rows of training
   * @param validated rows of validation
   * @param cycle rows of the longest cycle that the calendar has
   * @param season rows of the shortest one
   */
  public static CalendarEffects choose(
      CalendarProducts products,
      float[][] known,
      double[][] series,
      int trained,
      int validated,
      int cycle,
      int season) {
    var sums = new Sums(products, known, series, trained, cycle);
    int until = trained + validated;
    float[][] seen = Arrays.copyOf(known, until);
    double[][] truth = new double[series.length][];
    for (int k = 0; k < truth.length; k++) {
      truth[k] = aboveTheSeasonBefore(series[k], trained, until, season);
    }
    CalendarEffects best = sums.solve(PENALTIES[PENALTIES.length - 1]);
    double lowest = Double.POSITIVE_INFINITY;
    for (double penalty : PENALTIES) {
      CalendarEffects one = sums.solve(penalty);
      double error = 0;
      for (int k = 0; k < truth.length; k++) {
        double[] effects = one.rows(products, seen, k);
        double[] said = aboveTheSeasonBefore(effects, trained, until, season);
        error += relativeError(said, truth[k]) / truth.length;
      }
      if (error < lowest) {
        lowest = error;
        best = one;
      }
    }
    return best;
  }

  /** The error of the effects in terms of the error without any. */
  private static double relativeError(double[] said, double[] truth) {
    double with = 0;
    double without = 0;
    for (int at = 0; at < truth.length; at++) {
      with += Math.abs(truth[at] - said[at]);
      without += Math.abs(truth[at]);
    }
    return without > 0 ? with / without : 0;
  }

  /** [row - from] values of the rows {@code [from, to)} above the mean of the rows before each. */
  private static double[] aboveTheSeasonBefore(double[] y, int from, int to, int season) {
    double[] above = new double[to - from];
    for (int row = from; row < to; row++) {
      int first = Math.max(0, row - season);
      double sum = 0;
      for (int before = first; before < row; before++) {
        sum += y[row] - y[before];
      }
      above[row - from] = sum / (row - first);
    }
    return above;
  }

  /**
   * Estimates the effects for a penalty that was chosen before.
   *
   * @param rows that are read, the first of the series
   */
  public static CalendarEffects of(
      CalendarProducts products,
      float[][] known,
      double[][] series,
      int rows,
      int cycle,
      double penalty) {
    return new Sums(products, known, series, rows, cycle).solve(penalty);
  }

  /** [row] the effects on a target, for every row whose calendar is known. */
  public double[] rows(CalendarProducts products, float[][] known, int target) {
    if (weights[target].length != products.width()) {
      throw new IllegalArgumentException(
          "Calendar effects of %d inputs and products expect as many; received %d."
              .formatted(weights[target].length, products.width()));
    }
    double[] effects = new double[known.length];
    for (int row = 0; row < effects.length; row++) {
      effects[row] = products.of(known[row]).times(weights[target]);
    }
    return effects;
  }

  /** Sums of products over the rows; a penalty away from the effects. */
  private static final class Sums {
    private final double[][] inner;
    private final double[][] cross;

    Sums(CalendarProducts products, float[][] known, double[][] series, int rows, int cycle) {
      inner = new double[products.width()][products.width()];
      cross = new double[products.width()][series.length];
      double[][] above = new double[series.length][];
      for (int k = 0; k < above.length; k++) {
        above[k] = aboveTheRowsAround(series[k], rows, cycle);
      }
      for (int row = 0; row < rows; row++) {
        CalendarProducts.Sparse one = products.of(known[row]);
        for (int i = 0; i < one.places().length; i++) {
          int place = one.places()[i];
          double value = one.values()[i];
          for (int j = 0; j < one.places().length; j++) {
            inner[place][one.places()[j]] += value * one.values()[j];
          }
          for (int k = 0; k < above.length; k++) {
            cross[place][k] += value * above[k][row];
          }
        }
      }
    }

    private static double[] aboveTheRowsAround(double[] y, int rows, int cycle) {
      // Sums of differences from one value lose no digits where the level is far above the swing.
      double[] sums = new double[rows + 1];
      for (int row = 0; row < rows; row++) {
        sums[row + 1] = sums[row] + (y[row] - y[0]);
      }
      double[] above = new double[rows];
      for (int row = 0; row < rows; row++) {
        // A part of a cycle would have a level of its own: next to an end the window moves aside.
        int from = Math.clamp(row - cycle / 2, 0, Math.max(0, rows - cycle));
        int to = Math.min(rows, from + cycle);
        above[row] = y[row] - y[0] - (sums[to] - sums[from]) / (to - from);
      }
      return above;
    }

    CalendarEffects solve(double penalty) {
      int targets = cross[0].length;
      double[][] right = new double[cross.length][];
      for (int at = 0; at < right.length; at++) {
        right[at] = cross[at].clone();
      }
      double[][] solved =
          new SharedInputsSolver(inner, penalty)
              .solve(right, new double[1][targets][targets], targets)
              .shared();
      double[][] weights = new double[targets][solved.length];
      for (int k = 0; k < targets; k++) {
        for (int at = 0; at < solved.length; at++) {
          weights[k][at] = solved[at][k];
        }
      }
      return new CalendarEffects(weights, penalty);
    }
  }
}
