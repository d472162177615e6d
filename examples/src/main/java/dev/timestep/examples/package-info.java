/**
 * The programs that tutorials of recurrent networks start with, each as it was meant.
 *
 * <p>Each has a {@code run} that returns its final figures, which the tests hold it to, and a
 * {@code main} that prints them. These are programs, not a library: they may print to standard
 * output, which otherwise only the command line does.
 */
@NullMarked
package dev.timestep.examples;

import org.jspecify.annotations.NullMarked;
