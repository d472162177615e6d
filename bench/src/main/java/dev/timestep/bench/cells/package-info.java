/**
 * The command {@code bench/cells}: a training step of each recurrent cell ({@link
 * dev.timestep.bench.cells.CellList}) in turn with one of the plain cell that it is compared with
 * ({@link dev.timestep.bench.cells.CellDuel}).
 */
@NullMarked
package dev.timestep.bench.cells;

import org.jspecify.annotations.NullMarked;
