/** The training step, the loop around it, optimizers, schedules and checkpoints. */
@NullMarked
package dev.timestep.train;

import org.jspecify.annotations.NullMarked;
