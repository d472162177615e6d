package dev.timestep.task.forecast.ridge;

import dev.timestep.judge.Part;
import dev.timestep.task.forecast.window.ForecastWindows;
import dev.timestep.task.ridge.SharedInputsSolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * DLinear or NLinear ({@link LookbackForm}), each target by itself: the weights that minimise
 *
 * <pre>  sum over windows (y - f(x))² + λ |w|²</pre>
 *
 * <p>Their authors train them by gradient descent and stop early. They are least-squares problems
 * with one solution, so it is computed here, exactly and at once; the penalty takes the place of
 * the early stop and is chosen on the validation windows like that of {@link Ridge}. Values are in
 * units of the target's deviation over the training rows, all lags alike, and λ is relative to the
 * number of windows.
 *
 * <p>Forecasts have the form of {@link RidgeGroups}: weights of the lookback, none of a calendar.
 */
public final class LookbackRidge {
  private static final int LOWEST_EXPONENT = -5;
  private static final int HIGHEST_EXPONENT = 2;

  /** More rows than the papers use; the transformation takes time with the third power. */
  private static final int LONGEST = 720;

  /** Multiplications for the transformations of all targets, a few seconds on one core. */
  private static final double MOST_WORK = 1e10;

  private final LookbackForm form;
  private final int lookback;
  private final int horizon;

  private LookbackRidge(LookbackForm form, int lookback, int horizon) {
    this.form = form;
    this.lookback = lookback;
    this.horizon = horizon;
  }

  /**
   * What was fitted.
   *
   * @param weights of all targets
   * @param lookback rows that are read
   * @param penalties [target] λ by the number of windows
   * @param validationErrors [target] mean absolute errors over validation windows and some steps
   */
  public record Fit(
      RidgeGroups weights, int lookback, double[] penalties, double[] validationErrors) {}

  /** Rows of the lookback that are read: fewer where there are many targets. */
  public static int lookback(int windows, int targets) {
    int most = (int) Math.cbrt(MOST_WORK / (4.0 * targets));
    return Math.clamp(windows, 1, Math.min(LONGEST, Math.max(1, most)));
  }

  /**
   * Fits on the training windows and chooses the penalties on the validation windows.
   *
   * @param series [target][row]
   */
  public static Fit fit(LookbackForm form, double[][] series, ForecastWindows windows) {
    int lookback = lookback(windows.lookback(), series.length);
    var one = new LookbackRidge(form, lookback, windows.horizon());
    double[] penalties = new double[series.length];
    double[] errors = new double[series.length];
    List<RidgeGroups.Group> groups = new ArrayList<>();
    for (int k = 0; k < series.length; k++) {
      int first = windows.firstOrigin(Part.TRAIN);
      Moments moments = one.new Moments(series[k], first, windows.lastOrigin(Part.TRAIN));
      Choice choice = moments.choose(windows.origins(Part.VALIDATION));
      penalties[k] = choice.penalty;
      errors[k] = choice.error;
      groups.add(one.group(moments, k, series.length, choice.penalty));
    }
    return new Fit(new RidgeGroups(windows.horizon(), groups), lookback, penalties, errors);
  }

  /**
   * The weights for penalties that were chosen before.
   *
   * @param lookback rows that are read
   * @param origins of the windows to fit, ascending and one row apart
   * @param penalties [target] λ by the number of windows
   */
  public static RidgeGroups weights(
      LookbackForm form,
      double[][] series,
      int lookback,
      int[] origins,
      int horizon,
      double... penalties) {
    var one = new LookbackRidge(form, lookback, horizon);
    List<RidgeGroups.Group> groups = new ArrayList<>();
    for (int k = 0; k < series.length; k++) {
      Moments moments = one.new Moments(series[k], origins[0], origins[origins.length - 1]);
      groups.add(one.group(moments, k, series.length, penalties[k]));
    }
    return new RidgeGroups(horizon, groups);
  }

  /** The inputs of these forecasts: the lookback of each target, and no calendar. */
  public static RidgeDesign design(double[][] series, int lookback, int horizon) {
    int[] lags = new int[series.length];
    Arrays.fill(lags, lookback);
    return new RidgeDesign(series, lags, new double[series[0].length + horizon][0]);
  }

  /** The weights of one target, 0 for the lookbacks of the others. */
  private RidgeGroups.Group group(Moments moments, int target, int targets, double penalty) {
    int[] steps = Ridge.evenlySpaced(horizon, horizon);
    double[][] own = moments.weights(penalty, steps);
    double[][] lag = new double[targets * lookback][horizon];
    System.arraycopy(own, 0, lag, target * lookback, lookback);
    double[] lagCentre = new double[lag.length];
    Arrays.fill(lagCentre, moments.centre());
    return new RidgeGroups.Group(
        new int[] {target},
        new RidgeWeights(
            steps,
            1,
            lag,
            new double[horizon][0],
            moments.intercepts(own, steps),
            lagCentre,
            moments.centres(steps)));
  }

  private record Choice(double penalty, double error) {}

  /** Sums over the windows of one target. */
  private final class Moments {
    private final double[] y;
    private final RidgeMoments raw;

    /** [lookback][lookback] covariances of the lags times n, in units of the past's deviation. */
    private final double[][] lagLag;

    /** [feature][lag] */
    private final double[][] features = form.features(lookback);

    /** [feature][feature] */
    private final double[][] inner;

    Moments(double[] y, int first, int last) {
      this.y = y;
      double[][] only = {y};
      raw = new RidgeMoments(design(only, lookback, horizon), only, first, last, horizon);
      lagLag = new double[lookback][lookback];
      for (int i = 0; i < lookback; i++) {
        for (int j = 0; j < lookback; j++) {
          lagLag[i][j] = raw.lagLag[i][j] * raw.lagDeviation[i] * raw.lagDeviation[j];
        }
      }
      inner = times(features, transposed(times(features, lagLag)));
    }

    private double centre() {
      return raw.pastMean[0];
    }

    private double[] centres(int... steps) {
      double[] centres = new double[steps.length];
      Arrays.fill(centres, raw.knownMean[0]);
      return centres;
    }

    /** The penalty with the lowest mean absolute error at some steps of these windows. */
    Choice choose(int... origins) {
      int[] steps = Ridge.evenlySpaced(Math.min(Ridge.CHOICE_STEPS, horizon), horizon);
      Choice best = new Choice(Math.pow(10, HIGHEST_EXPONENT), Double.POSITIVE_INFINITY);
      for (int exponent = LOWEST_EXPONENT; exponent <= HIGHEST_EXPONENT; exponent++) {
        best = better(best, Math.pow(10, exponent), origins, steps);
      }
      double decade = best.penalty;
      best = better(best, decade / Math.sqrt(10), origins, steps);
      return better(best, decade * Math.sqrt(10), origins, steps);
    }

    private Choice better(Choice best, double penalty, int[] origins, int[] steps) {
      double[][] weights = weights(penalty, steps);
      double[] intercepts = intercepts(weights, steps);
      double sum = 0;
      for (int origin : origins) {
        double[] forecast = intercepts.clone();
        for (int l = 0; l < lookback; l++) {
          double x = y[origin - 1 - l] - centre();
          for (int s = 0; s < forecast.length; s++) {
            forecast[s] += weights[l][s] * x;
          }
        }
        for (int s = 0; s < forecast.length; s++) {
          sum += Math.abs(raw.knownMean[0] + forecast[s] - y[origin + steps[s]]);
        }
      }
      double error = sum / ((double) origins.length * steps.length);
      return error < best.error ? new Choice(penalty, error) : best;
    }

    /** [lag][step] weights of values as they are. */
    double[][] weights(double penalty, int... steps) {
      double[][] cross = new double[features.length][steps.length];
      RidgeMoments.Walk walk = raw.walk();
      double unit = raw.knownScale[0] / raw.pastScale[0];
      double[][] correlation = new double[lookback][1];
      double[] product = new double[lookback];
      for (int s = 0; s < steps.length; s++) {
        walk.write(steps[s], correlation, 0);
        double deviation = raw.stepDeviation[steps[s]][0] * unit;
        for (int l = 0; l < lookback; l++) {
          product[l] =
              correlation[l][0] * raw.lagDeviation[l] * deviation - form.kept() * lagLag[l][0];
        }
        for (int f = 0; f < features.length; f++) {
          cross[f][s] = dot(features[f], product);
        }
      }
      double[][] weights = new double[lookback][steps.length];
      Arrays.fill(weights[0], form.kept());
      if (features.length > 0) {
        add(weights, solved(penalty, cross));
      }
      return weights;
    }

    private double[][] solved(double penalty, double[][] cross) {
      return new SharedInputsSolver(inner, penalty * raw.windows)
          .solve(cross, new double[cross[0].length][1][1], 1)
          .shared();
    }

    private void add(double[][] weights, double[][] byFeature) {
      for (int f = 0; f < features.length; f++) {
        for (int l = 0; l < lookback; l++) {
          double factor = features[f][l];
          for (int s = 0; factor != 0 && s < weights[l].length; s++) {
            weights[l][s] += factor * byFeature[f][s];
          }
        }
      }
    }

    /** [step] what is added beside the centre of the target. */
    double[] intercepts(double[][] weights, int... steps) {
      double[] intercepts = new double[steps.length];
      for (int s = 0; s < intercepts.length; s++) {
        double sum = raw.stepMean[steps[s]][0] * raw.knownScale[0];
        for (int l = 0; l < lookback; l++) {
          sum -= weights[l][s] * raw.lagMean[l] * raw.pastScale[0];
        }
        intercepts[s] = sum;
      }
      return intercepts;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int at = 0; at < a.length; at++) {
      sum += a[at] * b[at];
    }
    return sum;
  }

  private static double[][] transposed(double[][] a) {
    double[][] t = new double[a.length == 0 ? 0 : a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < t.length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b.length == 0 ? 0 : b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        double factor = a[i][j];
        for (int c = 0; factor != 0 && c < product[i].length; c++) {
          product[i][c] += factor * b[j][c];
        }
      }
    }
    return product;
  }
}
