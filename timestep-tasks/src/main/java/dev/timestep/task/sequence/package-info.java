/**
 * The door for labelled sequences: each case is one sequence of one or several channels, with a
 * label. Jobs read cases here, whatever the form of the file.
 */
@NullMarked
package dev.timestep.task.sequence;

import org.jspecify.annotations.NullMarked;
