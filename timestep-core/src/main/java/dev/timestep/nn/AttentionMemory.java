package dev.timestep.nn;

import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Attention#remember} made of a memory, on one tape.
 *
 * @param keys what queries are compared with, [T, B, ·]
 * @param values what is handed out, [T, B, ·]
 * @param lengths real steps of each sequence, or null when all are full
 */
public record AttentionMemory(Variable keys, Variable values, @Nullable Lengths lengths) {}
