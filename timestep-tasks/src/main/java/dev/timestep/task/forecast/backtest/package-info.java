/**
 * Rolling-origin backtests: {@link dev.timestep.task.forecast.backtest.Backtest} forecasts a table
 * from many of its rows, each time with what was known then, and counts every window.
 *
 * <p>An <em>origin</em> is the first row that is forecast; only rows before it are read.
 */
@NullMarked
package dev.timestep.task.forecast.backtest;

import org.jspecify.annotations.NullMarked;
