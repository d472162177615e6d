package dev.timestep.task.forecast.statistical;

/**
 * Exponential smoothing on its way through a series: states that change with each value. With q the
 * level and the trend carried one row on, s the season's effect on the row and f the forecast,
 *
 * <pre>
 * f = q + s  or  q s
 * level  = q + alpha (p - q),          p = y - s  or  y / s
 * trend  = phi trend + beta (p - q)
 * s      = s + gamma ((y - q) - s)  or  s + gamma (y / q - s)
 * </pre>
 *
 * <p>The same steps hold for added and for multiplied errors, which differ only in the likelihood
 * and in the spread of forecasts. Where parts are multiplied, a level and an effect stay above zero
 * whatever values come.
 */
final class EtsRun {
  /** The share of the first level under which no multiplied level falls. */
  private static final double FLOOR = 1e-6;

  private static final double LEAST_EFFECT = 0.01;

  private final EtsForm form;
  private final EtsWeights weights;
  private final boolean multiplies;
  private final double floor;
  private final double[] seasons;
  private double level;
  private double trend;
  private int slot;

  EtsRun(EtsForm form, EtsWeights weights, EtsStates first) {
    this.form = form;
    this.weights = weights;
    multiplies = form.multiplies();
    floor = Math.max(Double.MIN_VALUE, FLOOR * Math.abs(first.level()));
    level = first.level();
    trend = first.trend();
    seasons = first.seasons().clone();
  }

  double trend() {
    return trend;
  }

  /** The season's effect on the next row. */
  double effect() {
    return seasons[slot];
  }

  /** The states now, the next row's effect first. */
  EtsStates states() {
    double[] ordered = new double[seasons.length];
    for (int at = 0; at < ordered.length; at++) {
      ordered[at] = seasons[(slot + at) % seasons.length];
    }
    return new EtsStates(level, trend, ordered);
  }

  private double carriedTrend() {
    return switch (form.trend()) {
      case NONE -> 0;
      case ADDITIVE -> weights.phi() * trend;
      case MULTIPLICATIVE -> Math.pow(trend, weights.phi());
    };
  }

  private double carriedLevel(double carried) {
    double next = form.trend() == EtsPart.MULTIPLICATIVE ? level * carried : level + carried;
    return multiplies ? Math.max(floor, next) : next;
  }

  /** The forecast of the next row. */
  double expected() {
    double next = carriedLevel(carriedTrend());
    return switch (form.season()) {
      case NONE -> next;
      case ADDITIVE -> next + seasons[slot];
      case MULTIPLICATIVE -> next * seasons[slot];
    };
  }

  /** Goes one row on. */
  void step(double value) {
    double carried = carriedTrend();
    double before = carriedLevel(carried);
    double deseasoned =
        switch (form.season()) {
          case NONE -> value;
          case ADDITIVE -> value - seasons[slot];
          case MULTIPLICATIVE -> value / seasons[slot];
        };
    double missed = deseasoned - before;
    double old = level;
    level = before + weights.alpha() * missed;
    if (multiplies) {
      level = Math.max(floor, level);
    }
    switch (form.trend()) {
      case NONE -> {}
      case ADDITIVE -> trend = carried + weights.beta() * missed;
      case MULTIPLICATIVE -> trend = Math.max(0.01, carried + weights.beta() * missed / old);
    }
    if (seasons.length > 0) {
      seasons[slot] += weights.gamma() * effectMissed(value, before);
      if (form.season() == EtsPart.MULTIPLICATIVE) {
        seasons[slot] = Math.max(LEAST_EFFECT, seasons[slot]);
      }
      slot = slot + 1 == seasons.length ? 0 : slot + 1;
    }
  }

  private double effectMissed(double value, double before) {
    double seen = form.season() == EtsPart.MULTIPLICATIVE ? value / before : value - before;
    return seen - seasons[slot];
  }
}
