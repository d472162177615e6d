/** How long tables of many series take to be read, and in how much memory. */
@NullMarked
package dev.timestep.bench.panel;

import org.jspecify.annotations.NullMarked;
