/**
 * The form of a file: its text, delimiter, header, rows, numbers and marks of missing values.
 * {@link dev.timestep.task.table.cells.CsvTable} is what comes out: named columns of cells, without
 * any rule of time.
 *
 * <pre>{@code
 * CsvTable table = CsvTable.read(Path.of("births.csv"), ReadOptions.defaults());
 * double[] births = table.numbers(table.column("births", ""));
 * }</pre>
 */
@NullMarked
package dev.timestep.task.table.cells;

import org.jspecify.annotations.NullMarked;
