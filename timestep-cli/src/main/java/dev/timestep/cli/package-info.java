/** The {@code timestep} command. */
@NullMarked
package dev.timestep.cli;

import org.jspecify.annotations.NullMarked;
