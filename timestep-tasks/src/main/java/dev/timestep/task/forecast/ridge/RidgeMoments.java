package dev.timestep.task.forecast.ridge;

import dev.timestep.task.forecast.window.SeriesMath;
import dev.timestep.task.ridge.RowMath;
import java.util.Arrays;

/**
 * Means and cross products of all ridge inputs over consecutive origins, for every step.
 *
 * <p>Legend: {@code n} windows, {@code L} lag inputs, {@code K} known features, {@code T} targets,
 * {@code H} steps, {@code Q = K + T}. At step {@code h} the known features and the targets of row
 * {@code t + h} form one vector {@code z} of length Q.
 *
 * <p>The windows of a series overlap, so nearly every product below is a sum that was formed
 * before, moved by one row: the product of lags (i+1, j+1) is that of (i, j) plus one term at the
 * front minus one at the end, and lag i with step h+1 is lag i+1 with step h likewise. Only one
 * edge of each matrix is summed in full, which costs {@code n L (Q + columns)} instead of {@code n
 * L (L + H Q)}.
 *
 * <p>Values are standardised by column first, which keeps the running sums near n and the rounding
 * of the moved sums near 1e-16 n per move.
 */
final class RidgeMoments {
  private static final int BLOCK = 64;

  /** Share of a column's own variance below which it counts as constant within the windows. */
  private static final double CONSTANT = 1e-9;

  final int windows;
  final int lagInputs;
  final int known;
  final int targets;
  final int steps;

  /** [L] the past column of each lag input. */
  final int[] lagColumn;

  /** Centre and scale of each past column: {@code p = (past - pastMean) / pastScale}. */
  final double[] pastMean;

  final double[] pastScale;

  /** Centre and scale of z, a target's scale included. */
  final double[] knownMean;

  final double[] knownScale;

  /** [L] mean and deviation of each lag input over the windows, in units of p. */
  final double[] lagMean;

  final double[] lagDeviation;

  /** [H][Q] the same for z at each step. */
  final double[][] stepMean;

  final double[][] stepDeviation;

  /** [L][L] correlation matrix times n. */
  final double[][] lagLag;

  /** [H][Q][Q] correlations times n. */
  final double[][][] stepStep;

  private final RidgeDesign design;
  private final int first;
  private final int last;
  private final double[][] p;
  private final double[][] z;

  /** [L][Q] sums of products of the lags with z at step 0. */
  private final double[][] lagFirstStep;

  /**
   * Sums over the origins {@code first .. last}. Reads rows {@code first - history .. last + steps
   * - 1} and none else.
   *
   * @param series [target][row]
   */
  RidgeMoments(RidgeDesign design, double[][] series, int first, int last, int steps) {
    this.design = design;
    this.first = first;
    this.last = last;
    this.steps = steps;
    windows = last - first + 1;
    lagInputs = design.lagInputs();
    lagColumn = new int[lagInputs];
    for (int c = 0, l = 0; c < design.lags().length; l += design.lags()[c], c++) {
      Arrays.fill(lagColumn, l, l + design.lags()[c], c);
    }
    known = design.knownInputs();
    targets = series.length;
    int q = known + targets;
    pastMean = new double[design.past().length];
    pastScale = new double[design.past().length];
    p = standardisedPast();
    knownMean = new double[q];
    knownScale = new double[q];
    z = standardisedKnown(series);
    lagLag = new double[lagInputs][lagInputs];
    lagFirstStep = new double[lagInputs][q];
    stepStep = new double[steps][q][q];
    lagMean = new double[lagInputs];
    stepMean = new double[steps][q];
    lagDeviation = new double[lagInputs];
    stepDeviation = new double[steps][q];
    sumEdges();
    moveLags();
    sumSteps();
    standardise();
  }

  private double[][] standardisedPast() {
    int begin = first - design.history();
    double[][] result = new double[design.past().length][last + 1];
    for (int c = 0; c < result.length; c++) {
      double[] column = design.past()[c];
      pastMean[c] = SeriesMath.mean(column, begin, last + 1);
      pastScale[c] = scale(column, begin, last + 1, pastMean[c]);
      for (int row = begin; row <= last; row++) {
        result[c][row] = (column[row] - pastMean[c]) / pastScale[c];
      }
    }
    return result;
  }

  /** [row - first][Q] for the rows that are some window's target. */
  private double[][] standardisedKnown(double[][] series) {
    int rows = last + steps - first;
    double[][] result = new double[rows][known + targets];
    double[] column = new double[rows];
    for (int f = 0; f < known + targets; f++) {
      for (int i = 0; i < rows; i++) {
        column[i] = f < known ? design.known()[first + i][f] : series[f - known][first + i];
      }
      knownMean[f] = SeriesMath.mean(column, 0, rows);
      knownScale[f] = scale(column, 0, rows, knownMean[f]);
      for (int i = 0; i < rows; i++) {
        result[i][f] = (column[i] - knownMean[f]) / knownScale[f];
      }
    }
    return result;
  }

  /** Standard deviation, or 1 where the values do not vary beyond rounding. */
  private static double scale(double[] values, int from, int to, double mean) {
    double deviation = SeriesMath.deviation(values, from, to, mean);
    return deviation > 0 ? deviation : 1;
  }

  /** Sums in full: all lags with step 0, with lag 1 of each column, and with 1 for the means. */
  private void sumEdges() {
    int q = known + targets;
    int columns = p.length;
    double[][] x = new double[BLOCK][lagInputs];
    double[][] sums = new double[q + columns + 1][lagInputs];
    double[] coefficients = new double[BLOCK];
    for (int start = first; start <= last; start += BLOCK) {
      int count = Math.min(BLOCK, last + 1 - start);
      for (int i = 0; i < count; i++) {
        lags(start + i, x[i]);
      }
      for (int s = 0; s < sums.length; s++) {
        for (int i = 0; i < count; i++) {
          int t = start + i;
          coefficients[i] = s < q ? z[t - first][s] : s < q + columns ? p[s - q][t - 1] : 1;
        }
        RowMath.addRows(sums[s], coefficients, x, 0, count, 0, lagInputs);
      }
    }
    for (int l = 0; l < lagInputs; l++) {
      for (int f = 0; f < q; f++) {
        lagFirstStep[l][f] = sums[f][l];
      }
      lagMean[l] = sums[q + columns][l] / windows;
    }
    for (int c = 0, l = 0; c < columns; l += design.lags()[c], c++) {
      for (int other = 0; other < lagInputs; other++) {
        lagLag[l][other] = sums[q + c][other];
        lagLag[other][l] = sums[q + c][other];
      }
    }
  }

  private void lags(int origin, double[] x) {
    int i = 0;
    for (int c = 0; c < p.length; c++) {
      for (int lag = 1; lag <= design.lags()[c]; lag++) {
        x[i++] = p[c][origin - lag];
      }
    }
  }

  /** Fills lag-lag products from their neighbours one lag nearer. */
  private void moveLags() {
    int[] lags = design.lags();
    for (int c = 0, row = 0; c < p.length; row += lags[c], c++) {
      for (int d = 0, column = 0; d < p.length; column += lags[d], d++) {
        for (int i = 1; i < lags[c]; i++) {
          double front = p[c][first - 1 - i];
          double end = p[c][last - i];
          double[] from = lagLag[row + i - 1];
          double[] to = lagLag[row + i];
          for (int j = 1; j < lags[d]; j++) {
            to[column + j] =
                from[column + j - 1] + front * p[d][first - 1 - j] - end * p[d][last - j];
          }
        }
      }
    }
  }

  /** Products of lags and z, walked from step to step; only one step is held at a time. */
  final class Walk {
    private final double[][] products;
    private int step;

    private Walk() {
      products = new double[lagInputs][];
      for (int l = 0; l < lagInputs; l++) {
        products[l] = lagFirstStep[l].clone();
      }
    }

    /**
     * Writes correlations times n of a step, at or after the last one requested, into columns
     * {@code at .. at + Q - 1}.
     */
    void write(int wanted, double[][] to, int at) {
      while (step < wanted) {
        advance();
      }
      double[] mean = stepMean[step];
      double[] deviation = stepDeviation[step];
      for (int l = 0; l < lagInputs; l++) {
        for (int f = 0; f < mean.length; f++) {
          to[l][at + f] =
              correlate(products[l][f], lagMean[l], mean[f], lagDeviation[l], deviation[f]);
        }
      }
    }

    /** Products of one lag less and one step more are those at hand, moved by one row. */
    private void advance() {
      step++;
      int q = known + targets;
      double[] front = z[step - 1];
      double[] end = z[windows + step - 1];
      for (int c = 0, row = 0; c < p.length; row += design.lags()[c], c++) {
        int lags = design.lags()[c];
        for (int lag = 1; lag < lags; lag++) {
          double pFront = p[c][first - lag - 1];
          double pEnd = p[c][last - lag];
          double[] from = products[row + lag];
          double[] to = products[row + lag - 1];
          for (int f = 0; f < q; f++) {
            to[f] = from[f] - pFront * front[f] + pEnd * end[f];
          }
        }
        double[] oldest = products[row + lags - 1];
        Arrays.fill(oldest, 0);
        double[] coefficients = Arrays.copyOfRange(p[c], first - lags, last + 1 - lags);
        RowMath.addRows(oldest, coefficients, z, step, windows, 0, q);
      }
    }
  }

  /** A walk that starts at step 0. */
  Walk walk() {
    return new Walk();
  }

  /** Products of z with itself and its means, by step. */
  private void sumSteps() {
    int q = known + targets;
    double[] sum = new double[q];
    double[][] products = new double[q][q];
    for (int i = 0; i < windows; i++) {
      addOuter(products, sum, z[i], 1);
    }
    for (int h = 0; h < steps; h++) {
      if (h > 0) {
        addOuter(products, sum, z[h - 1], -1);
        addOuter(products, sum, z[windows + h - 1], 1);
      }
      for (int f = 0; f < q; f++) {
        stepStep[h][f] = products[f].clone();
        stepMean[h][f] = sum[f] / windows;
      }
    }
  }

  private static void addOuter(double[][] products, double[] sum, double[] row, double sign) {
    for (int f = 0; f < row.length; f++) {
      double factor = sign * row[f];
      sum[f] += factor;
      for (int g = 0; g < row.length; g++) {
        products[f][g] += factor * row[g];
      }
    }
  }

  /** Turns sums of products into correlations times n; constant inputs become all zero. */
  private void standardise() {
    int q = known + targets;
    for (int l = 0; l < lagInputs; l++) {
      lagDeviation[l] = deviationOf(lagLag[l][l], lagMean[l]);
    }
    for (int h = 0; h < steps; h++) {
      for (int f = 0; f < q; f++) {
        stepDeviation[h][f] = deviationOf(stepStep[h][f][f], stepMean[h][f]);
      }
    }
    for (int l = 0; l < lagInputs; l++) {
      for (int other = 0; other < lagInputs; other++) {
        lagLag[l][other] =
            correlate(
                lagLag[l][other], lagMean[l], lagMean[other], lagDeviation[l], lagDeviation[other]);
      }
    }
    for (int h = 0; h < steps; h++) {
      double[] mean = stepMean[h];
      double[] deviation = stepDeviation[h];
      for (int f = 0; f < q; f++) {
        for (int g = 0; g < q; g++) {
          stepStep[h][f][g] =
              correlate(stepStep[h][f][g], mean[f], mean[g], deviation[f], deviation[g]);
        }
      }
    }
  }

  private double deviationOf(double sumOfSquares, double mean) {
    double variance = sumOfSquares / windows - mean * mean;
    return variance > CONSTANT ? Math.sqrt(variance) : 0;
  }

  private double correlate(double product, double m1, double m2, double d1, double d2) {
    return d1 == 0 || d2 == 0 ? 0 : (product - windows * m1 * m2) / (d1 * d2);
  }
}
