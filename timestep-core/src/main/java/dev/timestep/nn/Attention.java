package dev.timestep.nn;

import dev.timestep.autograd.Tape;

/**
 * A layer in which queries attend to a memory: a decoder's states to an encoder's outputs, or the
 * steps of a sequence to each other.
 *
 * <pre>{@code
 * AttentionMemory memory = attention.remember(tape, encoded);  // once for each batch
 * Attended now = attention.attend(tape, decoderState, memory); // once for each step
 * Signal context = now.output();
 * }</pre>
 *
 * <p>A query is one step, [B, features], or many, [T, B, features] with lengths of their own; the
 * output has its form. All steps at once give what they give one by one. Steps of the memory past a
 * sequence's length get no weight; where it has none at all, and for queries past their length, the
 * output is zero.
 *
 * <p>As a {@link Layer} it lets a sequence attend to itself: queries and memory are the input.
 */
public interface Attention extends Layer {
  /**
   * What every query needs of the memory, computed once.
   *
   * @param memory [T, B, features] and its lengths
   */
  AttentionMemory remember(Tape tape, Signal memory);

  /**
   * Looks at the memory.
   *
   * @param query [B, features], or [T, B, features] and its lengths
   * @param memory what {@link #remember} made on the same tape
   */
  Attended attend(Tape tape, Signal query, AttentionMemory memory);

  /** Looks at a memory that is not needed again. */
  default Attended attend(Tape tape, Signal query, Signal memory) {
    return attend(tape, query, remember(tape, memory));
  }

  @Override
  default Signal forward(Tape tape, Signal input) {
    return attend(tape, input, input).output();
  }

  @Override
  default Streaming streaming() {
    throw new IllegalArgumentException(
        this
            + " cannot run step by step: each step looks at the whole sequence, later steps"
            + " included. Use Layers.multiHeadAttention(units, heads).context(n), which looks at"
            + " the last n steps.");
  }
}
