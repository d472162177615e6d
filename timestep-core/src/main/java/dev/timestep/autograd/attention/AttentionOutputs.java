package dev.timestep.autograd.attention;

import dev.timestep.autograd.Variable;

/**
 * What an attention op returns.
 *
 * @param y [Tq, B, V], zero for queries past their length and where there is no key
 * @param weights [B, heads, Tq, Tk], before dropout; each row sums to 1, or is zero where y is. A
 *     gradient may flow back through them
 */
public record AttentionOutputs(Variable y, Variable weights) {}
