package dev.timestep.nn;

import dev.timestep.autograd.Variable;

/**
 * The result of attending to a memory.
 *
 * @param output in the form of the query: [B, n] or [T, B, n]
 * @param weights how much of each step of the memory went into it, [B, heads, queries, steps]; one
 *     head and one query where there are not more. Each row sums to 1, or is zero where the output
 *     is. They are those before dropout, and a loss on them passes its gradient on
 */
public record Attended(Signal output, Variable weights) {}
