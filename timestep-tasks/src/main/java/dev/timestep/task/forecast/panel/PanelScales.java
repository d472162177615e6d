package dev.timestep.task.forecast.panel;

/**
 * The units of one series: what its values are divided by.
 *
 * @param scale standard deviation of each target over the rows that were known; 1 for a constant
 *     one
 * @param spread how far recent values lie from their level, on average; 1 where they do not
 */
record PanelScales(double[] scale, double[] spread) {}
