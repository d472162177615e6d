package dev.timestep.task.forecast.statistical;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for the form of least AICc, step by step: four forms to start with, then neighbours of the
 * best one, whose terms differ by one, until none is better.
 *
 * <p>At most 5 terms from row to row and 2 from season to season (1 where the season is longer than
 * 24 rows), and not more than a third of the rows allow. Source: Hyndman and Khandakar, "Automatic
 * Time Series Forecasting: The forecast Package for R", Journal of Statistical Software 27 (2008).
 */
final class ArimaSearch {
  private static final int MOST_TERMS = 5;
  private static final int MOST_SEASONAL = 2;
  private static final int LONG_SEASON = 24;
  private static final int MOST_FORMS = 94;

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

  private final double[] differenced;
  private final int mostTerms;
  private final int mostSeasonal;
  private final boolean exact;
  private final Map<ArimaOrder, ArimaEstimate> tried = new LinkedHashMap<>();

  private ArimaSearch(double[] values, double[] differenced, int season) {
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
   */
  static ArimaEstimate best(double[] values, int season) {
    int seasonalD = ArimaDifferences.seasonal(values, season);
    double[] seasonless = ArimaDifferences.apply(values, 0, seasonalD, season);
    int d = ArimaDifferences.ordinary(seasonless);
    double[] differenced = ArimaDifferences.apply(seasonless, d, 0, 1);
    int used = season == 1 || values.length <= season ? 1 : season;
    ArimaOrder start =
        new ArimaOrder(0, d, 0, 0, seasonalD, 0, used, d + seasonalD <= 1);
    return new ArimaSearch(values, differenced, used).search(start);
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
      return fit(start, ArimaCoefficients.none());
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
      if (next == best) {
        break;
      }
      best = next;
    }
    return finished(start);
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
      if (next != best) {
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

  /** The best one, its likelihood maximised; the next best if its roots do not allow it then. */
  private ArimaEstimate finished(ArimaOrder start) {
    List<ArimaEstimate> ranked = new ArrayList<>(tried.values());
    ranked.sort(Comparator.comparingDouble(ArimaEstimate::aicc));
    for (ArimaEstimate candidate : ranked) {
      boolean refine = !exact && cells(candidate.order(), differenced) <= LARGEST_EXACT_CELLS;
      ArimaEstimate finished =
          refine
              ? estimate(candidate.order(), differenced, true, candidate.coefficients())
              : candidate;
      if (Double.isFinite(finished.aicc())) {
        return finished;
      }
    }
    // So few rows that no form can be compared: the one without terms.
    boolean level = start.constant() && start.d() + start.seasonalD() == 0;
    return fit(start.withConstant(level), ArimaCoefficients.none());
  }
}
