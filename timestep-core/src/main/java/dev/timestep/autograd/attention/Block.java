package dev.timestep.autograd.attention;

import dev.timestep.kernel.Kernels;

/**
 * Some queries of one head of one sequence, and the keys that any of them reads: what one thread
 * works on at a time. A thread has one block and moves it on.
 */
final class Block {
  final Kernels kernels;

  /** A packed matrix. */
  final float[] packed;

  /** Rows copied together: a product that reads them far apart misses the cache. */
  final float[] rows;

  /** Gradients of weights, then of scores, [queries, keys]. */
  final float[] gradient;

  /** A number a query. */
  final float[] sums;

  int sequence;
  int head;
  int firstQuery;
  int queries;
  int firstKey;
  int keys;

  Block(Kernels kernels, float[] packed, float[] rows, float[] gradient, float[] sums) {
    this.kernels = kernels;
    this.packed = packed;
    this.rows = rows;
    this.gradient = gradient;
    this.sums = sums;
  }

  void enter(int newSequence, int newHead) {
    sequence = newSequence;
    head = newHead;
  }

  /** To the queries from {@code query} and the keys from {@code key} up to {@code keyEnd}. */
  void moveTo(int query, int count, int key, int keyEnd) {
    firstQuery = query;
    queries = count;
    firstKey = key;
    keys = keyEnd - key;
  }
}
