package dev.timestep.task.forecast.panel;

import dev.timestep.task.forecast.ForecastNetwork;
import dev.timestep.task.forecast.MixShares;

/**
 * What was fitted to the windows of many series.
 *
 * @param network reads all series
 * @param ridge the regression on the same inputs
 * @param shares of the network in the mix
 */
record PanelFit(ForecastNetwork network, PooledRidge ridge, MixShares shares) {}
