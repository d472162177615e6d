/** Forecasts that need no training: those that a network must beat, and those that it corrects. */
@NullMarked
package dev.timestep.task.forecast.baseline;

import org.jspecify.annotations.NullMarked;
