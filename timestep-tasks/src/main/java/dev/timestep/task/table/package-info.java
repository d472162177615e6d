/**
 * Tabular time series: what every task on rows of numbers shares.
 *
 * <p>{@code TableReader} turns a text file into a {@link dev.timestep.task.table.TimeTable}:
 * numeric columns on a regular {@link dev.timestep.task.table.TimeAxis}, checked cell by cell, with
 * every decision that was detected from the file kept as a note. {@link
 * dev.timestep.task.table.CalendarFeatures} turns any time stamp, past or future, into the calendar
 * inputs that a {@link dev.timestep.task.table.CalendarSpec} names.
 *
 * <pre>{@code
 * TimeTable births = TableReader.read(Path.of("us-births.csv"), List.of("births"), ReadOptions.defaults());
 * CalendarSpec spec = CalendarSpec.choose(births.axis(), "US");
 * float[][] known = new CalendarFeatures(spec).rows(births.axis(), 0, births.rows() + 28);
 * }</pre>
 *
 * <p>This package holds the words that all share: what is asked ({@link
 * dev.timestep.task.table.ReadOptions}), what was found ({@link
 * dev.timestep.task.table.TableReading}) and what comes out. Above it stand the forms of times
 * ({@code form}), the form of a file ({@code cells}), the rules of time ({@code time}), the reader
 * ({@code read}) and, on top, that of many series in one table ({@code panel}); none imports one
 * that stands higher.
 *
 * <p>Everything that is wrong with the user's input is a {@link
 * dev.timestep.task.table.TableException} whose message says where it is and what would help.
 */
@NullMarked
package dev.timestep.task.table;

import org.jspecify.annotations.NullMarked;
