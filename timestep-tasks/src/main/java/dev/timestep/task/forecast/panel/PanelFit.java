package dev.timestep.task.forecast.panel;

import dev.timestep.task.forecast.ForecastNetwork;

/**
 * What was fitted to the windows of many series.
 *
 * @param network reads all series
 * @param ridge the regression on the same inputs
 * @param shares [target][step] of the network in the mix
 */
record PanelFit(ForecastNetwork network, PooledRidge ridge, double[][] shares) {}
