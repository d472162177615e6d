package dev.timestep.task.forecast.statistical;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for the form of least AICc, step by step: four forms to start with, then neighbours of the
 * best one, whose terms differ by one, until none is better.
 *
 * <p>At most 5 terms from row to row and 2 from season to season (1 where the season is longer than
 * 24 rows), and not more than a third of the rows allow. A form whose forecasts would explode is
 * passed over. Source: Hyndman and Khandakar, "Automatic Time Series Forecasting: The forecast
 * Package for R", Journal of Statistical Software 27 (2008).
 */
final class ArimaSearch {
  private static final int MOST_TERMS = 5;
  private static final int MOST_SEASONAL = 2;
  private static final int LONG_SEASON = 24;
  private static final int MOST_FORMS = 94;

  /** Steps for which a form is asked to stay near, at most. */
  private static final int FARTHEST = 500;

  /** Ranges of the values beyond which a forecast has exploded. */
  private static final double FAR = 10;

  /** The same of logarithms, whose ranges are factors. */
  private static final double FAR_OF_LOGARITHMS = 1;

  /** Rows, and rows times states, up to which each candidate's likelihood is maximised exactly. */
  private static final int EXACT_ROWS = 500;

  private static final long EXACT_CELLS = 30_000;

  /** Up to here that of the chosen one is. */
  private static final long LARGEST_EXACT_CELLS = 2_000_000;

  /** The order in which neighbours are tried: changes of p, q, P and Q, as R's auto.arima does. */
  private static final int[][] NEIGHBOURS = {
    {0, 0, -1, 0}, {0, 0, 0, -1}, {0, 0, 1, 0}, {0, 0, 0, 1},
    {0, 0, -1, -1}, {0, 0, -1, 1}, {0, 0, 1, -1}, {0, 0, 1, 1},
    {-1, 0, 0, 0}, {0, -1, 0, 0}, {1, 0, 0, 0}, {0, 1, 0, 0},
    {-1, -1, 0, 0}, {-1, 1, 0, 0}, {1, -1, 0, 0}, {1, 1, 0, 0},
  };

  private final double[] values;
  private final double[] differenced;
  private final int mostTerms;
  private final int mostSeasonal;
  private final boolean exact;
  private final double far;
  private final Map<ArimaOrder, ArimaEstimate> tried = new LinkedHashMap<>();

  private ArimaSearch(double[] values, double[] differenced, int season, double far) {
    this.far = far;
    this.values = values;
    this.differenced = differenced;
    mostTerms = Math.min(MOST_TERMS, values.length / 3);
    int seasonal = season == 1 ? 0 : values.length / 3 / season;
    mostSeasonal = Math.min(season > LONG_SEASON ? 1 : MOST_SEASONAL, seasonal);
    ArimaOrder largest =
        new ArimaOrder(MOST_TERMS, 0, MOST_TERMS, mostSeasonal, 0, mostSeasonal, season, false);
    exact = values.length <= EXACT_ROWS && cells(largest, differenced) <= EXACT_CELLS;
  }

  /**
   * The best form and its coefficients.
   *
   * @param values the series, not all alike, at least two
   * @param season rows per season, 1 if there is none
   * @param logarithms whether the values are logarithms
   */
  static ArimaEstimate best(double[] values, int season, boolean logarithms) {
    int seasonalD = ArimaDifferences.seasonal(values, season);
    double[] seasonless = ArimaDifferences.apply(values, 0, seasonalD, season);
    int d = ArimaDifferences.ordinary(seasonless);
    double[] differenced = ArimaDifferences.apply(seasonless, d, 0, 1);
    int used = season == 1 || values.length <= season ? 1 : season;
    ArimaOrder start = new ArimaOrder(0, d, 0, 0, seasonalD, 0, used, d + seasonalD <= 1);
    double far = logarithms ? FAR_OF_LOGARITHMS : FAR;
    return new ArimaSearch(values, differenced, used, far).search(start);
  }

  /** Estimates a form that is given. */
  static ArimaEstimate given(ArimaOrder order, double[] values) {
    double[] differenced =
        ArimaDifferences.apply(values, order.d(), order.seasonalD(), order.season());
    boolean exact = cells(order, differenced) <= LARGEST_EXACT_CELLS;
    return estimate(order, differenced, exact, ArimaCoefficients.none());
  }

  private static ArimaEstimate estimate(
      ArimaOrder order, double[] differenced, boolean exact, ArimaCoefficients near) {
    var estimator = new ArimaEstimator(order, differenced);
    return exact ? estimator.exact(near) : estimator.conditional(near);
  }

  private static long cells(ArimaOrder order, double[] differenced) {
    return (long) differenced.length * order.states();
  }

  private ArimaEstimate search(ArimaOrder start) {
    if (ArimaDifferences.constant(differenced)) {
      return exactly(start);
    }
    boolean level = start.constant() && start.d() + start.seasonalD() == 0;
    ArimaEstimate plain = fit(start.withConstant(level), ArimaCoefficients.none());
    if (level && !Double.isFinite(plain.aicc())) {
      // So few rows that no form can be compared with a level: without one all would return to 0.
      return plain;
    }
    int few = Math.min(2, mostTerms);
    int one = Math.min(1, mostTerms);
    int seasonal = Math.min(1, mostSeasonal);
    ArimaEstimate best =
        fit(start.withTerms(few, few, seasonal, seasonal), ArimaCoefficients.none());
    best = better(best, start);
    best = better(best, start.withTerms(one, 0, seasonal, 0));
    best = better(best, start.withTerms(0, one, 0, seasonal));
    if (start.constant()) {
      best = better(best, start.withConstant(false));
    }
    while (tried.size() < MOST_FORMS) {
      ArimaEstimate next = neighbour(best, start.constant());
      if (next.order().equals(best.order())) {
        break;
      }
      best = next;
    }
    return Double.isFinite(best.aicc()) ? finished(plain) : plain;
  }

  /** A series whose differences never change goes on as it is, without errors. */
  private ArimaEstimate exactly(ArimaOrder order) {
    double step = differenced.length == 0 ? 0 : differenced[0];
    ArimaCoefficients none = ArimaCoefficients.none();
    return new ArimaEstimate(
        order.withConstant(order.constant() && step != 0),
        none,
        order.constant() ? step : 0,
        order.constant() ? 0 : step * step,
        0,
        differenced.length);
  }

  /** The first neighbour that is better, or the form itself. */
  private ArimaEstimate neighbour(ArimaEstimate best, boolean mayHaveConstant) {
    ArimaOrder order = best.order();
    for (int[] change : NEIGHBOURS) {
      int p = order.p() + change[0];
      int q = order.q() + change[1];
      int seasonalP = order.seasonalP() + change[2];
      int seasonalQ = order.seasonalQ() + change[3];
      if (Math.min(Math.min(p, q), Math.min(seasonalP, seasonalQ)) < 0
          || Math.max(p, q) > mostTerms
          || Math.max(seasonalP, seasonalQ) > mostSeasonal) {
        continue;
      }
      ArimaEstimate next = better(best, order.withTerms(p, q, seasonalP, seasonalQ));
      if (!next.order().equals(best.order())) {
        return next;
      }
    }
    return mayHaveConstant ? better(best, order.withConstant(!order.constant())) : best;
  }

  private ArimaEstimate better(ArimaEstimate best, ArimaOrder order) {
    if (tried.containsKey(order)) {
      return best;
    }
    ArimaEstimate next = fit(order, best.coefficients());
    return next.aicc() < best.aicc() ? next : best;
  }

  private ArimaEstimate fit(ArimaOrder order, ArimaCoefficients near) {
    return tried.computeIfAbsent(order, form -> estimate(form, differenced, exact, near));
  }

  /**
   * The best one that stays near, its likelihood maximised; as it was if its roots do not allow it
   * then.
   */
  private ArimaEstimate finished(ArimaEstimate plain) {
    List<ArimaEstimate> ranked =
        tried.values().stream()
            .filter(one -> Double.isFinite(one.aicc()))
            .sorted(Comparator.comparingDouble(ArimaEstimate::aicc))
            .toList();
    double[] widest = forecast(plain).deviation();
    for (ArimaEstimate one : ranked) {
      if (staysNear(one, widest)) {
        ArimaEstimate finished = maximised(one);
        if (staysNear(finished, widest)) {
          return finished;
        }
      }
    }
    return plain;
  }

  private ArimaEstimate maximised(ArimaEstimate one) {
    if (exact || cells(one.order(), differenced) > LARGEST_EXACT_CELLS) {
      return one;
    }
    ArimaEstimate maximised = estimate(one.order(), differenced, true, one.coefficients());
    return Double.isFinite(maximised.aicc()) ? maximised : one;
  }

  /**
   * Whether forecasts for half as many rows as were fitted stay near: their means leave the range
   * of the values by less than ten times that range, and their deviations are below as many times
   * that range or the deviation of the form without terms; of logarithms one time. A few roots just
   * beyond those that are refused make forecasts that grow by orders of magnitude. A trend and a
   * random walk outgrow the range of their past, too, but at their own pace.
   *
   * @param widest [step] deviation of the form without terms
   */
  private boolean staysNear(ArimaEstimate one, double[] widest) {
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    double range = most - least;
    NormalForecast forecast = forecast(one);
    for (int step = 0; step < widest.length; step++) {
      double mean = forecast.mean()[step];
      double deviation = forecast.deviation()[step];
      if (mean < least - far * range
          || mean > most + far * range
          || deviation > far * Math.max(range, widest[step])) {
        return false;
      }
    }
    return true;
  }

  /** Half as many rows as were fitted, from the last one on. */
  private NormalForecast forecast(ArimaEstimate one) {
    int rows = values.length;
    int horizon = Math.clamp(rows / 2, 1, FARTHEST);
    return new ArimaForecasts(one.fitted(Arima.AUTOMATIC, rows, rows))
        .at(values, new int[] {rows}, horizon)[0];
  }
}
