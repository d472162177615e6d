/** Errors and intervals of every model of the forecasting command on known series. */
@NullMarked
package dev.timestep.bench.forecast;

import org.jspecify.annotations.NullMarked;
