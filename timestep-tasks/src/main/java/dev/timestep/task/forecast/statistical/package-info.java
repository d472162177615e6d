/**
 * Forecasts of one series of numbers by models that are no networks: exponential smoothing, Theta,
 * ARIMA. Each is estimated on a series, then forecasts from any origin with the parameters fixed.
 *
 * <p>The package knows no tables, no calendars and no networks: only numbers, and the season in
 * rows. One convention holds, that of forecasting: an <em>origin</em> {@code t} is the row of the
 * first value to be forecast, and only rows {@code 0 .. t-1} are read.
 */
@NullMarked
package dev.timestep.task.forecast.statistical;

import org.jspecify.annotations.NullMarked;
