/**
 * Many networks of one job, each trained without some of the cases: side by side, to the same bits
 * on any number of threads, stopped and resumed.
 */
@NullMarked
package dev.timestep.task.fold;

import org.jspecify.annotations.NullMarked;
