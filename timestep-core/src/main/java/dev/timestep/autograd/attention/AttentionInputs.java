package dev.timestep.autograd.attention;

import dev.timestep.autograd.Variable;
import dev.timestep.tensor.Lengths;
import dev.timestep.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The queries and the memory.
 *
 * @param queries [Tq, B, E], time-major
 * @param keys [Tk, B, E]
 * @param values [Tk, B, V]; may be the keys themselves
 * @param queryLengths real queries of each sequence, or null when all are; the others get zeros
 * @param keyLengths real keys of each sequence, or null when all are; the others get no weight
 * @param first the first key of each sequence, [B, 1], or null for the first of all; needs no
 *     gradient
 */
public record AttentionInputs(
    Variable queries,
    Variable keys,
    Variable values,
    @Nullable Lengths queryLengths,
    @Nullable Lengths keyLengths,
    @Nullable Variable first) {

  /** Refuses shapes that do not belong together. */
  public AttentionInputs {
    Shape q = queries.shape();
    Shape k = keys.shape();
    Shape v = values.shape();
    if (q.rank() != 3
        || k.rank() != 3
        || v.rank() != 3
        || q.dim(1) != k.dim(1)
        || q.dim(2) != k.dim(2)
        || v.dim(0) != k.dim(0)
        || v.dim(1) != k.dim(1)) {
      throw new IllegalArgumentException(
          "Attention expects queries [Tq, B, E], keys [Tk, B, E] and values [Tk, B, V]; received "
              + q
              + ", "
              + k
              + " and "
              + v
              + ". Queries and keys have one width and one batch, keys and values the same steps.");
    }
    if (queryLengths != null) {
      queryLengths.check("Attention's queries", q.dim(1), q.dim(0));
    }
    if (keyLengths != null) {
      keyLengths.check("Attention's keys", k.dim(1), k.dim(0));
    }
    if (first != null && first.size() != q.dim(1)) {
      throw new IllegalArgumentException(
          "Attention expects the first key of each sequence as ["
              + q.dim(1)
              + ", 1]; received "
              + first.shape()
              + ". Give one number per sequence.");
    }
  }

  /** Whether an op over {@code other} reads these variables; its lengths may differ. */
  boolean readsSame(AttentionInputs other) {
    return queries == other.queries
        && keys == other.keys
        && values == other.values
        && first == other.first;
  }

  int batch() {
    return queries.shape().dim(1);
  }

  int queryTime() {
    return queries.shape().dim(0);
  }

  int keyTime() {
    return keys.shape().dim(0);
  }

  /** Width of a query and of a key. */
  int width() {
    return keys.shape().dim(2);
  }

  int valueWidth() {
    return values.shape().dim(2);
  }

  /** Real queries of a sequence. */
  int queriesOf(int sequence) {
    return queryLengths == null ? queryTime() : queryLengths.at(sequence);
  }

  /** Keys of a sequence up to its last real one. */
  int keysOf(int sequence) {
    return keyLengths == null ? keyTime() : keyLengths.at(sequence);
  }
}
