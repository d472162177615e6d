/**
 * What a network needs of labelled sequences, whatever the job: numbers of the size of one, cases
 * dealt out to folds, and batches.
 */
@NullMarked
package dev.timestep.task.sequence.batch;

import org.jspecify.annotations.NullMarked;
