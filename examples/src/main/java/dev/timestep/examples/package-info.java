/**
 * The programs that tutorials of recurrent networks start with, corrected.
 *
 * <p>Each has a {@code run} that returns its final figures, which the tests check, and a {@code
 * main} that prints them. These are programs, not a library: they may print to standard output.
 * Elsewhere only the command line does so.
 */
@NullMarked
package dev.timestep.examples;

import org.jspecify.annotations.NullMarked;
