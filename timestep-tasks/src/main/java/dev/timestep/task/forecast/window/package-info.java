/**
 * The parts of a series in time, the windows of each part, and sums over a series that lose no
 * digits. An <em>origin</em> is the row index of the first value to be forecast.
 */
@NullMarked
package dev.timestep.task.forecast.window;

import org.jspecify.annotations.NullMarked;
