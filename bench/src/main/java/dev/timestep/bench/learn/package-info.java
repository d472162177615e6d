/**
 * The command {@code bench/learning}: what cells learn. The problems are {@link
 * dev.timestep.bench.learn.AddingProblem}, {@link dev.timestep.bench.learn.CopyMemory}, {@link
 * dev.timestep.bench.learn.TextPieces} and {@link dev.timestep.bench.learn.SpliceJunctions}; the
 * cells that are compared with each other are listed in {@code Cells}.
 */
@NullMarked
package dev.timestep.bench.learn;

import org.jspecify.annotations.NullMarked;
