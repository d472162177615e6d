package dev.timestep.task.forecast.gift;

/**
 * One series of a data set.
 *
 * @param name its column, or the first cell of its row
 * @param values all finite, in order of time
 */
record GiftSeries(String name, double[] values) {}
