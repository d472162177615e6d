/**
 * Forecasting: the split of a series, its windows, the baselines that a network must beat, and the
 * verdict.
 *
 * <p>One convention holds everywhere: an <em>origin</em> is the row index of the first value to be
 * forecast. At origin {@code t} the rows {@code 0 .. t-1} are known and the rows {@code t ..
 * t+horizon-1} are asked for.
 */
@NullMarked
package dev.timestep.task.forecast;

import org.jspecify.annotations.NullMarked;
