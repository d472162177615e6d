package dev.timestep.report;

/**
 * A paired block bootstrap of the difference in MAE, best baseline minus network: above zero the
 * network is better.
 *
 * @param against name of the best baseline
 * @param level coverage, for example 0.95
 * @param low lower end, in the data's own units
 * @param estimate the difference over all test windows
 * @param high upper end
 * @param blockLength windows per block
 * @param resamples bootstrap samples drawn
 */
public record BootstrapInterval(
    String against,
    double level,
    double low,
    double estimate,
    double high,
    int blockLength,
    int resamples) {
  /** Checks that the figures form an interval. */
  public BootstrapInterval {
    Check.text("BootstrapInterval", "against", against);
    Check.that(
        level > 0 && level < 1,
        "BootstrapInterval expects a level between 0 and 1, such as 0.95; received %s.",
        level);
    Check.that(
        Double.isFinite(low) && Double.isFinite(high) && Double.isFinite(estimate) && low <= high,
        "BootstrapInterval expects finite figures with low <= high; received %s, %s, %s.",
        low,
        estimate,
        high);
    Check.that(
        blockLength > 0 && resamples > 0,
        "BootstrapInterval expects blockLength and resamples > 0; received %d and %d.",
        blockLength,
        resamples);
  }
}
