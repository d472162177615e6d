/**
 * The rules of time: which column holds the times, in which form, in which order the rows are, with
 * which step and rhythm, and what is missing. {@link dev.timestep.task.table.time.TimeGrid} puts
 * the rows of a table on a {@link dev.timestep.task.table.TimeAxis}.
 */
@NullMarked
package dev.timestep.task.table.time;

import org.jspecify.annotations.NullMarked;
