/** Recurrent cells: one step each, with its equations, its weights and its settings. */
@NullMarked
package dev.timestep.nn.cell;

import org.jspecify.annotations.NullMarked;
