/**
 * Intervals around the forecasts of any model: from the errors that it made at earlier origins, by
 * step of the horizon, conformalised. The package knows no tables and no models, only numbers.
 *
 * <p>One convention holds, that of forecasting: an <em>origin</em> {@code t} is the row of the
 * first value to be forecast. The error of step h (from 0) of a window at origin o is known at t
 * where {@code o + h < t}; no other is used at t.
 */
@NullMarked
package dev.timestep.task.forecast.interval;

import org.jspecify.annotations.NullMarked;
