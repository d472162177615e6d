package dev.timestep.nn.cell;

import dev.timestep.autograd.Variable;

/**
 * What a recurrent layer computes over a sequence.
 *
 * @param outputs the output of every step [time, batch, units], zero past a sequence's length
 * @param state the state after each sequence's last real step; the initial state for length 0
 * @param <S> the cell's state
 */
public record Unrolled<S extends CellState>(Variable outputs, S state) {}
