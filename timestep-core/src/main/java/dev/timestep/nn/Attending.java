package dev.timestep.nn;

import dev.timestep.autograd.Variable;
import dev.timestep.autograd.attention.AttentionInputs;
import dev.timestep.autograd.attention.AttentionOutputs;
import dev.timestep.tensor.Shape;

/** What the attention layers have in common: forms of queries and memories. */
final class Attending {
  private Attending() {}

  /** Refuses a memory that is not [T, B, width]; returns it with finite padding. */
  static Signal checkMemory(Object who, Signal memory, int width) {
    Shape shape = memory.value().shape();
    if (shape.rank() != 3 || shape.last() != width) {
      throw new IllegalArgumentException(
          who
              + " expects a memory [batch, time, "
              + width
              + "]; received "
              + Recurrent.batchFirst(shape)
              + ". A recurrent layer before it must return sequences.");
    }
    Inputs.checkContent(who, memory);
    return Inputs.withFinitePadding(memory);
  }

  /**
   * Refuses a query that is not [B, width] or [T, B, width] for this memory; returns it with finite
   * padding.
   */
  static Signal checkQuery(Object who, Signal query, int width, AttentionMemory memory) {
    Shape shape = query.value().shape();
    int rank = shape.rank();
    if ((rank != 2 && rank != 3) || shape.last() != width) {
      throw new IllegalArgumentException(
          who
              + " expects queries [batch, "
              + width
              + "] or [batch, time, "
              + width
              + "]; received "
              + Recurrent.batchFirst(shape)
              + ". Check the width of the layer that asks.");
    }
    int batch = shape.dim(rank - 2);
    if (batch != memory.keys().shape().dim(1)) {
      throw new IllegalArgumentException(
          who
              + " expects as many queries as sequences in its memory, "
              + memory.keys().shape().dim(1)
              + "; received "
              + batch
              + ". Give the query and the memory of one batch.");
    }
    Inputs.checkContent(who, query);
    return Inputs.withFinitePadding(query);
  }

  /** Queries as the ops read them, [Tq, B, ·]. */
  static AttentionInputs inputs(Signal query, Variable projected, AttentionMemory memory) {
    Shape shape = projected.shape();
    Variable queries =
        shape.rank() == 3 ? projected : projected.reshape(1, shape.dim(0), shape.dim(1));
    return new AttentionInputs(
        queries,
        memory.keys(),
        memory.values(),
        query.isSequence() ? query.lengths() : null,
        memory.lengths(),
        null);
  }

  /** The op's answer in the form of the query. */
  static Attended answer(Signal query, AttentionOutputs outputs) {
    return new Attended(output(query, outputs.y()), outputs.weights());
  }

  /** [Tq, B, n] in the form of the query. */
  static Signal output(Signal query, Variable y) {
    return query.isSequence()
        ? query.with(y)
        : Signal.of(y.reshape(y.shape().dim(1), y.shape().dim(2)));
  }
}
