package dev.timestep.judge;

/**
 * An interval of the difference in mean loss of two models on the same cases.
 *
 * @param difference mean of first minus second; negative if the first model is better
 * @param low lower end
 * @param high upper end
 * @param confidence share of intervals that should cover the truth, 0.95
 * @param firstAhead share of the resamples in which the first model is better, equal ones counted
 *     as half: which way the evidence leans
 * @param blockLength neighbouring cases that are drawn together
 * @param resamples resamples drawn
 * @param cases cases compared
 */
public record Interval(
    double difference,
    double low,
    double high,
    double confidence,
    double firstAhead,
    int blockLength,
    int resamples,
    int cases) {}
