package dev.timestep.bench.learn;

import dev.timestep.data.Batch;

/**
 * The next steps of several streams.
 *
 * @param batch inputs and, one a step, targets
 * @param first whether it is where the streams begin, so that no state comes before it
 */
public record Piece(Batch batch, boolean first) {}
