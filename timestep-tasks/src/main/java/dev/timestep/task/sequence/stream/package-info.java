/**
 * Sequences that are answered while their lines arrive: each line is read as a file of its form is
 * read, and a job gives the answers.
 */
@NullMarked
package dev.timestep.task.sequence.stream;

import org.jspecify.annotations.NullMarked;
