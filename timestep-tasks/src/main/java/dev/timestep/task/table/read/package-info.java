/**
 * From a file to a {@link dev.timestep.task.table.TimeTable}: the top of the room of tables. {@link
 * dev.timestep.task.table.read.TableReader} joins the form of a file with the rules of time, and
 * {@link dev.timestep.task.table.read.TableReadingJson} stores how it was done.
 */
@NullMarked
package dev.timestep.task.table.read;

import org.jspecify.annotations.NullMarked;
