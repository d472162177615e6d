package dev.timestep.nn;

import dev.timestep.nn.cell.CellState;
import dev.timestep.nn.cell.Unrolled;

/**
 * What a {@link Bidirectional} layer computes over a sequence, before the directions are merged.
 *
 * @param forward the run from each sequence's first step to its last real one
 * @param backward the run from each sequence's last real step to its first; its outputs stay at the
 *     places of their inputs, and its state is the one after the sequence's first step
 * @param <F> the forward cell's state
 * @param <B> the backward cell's state
 */
public record BothUnrolled<F extends CellState, B extends CellState>(
    Unrolled<F> forward, Unrolled<B> backward) {}
