package dev.timestep.judge;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Sums of errors, and the measures that are made of them. With {@code e = forecast - y}, {@code
 * q(p)} the quantile of level p, {@code [l, u]} the interval that should miss a share α, and s the
 * scale of the series before the window:
 *
 * <pre>
 *   MAE   = mean |e|              RMSE  = √ mean e²          bias = mean e
 *   MAPE  = mean |e / y|          sMAPE = mean 2·|e| / (|y| + |forecast|)
 *   MASE  = mean |e| / s          RMSSE = √ mean (e / s₂)²
 *   pinball(p) = mean (p - 1[y &lt; q(p)]) · (y - q(p))
 *   CRPS  = 2 · mean over the levels of pinball(p)
 *   WQL   = mean over the levels of 2 · Σ pinball(p) / Σ |y|
 *   interval score = mean (u - l) + 2/α · max(l - y, y - u, 0)
 *   MSIS  = mean interval score / s
 * </pre>
 *
 * <p>An error that is no more than the {@linkplain SeriesScale#rounding rounding} of the series
 * counts as none, so that a forecast that is right is seen to be right. A measure that cannot be
 * formed says why: MAPE with a value of zero, a scale of zero, a series of zeros. MASE, RMSSE and
 * MSIS leave out windows without a scale, and say how many. OWA needs a second model: {@link #owa}.
 *
 * <p>Sources: Hyndman and Koehler (2006) for the scaled errors; Makridakis, Spiliotis and
 * Assimakopoulos, "The M4 competition" (2020) for sMAPE, OWA and MSIS; Gneiting and Raftery,
 * "Strictly proper scoring rules, prediction, and estimation" (2007) for the interval score, the
 * pinball loss and CRPS.
 */
public final class ErrorSums {
  /** What is added up for each value; the pinball losses of the levels follow. */
  private enum Sum {
    COUNT,
    ABSOLUTE,
    ERROR,
    SIZE,
    ZEROS,
    PERCENTAGE,
    BOTH_ZERO,
    SYMMETRIC,
    SCALED,
    SCALED_ABSOLUTE,
    SCALED_SQUARED,
    SPREAD,
    COVERED,
    WIDTH,
    INTERVAL,
    SCALED_SPREAD,
    SCALED_INTERVAL
  }

  private static final int FIRST_LEVEL = Sum.values().length;

  private final ScoreLevels levels;
  private final double[] losses;
  private final int[] lossAt;
  private final int lower;
  private final int upper;
  private final double[] sums;
  private final SquareSum squares = new SquareSum();

  ErrorSums(ScoreLevels levels) {
    this.levels = levels;
    losses = levels.losses();
    lossAt = new int[losses.length];
    for (int at = 0; at < losses.length; at++) {
      lossAt[at] = levels.index(losses[at]);
    }
    lower = levels.index(levels.lower());
    upper = levels.index(levels.upper());
    sums = new double[FIRST_LEVEL + losses.length];
  }

  /** Adds one step of a window. */
  void add(ForecastCase window, int h) {
    double y = window.actual()[h];
    double forecast = window.point()[h];
    double error = window.scale().error(forecast, y);
    add(Sum.COUNT, 1);
    add(Sum.ABSOLUTE, Math.abs(error));
    squares.add(error);
    add(Sum.ERROR, error);
    add(Sum.SIZE, Math.abs(y));
    if (y == 0) {
      add(Sum.ZEROS, 1);
    } else {
      add(Sum.PERCENTAGE, Math.abs(error / y));
    }
    double both = Math.abs(y) + Math.abs(forecast);
    if (both == 0) {
      add(Sum.BOTH_ZERO, 1);
    } else {
      add(Sum.SYMMETRIC, 2 * Math.abs(error) / both);
    }
    addScaled(window.scale(), error);
    window.quantiles().ifPresent(quantiles -> addSpread(quantiles, h, y, window.scale()));
  }

  private void addScaled(SeriesScale scale, double error) {
    if (scale.absolute().isPresent() && scale.root().isPresent()) {
      double relative = error / scale.root().getAsDouble();
      add(Sum.SCALED, 1);
      add(Sum.SCALED_ABSOLUTE, Math.abs(error) / scale.absolute().getAsDouble());
      add(Sum.SCALED_SQUARED, relative * relative);
    }
  }

  private void addSpread(double[][] quantiles, int h, double y, SeriesScale scale) {
    for (int at = 0; at < losses.length; at++) {
      sums[FIRST_LEVEL + at] += pinball(losses[at], y, seen(quantiles[lossAt[at]][h], y, scale));
    }
    double low = seen(quantiles[lower][h], y, scale);
    double high = seen(quantiles[upper][h], y, scale);
    double score = intervalScore(levels.alpha(), y, low, high);
    add(Sum.SPREAD, 1);
    add(Sum.COVERED, y >= low && y <= high ? 1 : 0);
    add(Sum.WIDTH, high - low);
    add(Sum.INTERVAL, score);
    if (scale.absolute().isPresent()) {
      add(Sum.SCALED_SPREAD, 1);
      add(Sum.SCALED_INTERVAL, score / scale.absolute().getAsDouble());
    }
  }

  /** A quantile; the value itself where the two differ by no more than rounding. */
  private static double seen(double quantile, double y, SeriesScale scale) {
    return scale.error(quantile, y) == 0 ? y : quantile;
  }

  /**
   * The pinball loss of a quantile.
   *
   * @param level above 0 and below 1
   * @param y what came
   * @param quantile what was said
   */
  public static double pinball(double level, double y, double quantile) {
    return y < quantile ? (1 - level) * (quantile - y) : level * (y - quantile);
  }

  /**
   * The interval score: the width, and what a value lies outside times {@code 2/alpha}.
   *
   * @param alpha share of the values that may lie outside
   * @param y what came
   * @param low lower end
   * @param high upper end
   */
  public static double intervalScore(double alpha, double y, double low, double high) {
    return high - low + 2 / alpha * Math.max(0, Math.max(low - y, y - high));
  }

  /** Adds another's sums. */
  void add(ErrorSums other) {
    for (int at = 0; at < sums.length; at++) {
      sums[at] += other.sums[at];
    }
    squares.add(other.squares);
  }

  private void add(Sum sum, double value) {
    sums[sum.ordinal()] += value;
  }

  private double sum(Sum sum) {
    return sums[sum.ordinal()];
  }

  /** Values that were forecast: windows times steps. */
  public long count() {
    return (long) sum(Sum.COUNT);
  }

  /**
   * The score.
   *
   * @throws IllegalArgumentException for a measure that is not one of a forecast alone
   */
  public Figure figure(Measure measure) {
    if (count() == 0) {
      return Figure.undefined("there is no window");
    }
    return switch (measure.id()) {
      case "mae" -> mean(Sum.ABSOLUTE, Sum.COUNT);
      case "rmse" -> Figure.of(squares.rootMean(count()));
      case "bias" -> mean(Sum.ERROR, Sum.COUNT);
      case "mape" ->
          sum(Sum.ZEROS) == 0
              ? mean(Sum.PERCENTAGE, Sum.COUNT)
              : Figure.undefined(some(Sum.ZEROS) + " to be forecast are 0");
      case "smape" ->
          sum(Sum.BOTH_ZERO) == 0
              ? mean(Sum.SYMMETRIC, Sum.COUNT)
              : Figure.undefined(some(Sum.BOTH_ZERO) + " are 0 and forecast as 0");
      case "mase" -> scaled(Sum.SCALED_ABSOLUTE, Sum.SCALED, Sum.COUNT, false);
      case "rmsse" -> scaled(Sum.SCALED_SQUARED, Sum.SCALED, Sum.COUNT, true);
      default -> spread(measure);
    };
  }

  private Figure spread(Measure measure) {
    if (sum(Sum.SPREAD) < sum(Sum.COUNT) && isSpread(measure)) {
      return Figure.undefined("the model gives no quantiles");
    }
    return switch (measure.id()) {
      case "pinball" -> Figure.of(pinball());
      case "crps" ->
          levels.even()
              ? Figure.of(2 * pinball())
              : Figure.undefined("its levels are not evenly spaced");
      case "weightedQuantileLoss" ->
          sum(Sum.SIZE) > 0
              ? Figure.of(2 * pinball() * count() / sum(Sum.SIZE))
              : Figure.undefined("every value to be forecast is 0");
      case "coverage" -> mean(Sum.COVERED, Sum.COUNT);
      case "width" -> mean(Sum.WIDTH, Sum.COUNT);
      case "intervalScore" -> mean(Sum.INTERVAL, Sum.COUNT);
      case "msis" -> scaled(Sum.SCALED_INTERVAL, Sum.SCALED_SPREAD, Sum.COUNT, false);
      default ->
          throw new IllegalArgumentException(
              "ErrorSums expects a measure of one forecast; received " + measure.label() + ".");
    };
  }

  private static boolean isSpread(Measure measure) {
    return switch (measure.id()) {
      case "pinball",
          "crps",
          "weightedQuantileLoss",
          "coverage",
          "width",
          "intervalScore",
          "msis" ->
          true;
      default -> false;
    };
  }

  /** The mean of a level's pinball loss over all values, and over the levels. */
  private double pinball() {
    double sum = 0;
    for (int at = FIRST_LEVEL; at < sums.length; at++) {
      sum += sums[at] / losses.length;
    }
    return sum / count();
  }

  private Figure mean(Sum sum, Sum count) {
    return Figure.of(sum(sum) / sum(count));
  }

  private Figure scaled(Sum sum, Sum scaled, Sum of, boolean root) {
    long without = (long) (sum(of) - sum(scaled));
    String why = " have no scale: the series before them does not change from season to season";
    if (sum(scaled) == 0) {
      return Figure.undefined("all values" + why);
    }
    double mean = sum(sum) / sum(scaled);
    Figure figure = Figure.of(root ? Math.sqrt(mean) : mean);
    return without == 0
        ? figure
        : new Figure(
            figure.value(),
            Optional.of("%d of %d values are left out: they".formatted(without, count()) + why));
  }

  private String some(Sum sum) {
    return "%d of the %d values".formatted((long) sum(sum), count());
  }

  /**
   * The overall weighted average of the M4 competition, {@code (sMAPE / sMAPE of Naive2 + MASE /
   * MASE of Naive2) / 2}; below 1 is better than Naive2.
   *
   * @param naive2 Naive2's errors on the same windows
   */
  public Figure owa(ErrorSums naive2) {
    Figure[] figures = {
      figure(Measure.SMAPE),
      naive2.figure(Measure.SMAPE),
      figure(Measure.MASE),
      naive2.figure(Measure.MASE)
    };
    for (Figure one : figures) {
      if (one.value().isEmpty()) {
        return one;
      }
    }
    double symmetric = figures[1].value().orElseThrow();
    double scaled = figures[3].value().orElseThrow();
    return symmetric == 0 || scaled == 0
        ? Figure.undefined("Naive2 makes no error")
        : new Figure(
            OptionalDouble.of(
                (figures[0].value().orElseThrow() / symmetric
                        + figures[2].value().orElseThrow() / scaled)
                    / 2),
            figures[2].reason());
  }
}
