/** Layers, models of layers, and losses. */
@NullMarked
package dev.timestep.nn;

import org.jspecify.annotations.NullMarked;
