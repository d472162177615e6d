package dev.timestep.task.forecast.statistical;

import java.util.Arrays;

/**
 * Estimates the weights and the first states of one form by maximum likelihood: a coarse grid of
 * weights, then {@link QuasiNewton} over all of them at once. Weights are written as logistic
 * shares of their bounds, so that the search has none; what is not admissible has no likelihood.
 */
final class EtsSearch {
  /** Longer seasons keep the effects of the decomposition: too many numbers to be estimated. */
  static final int LONGEST_ESTIMATED = 24;

  private static final double[] ALPHAS = {0.05, 0.2, 0.5, 0.8};
  private static final double[] BETAS = {0.02, 0.2};
  private static final double[] GAMMAS = {0.02, 0.2};
  private static final double[] PHIS = {0.9, 0.3};

  private final EtsForm form;
  private final double[] values;
  private final EtsStates start;
  private final boolean estimatedStates;
  private final boolean estimatedSeason;
  private final double levelUnit;

  private EtsSearch(EtsForm form, double[] values, EtsStates start, boolean estimatedStates) {
    this.form = form;
    this.values = values;
    this.start = start;
    this.estimatedStates = estimatedStates;
    estimatedSeason =
        estimatedStates && form.seasonal() && start.seasons().length <= LONGEST_ESTIMATED;
    levelUnit = Math.max(1e-6, spread(values));
  }

  /** The size of a change from row to row. */
  private static double spread(double[] values) {
    double squares = 0;
    for (int row = 1; row < values.length; row++) {
      squares += (values[row] - values[row - 1]) * (values[row] - values[row - 1]);
    }
    return Math.sqrt(squares / values.length);
  }

  /**
   * A form with its estimates.
   *
   * @param form the form
   * @param weights its weights
   * @param states before the first value
   * @param likelihood of the values
   */
  record Estimate(EtsForm form, EtsWeights weights, EtsStates states, EtsLikelihood likelihood) {
    /**
     * The model in the unit of the series.
     *
     * @param sigma standard deviation of an error of the values that were fitted
     * @param unit by which the series was divided before it was fitted
     */
    FittedEts fitted(
        String id, String choice, int season, double sigma, double unit, Carrying carrying) {
      double seasonUnit = form.season() == EtsPart.MULTIPLICATIVE ? 1 : unit;
      return new FittedEts(
          id,
          choice,
          form,
          form.seasonal() ? season : 1,
          weights,
          new EtsStates(
              states.level() * unit,
              states.trend() * (form.trend() == EtsPart.MULTIPLICATIVE ? 1 : unit),
              Arrays.stream(states.seasons()).map(effect -> effect * seasonUnit).toArray()),
          sigma * (form.error() == EtsPart.MULTIPLICATIVE ? 1 : unit),
          carrying);
    }
  }

  /**
   * Estimates a form.
   *
   * @param values of a size of about one, at least {@link EtsStates#needed}
   */
  static Estimate estimate(EtsForm form, int season, double[] values) {
    EtsStates start = EtsStates.before(form, season, values);
    return new EtsSearch(form, values, start, true).estimate();
  }

  /** Estimates only the weights of a form. */
  static Estimate weights(EtsForm form, double[] values, EtsStates first) {
    return new EtsSearch(form, values, first, false).estimate();
  }

  private Estimate estimate() {
    double[] best = QuasiNewton.minimise(this::objective, coarse(), 1e-9).at();
    EtsWeights weights = weights(best);
    EtsStates states = states(best);
    return new Estimate(form, weights, states, EtsLikelihood.of(form, weights, states, values));
  }

  private double objective(double... at) {
    if (!Arrays.stream(at).allMatch(Double::isFinite)) {
      return Double.POSITIVE_INFINITY;
    }
    EtsWeights weights = weights(at);
    return weights.admissible(form.seasonal() ? start.seasons().length : 1)
        ? EtsLikelihood.of(form, weights, states(at), values).value()
        : Double.POSITIVE_INFINITY;
  }

  private double[] coarse() {
    int free = estimatedStates ? 1 + (form.hasTrend() ? 1 : 0) : 0;
    free += estimatedSeason ? start.seasons().length - 1 : 0;
    double[] best = new double[form.weights() + free];
    double least = Double.POSITIVE_INFINITY;
    double[] none = {0.5};
    for (double alpha : ALPHAS) {
      for (double beta : form.hasTrend() ? BETAS : none) {
        for (double gamma : form.seasonal() ? GAMMAS : none) {
          for (double phi : form.damped() ? PHIS : none) {
            double[] at = new double[best.length];
            int next = 0;
            at[next++] = logit(alpha);
            if (form.hasTrend()) {
              at[next++] = logit(beta);
            }
            if (form.seasonal()) {
              at[next++] = logit(gamma);
            }
            if (form.damped()) {
              at[next] = logit(phi);
            }
            double value = objective(at);
            if (value < least) {
              least = value;
              best = at;
            }
          }
        }
      }
    }
    return best;
  }

  private EtsWeights weights(double[] at) {
    int next = 0;
    double alpha = between(EtsWeights.LEAST, EtsWeights.MOST, at[next++]);
    double beta = form.hasTrend() ? between(EtsWeights.LEAST, alpha, at[next++]) : 0;
    double most = Math.max(EtsWeights.LEAST, Math.min(EtsWeights.MOST, 1 - alpha));
    double gamma = form.seasonal() ? between(EtsWeights.LEAST, most, at[next++]) : 0;
    double phi =
        form.damped() ? between(EtsWeights.LEAST_PHI, EtsWeights.MOST_PHI, at[next]) : 1;
    return new EtsWeights(alpha, Math.min(beta, alpha), Math.min(gamma, 1 - alpha), phi);
  }

  private EtsStates states(double[] at) {
    if (!estimatedStates) {
      return start;
    }
    int next = form.weights();
    double level = start.level() + levelUnit * at[next++];
    double trend = start.trend();
    if (form.trend() == EtsPart.ADDITIVE) {
      trend += 0.1 * levelUnit * at[next++];
    } else if (form.trend() == EtsPart.MULTIPLICATIVE) {
      trend *= Math.exp(0.01 * at[next++]);
    }
    double[] seasons = start.seasons();
    if (estimatedSeason) {
      seasons = seasons.clone();
      double unit = form.season() == EtsPart.MULTIPLICATIVE ? 0.1 : levelUnit;
      double sum = 0;
      for (int slot = 0; slot + 1 < seasons.length; slot++) {
        seasons[slot] += unit * at[next++];
        sum += seasons[slot];
      }
      // The last effect follows: the season adds up to nothing, or multiplies by one on average.
      seasons[seasons.length - 1] =
          (form.season() == EtsPart.MULTIPLICATIVE ? seasons.length : 0) - sum;
    }
    return new EtsStates(level, trend, seasons);
  }

  private static double between(double least, double most, double at) {
    return least + (most - least) / (1 + Math.exp(-at));
  }

  private static double logit(double share) {
    return Math.log(share / (1 - share));
  }
}
