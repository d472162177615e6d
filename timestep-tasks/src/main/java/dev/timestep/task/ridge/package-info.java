/**
 * Ridge regression for every job: the standardised inputs, the choice of the penalty, the solve.
 */
@NullMarked
package dev.timestep.task.ridge;

import org.jspecify.annotations.NullMarked;
