package dev.timestep.autograd.recurrent;

import dev.timestep.autograd.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What a fused recurrent op returns.
 *
 * @param y hidden states [T, B, H], zero past a sequence's length
 * @param h hidden state after each sequence's last real step [B, H]; the initial state for length 0
 * @param c the LSTM's cell state at the same place [B, H]; null for other cells
 */
public record RecurrentOutputs(Variable y, Variable h, @Nullable Variable c) {}
