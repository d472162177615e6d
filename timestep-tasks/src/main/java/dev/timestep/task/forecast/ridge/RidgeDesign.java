package dev.timestep.task.forecast.ridge;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The inputs of the ridge regression at one origin and step: the same as the network.
 *
 * <p>For origin {@code t} and step {@code h} the inputs are
 *
 * <pre>  past[c][t - l]  for each column c and lag l = 1 .. lags[c],  then  known[t + h][f]</pre>
 *
 * <p>Past columns are the targets, covariates, and calendar values of past days that carry
 * information of their own (a holiday flag explains a dip in the lookback). Known features are what
 * is certain in advance about the row being forecast: weekday, season of the year, holidays.
 * Weekday and season of the origin are left out because, for a fixed step, they are linear
 * functions of those of the row being forecast. Units do not matter: every input is standardised on
 * the training windows.
 *
 * @param past [column][row], one entry per row of the series
 * @param lags rows of lookback per column, at least 1 each
 * @param known [row][feature], at least as many rows as the series; a feature count of 0 is allowed
 * @param spare how many of the last past columns a fit may leave out ({@link RidgeChoice})
 */
public record RidgeDesign(double[][] past, int[] lags, double[][] known, int spare) {

  /** Most lag inputs that {@link #of} gives. */
  public static final int MAX_LAG_INPUTS = 2500;

  /** Multiplications that a fit may take, about ten seconds on one core. */
  private static final double MAX_WORK = 3e10;

  /** Inputs of which a fit leaves none out. */
  public RidgeDesign(double[][] past, int[] lags, double[][] known) {
    this(past, lags, known, 0);
  }

  /** Checks that lengths fit together. */
  public RidgeDesign {
    if (spare < 0 || spare > 0 && spare >= past.length) {
      throw new IllegalArgumentException(
          "RidgeDesign expects fewer spare columns than its %d past columns; received %d."
              .formatted(past.length, spare));
    }
    if (past.length == 0 || past.length != lags.length) {
      throw new IllegalArgumentException(
          "RidgeDesign expects one number of lags per past column, and at least one column;"
              + " received "
              + "%d columns and %d numbers of lags.".formatted(past.length, lags.length));
    }
    int rows = past[0].length;
    for (int c = 0; c < past.length; c++) {
      if (past[c].length != rows || lags[c] < 1) {
        throw new IllegalArgumentException(
            ("RidgeDesign expects %d rows and at least 1 lag in each past column; "
                    + "received %d rows and %d lags in column %d.")
                .formatted(rows, past[c].length, lags[c], c));
      }
    }
    if (known.length < rows) {
      throw new IllegalArgumentException(
          "RidgeDesign expects known features for all %d rows; received %d rows."
              .formatted(rows, known.length));
    }
  }

  /**
   * A design with the same lookback in each column, as far as a fit within seconds allows.
   *
   * <p>With L lag inputs a fit takes about {@code L² · horizon · (targets + features) / 2}
   * multiplications. Where the lookback would take more than 2·10¹⁰ of them, or more than {@link
   * #MAX_LAG_INPUTS} inputs, the leading columns (put the targets there) keep their lags as long as
   * they can, and the others share what is left in equal, most recent parts; {@link #shortened}
   * then says so.
   *
   * @param past [column][row], targets first
   * @param targets how many of the leading columns are targets, at least 1
   * @param lookback rows of lookback, at least 1
   * @param known [row][feature]
   * @param horizon steps to forecast, at least 1
   */
  public static RidgeDesign of(
      double[][] past, int targets, int lookback, double[][] known, int horizon) {
    return of(past, targets, lookback, known, horizon, 0);
  }

  /** The same where as many lag inputs of other columns will be added, which take time as well. */
  public static RidgeDesign of(
      double[][] past, int targets, int lookback, double[][] known, int horizon, int added) {
    int features = known.length == 0 ? 0 : known[0].length;
    int most = MAX_LAG_INPUTS;
    while (most > past.length && work(most, horizon, targets, features) > MAX_WORK) {
      most--;
    }
    most = Math.max(past.length, most - added);
    int others = past.length - targets;
    int perTarget = Math.clamp((most - others) / targets, 1, lookback);
    int left = most - targets * perTarget;
    int perOther = others == 0 ? 0 : Math.clamp(left / others, 1, lookback);
    int[] lags = new int[past.length];
    Arrays.fill(lags, 0, targets, perTarget);
    Arrays.fill(lags, targets, lags.length, perOther);
    return new RidgeDesign(past, lags, known);
  }

  /** Ten penalties, each a factorisation and eight steps, then all steps for each one chosen. */
  private static double work(double lagInputs, int horizon, int targets, int features) {
    double penalties = 10;
    double chosen = Math.min(targets, penalties);
    double solvedSteps = penalties * Math.min(8, horizon) + chosen * horizon;
    return lagInputs
        * lagInputs
        * (penalties * lagInputs / 6 + solvedSteps * (targets + features) / 2);
  }

  /** Whether one of the leading {@code columns} reads fewer than {@code lookback} rows. */
  public boolean shortened(int columns, int lookback) {
    return Arrays.stream(lags).limit(columns).anyMatch(lag -> lag < lookback);
  }

  /**
   * The same inputs with other numbers of lags, for weights that were fitted on those.
   *
   * @param other for each past column; one of 0 lags is left out
   */
  public RidgeDesign withLags(int... other) {
    if (other.length != past.length) {
      throw new IllegalArgumentException(
          "RidgeDesign expects the lags of %d past columns; received %d of them."
              .formatted(past.length, other.length));
    }
    int[] read = IntStream.range(0, other.length).filter(c -> other[c] > 0).toArray();
    return new RidgeDesign(
        Arrays.stream(read).mapToObj(c -> past[c]).toArray(double[][]::new),
        Arrays.stream(read).map(c -> other[c]).toArray(),
        known);
  }

  /** The same without the spare columns. */
  public RidgeDesign withoutSpare() {
    int columns = past.length - spare;
    return new RidgeDesign(Arrays.copyOf(past, columns), Arrays.copyOf(lags, columns), known);
  }

  /** Number of lag inputs. */
  public int lagInputs() {
    return Arrays.stream(lags).sum();
  }

  /** Number of known features per row. */
  public int knownInputs() {
    return known.length == 0 ? 0 : known[0].length;
  }

  /** Rows that must lie before an origin. */
  public int history() {
    return Arrays.stream(lags).max().orElseThrow();
  }

  /**
   * Writes the lag inputs of an origin into {@code x}, column after column, the nearest lag first.
   */
  public void lagInputs(int origin, double[] x) {
    int i = 0;
    for (int c = 0; c < past.length; c++) {
      for (int lag = 1; lag <= lags[c]; lag++) {
        x[i++] = past[c][origin - lag];
      }
    }
  }
}
