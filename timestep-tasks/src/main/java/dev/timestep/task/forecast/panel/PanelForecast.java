package dev.timestep.task.forecast.panel;

import java.util.List;

/**
 * The rows after the last of one series.
 *
 * @param id of the series
 * @param times as the file writes them; row numbers where it has none
 * @param values [target][step]
 * @param quantiles [level][target][step], of all levels that are computed
 */
record PanelForecast(String id, List<String> times, double[][] values, double[][][] quantiles) {}
