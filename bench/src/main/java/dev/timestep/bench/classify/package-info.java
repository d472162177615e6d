/**
 * The command {@code bench/classify}: how often the network of the classifier errs, on the sets of
 * the archive, on splice junctions and on sets made here.
 */
@NullMarked
package dev.timestep.bench.classify;

import org.jspecify.annotations.NullMarked;
