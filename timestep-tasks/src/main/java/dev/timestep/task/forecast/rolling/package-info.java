/**
 * Forecasts of series that are too short for a network: models of one series, chosen and judged by
 * rolling origins.
 */
@NullMarked
package dev.timestep.task.forecast.rolling;

import org.jspecify.annotations.NullMarked;
