/**
 * Many series in one table: one row for each series and time. {@link
 * dev.timestep.task.table.panel.PanelReader} reads them row by row into a {@link
 * dev.timestep.task.table.panel.PanelTable}; the file is never held as a whole.
 *
 * <p>The forms of cells and times are those of every table; each series gets an axis by the same
 * rules as a table of one series.
 */
@NullMarked
package dev.timestep.task.table.panel;

import org.jspecify.annotations.NullMarked;
