/**
 * The ridge regression of forecasting: its inputs, the sums over windows that overlap, the choice
 * of its penalty on validation windows, and its weights.
 */
@NullMarked
package dev.timestep.task.forecast.ridge;

import org.jspecify.annotations.NullMarked;
