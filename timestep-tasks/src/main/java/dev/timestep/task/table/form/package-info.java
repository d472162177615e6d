/**
 * How times are written: every form that is read can also be written. {@link
 * dev.timestep.task.table.form.TimeShapes} says which forms a cell may have, and {@link
 * dev.timestep.task.table.form.TimeForm} reads and writes one of them. Nothing here knows tables.
 */
@NullMarked
package dev.timestep.task.table.form;

import org.jspecify.annotations.NullMarked;
