/**
 * Transforms of a target: what is forecast is a function of the values, and forecasts are brought
 * back. Each series has its own parameters.
 *
 * <p>The package knows no tables and no models, only numbers; NaN is a missing value.
 */
@NullMarked
package dev.timestep.task.forecast.transform;

import org.jspecify.annotations.NullMarked;
