package dev.timestep.task.forecast.statistical;

/**
 * The dynamic Theta model on its way through a series without a season. With A and B the line of
 * least squares through the t values so far and l the level,
 *
 * <pre>
 * f = l + (1 - 1 / theta) ((1 - alpha)^t A + (1 - (1 - alpha)^(t+1)) / alpha B)
 * l = alpha y + (1 - alpha) l
 * </pre>
 *
 * Source: Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, "Models for optimising the theta
 * method and their relationship to state space models" (2016), equations 17 to 22.
 */
final class ThetaRun {
  private final double alpha;
  private final double share;
  private double level;
  private double kept = 1;
  private double mean;
  private double start;
  private double slope;
  private int rows;

  ThetaRun(double alpha, double theta, double level) {
    this.alpha = alpha;
    share = 1 - 1 / theta;
    this.level = level;
  }

  private ThetaRun(ThetaRun other) {
    alpha = other.alpha;
    share = other.share;
    level = other.level;
    kept = other.kept;
    mean = other.mean;
    start = other.start;
    slope = other.slope;
    rows = other.rows;
  }

  ThetaRun copy() {
    return new ThetaRun(this);
  }

  int rows() {
    return rows;
  }

  double expected() {
    return level + share * (kept * start + (1 - kept * (1 - alpha)) / alpha * slope);
  }

  void step(double value) {
    level = alpha * value + (1 - alpha) * level;
    kept *= 1 - alpha;
    rows++;
    double before = mean;
    mean += (value - before) / rows;
    slope = rows < 2 ? 0 : ((rows - 2) * slope + 6 * (value - before) / rows) / (rows + 1);
    start = mean - slope * (rows + 1) / 2;
  }
}
