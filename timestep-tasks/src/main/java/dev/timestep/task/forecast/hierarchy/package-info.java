/**
 * Forecasts of series and of their totals that fit together: the groups that series belong to, the
 * methods that reconcile forecasts made one by one, and sums that are right to the last digit.
 *
 * <p>The package knows no tables and no models: only names, forecasts of each node and their past
 * errors.
 */
@NullMarked
package dev.timestep.task.forecast.hierarchy;

import org.jspecify.annotations.NullMarked;
