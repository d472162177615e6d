package dev.timestep.autograd.attention;

import dev.timestep.autograd.CounterRandom;
import dev.timestep.autograd.Op;
import dev.timestep.autograd.Tape;
import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Engine;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Vanishing;
import dev.timestep.tensor.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Attention: each query's answer is a mean of the values, weighted by how well their keys fit it.
 *
 * <pre>
 * s_ij = score(q_i, k_j)     p_ij = e^s_ij / Σ_l e^s_il     y_i = Σ_j p_ij v_j
 * </pre>
 *
 * <p>The sums go over the keys that query i may read: those before its sequence's length, none
 * after its own step where it is causal, and only the last few where there is a context. Padding is
 * not masked but left out, so no number of padded steps changes a bit. Within a block of causal
 * queries later keys have the weight 0; where one of them is not finite, and 0 · ∞ would show, each
 * query is a block of its own that leaves them out. Queries past their length, and those that may
 * read no key, get zeros.
 *
 * <p>Weights and gradients of scores below {@link Vanishing#BOUND} count as 0.
 *
 * <p>Backward: dv_j += Σ_i p_ij dy_i, dp_ij = dy_i·v_j, ds_ij = p_ij (dp_ij − Σ_l p_il dp_il).
 *
 * <p>Threads share the heads of the sequences; a number is summed by one thread in one order.
 */
public final class AttentionOp implements Op {
  /** Causal queries are taken in blocks of this many, which read no key after their last one. */
  private static final int CAUSAL_BLOCK = 128;

  private final AttentionSettings settings;
  private final Scores scores;
  private final Variable values;
  private final AttentionOutputs outputs;
  private final Block[] blocks;

  /** Weights after dropout; the weights themselves where there is none. */
  private final float[] kept;

  private final double dropout;
  private final Engine.RowWork attending = this::attend;
  private final Engine.RowWork goingBack = this::goBack;

  /** The same variables in each step; their lengths may be others. */
  private AttentionInputs in;

  private long dropKey;

  private AttentionOp(AttentionInputs in, AttentionSettings settings, Scores scores, Variable v) {
    Tape tape = in.queries().tape();
    int batch = in.batch();
    Shape shape = in.queries().shape().withLast(in.valueWidth());
    Shape weights = Shape.of(batch, settings.heads(), in.queryTime(), in.keyTime());
    this.in = in;
    this.settings = settings;
    this.scores = scores;
    this.values = in.values();
    this.outputs =
        new AttentionOutputs(
            tape.output(shape, in.queries(), in.keys(), values, v),
            tape.output(weights, in.queries(), in.keys(), v));
    this.dropout = tape.isTraining() ? settings.dropout() : 0;
    this.kept = dropout > 0 ? tape.take(weights.size()) : outputs.weights().data();
    this.blocks = new Block[Math.min(tape.workers().threads(), batch * settings.heads())];
    Arrays.setAll(blocks, lane -> block(tape));
  }

  /** What a thread needs for its largest block. */
  private Block block(Tape tape) {
    Kernels kernels = tape.kernels();
    int queries = Math.min(in.queryTime(), blockSize());
    int reach = queries + settings.context() - 1;
    int keys = settings.context() > 0 ? Math.min(in.keyTime(), reach) : in.keyTime();
    boolean additive = scores instanceof AdditiveScores;
    int width = in.width() / settings.heads();
    int valueWidth = in.valueWidth() / settings.heads();
    int widest = additive ? valueWidth : Math.max(width, valueWidth);
    int rows = Products.rowsSize(queries, keys, widest);
    return new Block(
        kernels,
        tape.take(Products.packedSize(kernels, queries, keys, widest)),
        tape.take(additive ? Math.max(rows, Math.multiplyExact(keys, width)) : rows),
        tape.take(outputs.y().requiresGradient() ? Math.multiplyExact(queries, keys) : 0),
        tape.take(queries));
  }

  private int blockSize() {
    return settings.causal() ? CAUSAL_BLOCK : Integer.MAX_VALUE;
  }

  // ---------------------------------------------------------------- making

  /** Scaled dot-product attention: score(q, k) = scale · q·k, each head on its part. */
  public static AttentionOutputs dot(AttentionInputs in, AttentionSettings settings) {
    Tape tape = in.queries().tape();
    if (tape.kept() instanceof AttentionOp op
        && op.scores instanceof DotScores
        && op.isOver(in, settings)) {
      return op.repeat(in);
    }
    int heads = settings.heads();
    if (in.width() % heads != 0 || in.valueWidth() % heads != 0) {
      throw new IllegalArgumentException(
          "Attention with "
              + heads
              + " heads expects widths that they divide; received keys of "
              + in.width()
              + " and values of "
              + in.valueWidth()
              + ". Choose a number of heads that divides both.");
    }
    AttentionOp op = new AttentionOp(in, settings, new DotScores(in, settings), in.keys());
    return op.run();
  }

  /**
   * Additive attention: score(q, k) = scale · Σ_u v_u tanh(q_u + k_u), q and k being projections to
   * one width.
   *
   * @param v [U]
   */
  public static AttentionOutputs additive(
      AttentionInputs in, Variable v, AttentionSettings settings) {
    Tape tape = in.queries().tape();
    if (tape.kept() instanceof AttentionOp op
        && op.scores instanceof AdditiveScores additive
        && additive.v() == v
        && op.isOver(in, settings)) {
      return op.repeat(in);
    }
    if (v.size() != in.width() || settings.heads() != 1) {
      throw new IllegalArgumentException(
          "Additive attention expects one head and a vector ["
              + in.width()
              + "], as wide as the keys; received heads="
              + settings.heads()
              + " and "
              + v.shape()
              + ".");
    }
    AttentionOp op = new AttentionOp(in, settings, new AdditiveScores(in, v, settings), v);
    return op.run();
  }

  private boolean isOver(AttentionInputs other, AttentionSettings otherSettings) {
    return in.readsSame(other) && settings.equals(otherSettings);
  }

  private AttentionOutputs repeat(AttentionInputs now) {
    in = now;
    values.tape().repeat(this);
    return outputs;
  }

  private AttentionOutputs run() {
    values.tape().run(this, outputs.y(), outputs.weights());
    return outputs;
  }

  // ---------------------------------------------------------------- places

  /** How many queries of a head of a sequence make a block. */
  private int blockSize(Block at, int queries) {
    return !settings.causal() || queries == 1 || isFinite(at) ? blockSize() : 1;
  }

  private boolean isFinite(Block at) {
    int head = at.head;
    int queries = in.queriesOf(at.sequence);
    int keys = in.keysOf(at.sequence);
    return isFinite(at, in.queries(), head, queries)
        && isFinite(at, in.keys(), head, keys)
        && isFinite(at, values, head, keys);
  }

  private boolean isFinite(Block at, Variable x, int head, int steps) {
    int width = x.shape().last() / settings.heads();
    boolean finite = true;
    for (int step = 0; step < steps && finite; step++) {
      int row = (step * in.batch() + at.sequence) * x.shape().last() + head * width;
      finite = Double.isFinite(at.kernels.reductions().sumOfSquares(width, x.data(), row));
    }
    return finite;
  }

  /** A query that stands before its first key has none: {@link #end} is not above this. */
  private int begin(int sequence, int query) {
    Variable first = in.first();
    int empty = first == null ? 0 : Math.round(first.data()[sequence]);
    int context = settings.context();
    return context == 0 ? empty : Math.max(empty, step(query) + 1 - context);
  }

  private int end(int sequence, int query) {
    int keys = in.keysOf(sequence);
    return settings.causal() ? Math.min(keys, step(query) + 1) : keys;
  }

  /** The key at a query's own step. */
  private int step(int query) {
    return query + in.keyTime() - in.queryTime();
  }

  private int value(Block at, int step) {
    int width = in.valueWidth();
    return (step * in.batch() + at.sequence) * width + at.head * (width / settings.heads());
  }

  /** Where the weights of a query over all keys start. */
  private int weight(Block at, int query) {
    int head = at.sequence * settings.heads() + at.head;
    return (head * in.queryTime() + query) * in.keyTime();
  }

  private boolean moveTo(Block at, int query, int queries, int size) {
    int count = Math.min(size, queries - query);
    int from = begin(at.sequence, query);
    int to = end(at.sequence, query + count - 1);
    at.moveTo(query, count, from, Math.max(from, to));
    return at.keys > 0;
  }

  private int valueStride() {
    return in.batch() * in.valueWidth();
  }

  private int headWidth() {
    return in.valueWidth() / settings.heads();
  }

  private long costOfLane() {
    long products = (long) in.queryTime() * in.keyTime() * (scores.cost() + headWidth());
    return products * in.batch() * settings.heads() / Math.max(1, blocks.length);
  }

  // ---------------------------------------------------------------- forward

  @Override
  public void forward() {
    Tape tape = values.tape();
    dropKey = dropout > 0 ? tape.nextRandomKey() : 0;
    tape.engine().forRows(blocks.length, costOfLane(), attending);
  }

  private void attend(int fromLane, int toLane) {
    for (int lane = fromLane; lane < toLane; lane++) {
      Block at = blocks[lane];
      for (int head = firstHead(lane); head < firstHead(lane + 1); head++) {
        at.enter(head / settings.heads(), head % settings.heads());
        attend(at);
      }
    }
  }

  private int firstHead(int lane) {
    return (int) ((long) in.batch() * settings.heads() * lane / blocks.length);
  }

  private void attend(Block at) {
    int queries = in.queriesOf(at.sequence);
    int size = blockSize(at, queries);
    clear(at, queries);
    for (int query = 0; query < queries; query += at.queries) {
      if (moveTo(at, query, queries, size)) {
        int to = weight(at, query) + at.firstKey;
        scores.forward(at, outputs.weights().data(), to, in.keyTime());
        softmax(at, to);
        flush(at, to);
        drop(at, to);
        sum(at, to);
      }
    }
  }

  /** Zeros wherever nothing is written below. */
  private void clear(Block at, int queries) {
    boolean all = queries == in.queryTime() && end(at.sequence, 0) == in.keyTime();
    if (all && in.first() == null && in.keyTime() > 0) {
      return;
    }
    int from = weight(at, 0);
    int size = in.queryTime() * in.keyTime();
    Arrays.fill(outputs.weights().data(), from, from + size, 0f);
    for (int query = 0; query < in.queryTime(); query++) {
      int row = value(at, query);
      Arrays.fill(outputs.y().data(), row, row + headWidth(), 0f);
    }
  }

  private void softmax(Block at, int to) {
    float[] p = outputs.weights().data();
    int ld = in.keyTime();
    if (!settings.causal()) {
      at.kernels.rows().softmaxRows(at.queries, at.keys, p, to, ld, p, to, ld, at.sums, 0);
      return;
    }
    for (int i = 0; i < at.queries; i++) {
      int row = to + i * ld;
      int from = begin(at.sequence, at.firstQuery + i) - at.firstKey;
      int end = end(at.sequence, at.firstQuery + i) - at.firstKey;
      Arrays.fill(p, row, row + from, 0f);
      Arrays.fill(p, row + end, row + at.keys, 0f);
      at.kernels
          .rows()
          .softmaxRows(1, end - from, p, row + from, ld, p, row + from, ld, at.sums, i);
    }
  }

  /** Weights so small that they would make the products of the way back slow count as 0. */
  private void flush(Block at, int to) {
    for (int i = 0; i < at.queries; i++) {
      at.kernels.elementwise().flush(at.keys, outputs.weights().data(), to + i * in.keyTime());
    }
  }

  private void drop(Block at, int to) {
    if (dropout == 0) {
      return;
    }
    float[] p = outputs.weights().data();
    float factor = (float) (1 / (1 - dropout));
    for (int i = 0; i < at.queries; i++) {
      int row = to + i * in.keyTime();
      for (int j = row; j < row + at.keys; j++) {
        kept[j] = CounterRandom.uniform(dropKey, j) < dropout ? 0f : p[j] * factor;
      }
    }
  }

  private void sum(Block at, int from) {
    Products.times(
        at,
        headWidth(),
        kept,
        from,
        in.keyTime(),
        values.data(),
        value(at, at.firstKey),
        valueStride(),
        outputs.y().data(),
        value(at, at.firstQuery),
        valueStride(),
        false);
  }

  // ---------------------------------------------------------------- backward

  @Override
  public void backward() {
    outputs.y().gradient();
    if (values.requiresGradient()) {
      values.gradient();
    }
    scores.startBackward();
    values.tape().engine().forRows(blocks.length, 2 * costOfLane(), goingBack);
    scores.endBackward();
  }

  private void goBack(int fromLane, int toLane) {
    for (int lane = fromLane; lane < toLane; lane++) {
      Block at = blocks[lane];
      for (int head = firstHead(lane); head < firstHead(lane + 1); head++) {
        at.enter(head / settings.heads(), head % settings.heads());
        goBack(at);
      }
    }
  }

  private void goBack(Block at) {
    int queries = in.queriesOf(at.sequence);
    int size = blockSize(at, queries);
    for (int query = 0; query < queries; query += at.queries) {
      if (moveTo(at, query, queries, size)) {
        int from = weight(at, query) + at.firstKey;
        sumBackward(at, from);
        dropBackward(at, from);
        softmaxBackward(at, from);
        scores.backward(at);
      }
    }
  }

  /** dp = dy·vᵀ, dv += pᵀ·dy. */
  private void sumBackward(Block at, int from) {
    float[] dy = outputs.y().gradient();
    int y = value(at, at.firstQuery);
    int v = value(at, at.firstKey);
    int ld = valueStride();
    int width = headWidth();
    Products.timesTransposed(
        at, width, 1f, dy, y, ld, values.data(), v, ld, at.gradient, 0, at.keys);
    if (values.requiresGradient()) {
      float[] dv = values.gradient();
      Products.addTransposedTimes(at, width, kept, from, in.keyTime(), dy, y, ld, dv, v, ld);
    }
  }

  private void dropBackward(Block at, int from) {
    if (dropout == 0) {
      return;
    }
    float factor = (float) (1 / (1 - dropout));
    for (int i = 0; i < at.queries; i++) {
      for (int j = 0; j < at.keys; j++) {
        at.gradient[i * at.keys + j] *= kept[from + i * in.keyTime() + j] == 0 ? 0f : factor;
      }
    }
  }

  private void softmaxBackward(Block at, int from) {
    float[] p = outputs.weights().data();
    float @Nullable [] dp = outputs.weights().hasGradient() ? outputs.weights().gradient() : null;
    float[] ds = at.gradient;
    int n = at.keys;
    for (int i = 0; i < at.queries; i++) {
      int row = from + i * in.keyTime();
      if (dp != null) {
        at.kernels.elementwise().axpy(n, 1f, dp, row, ds, i * n);
      }
      float inner = at.kernels.reductions().dot(n, p, row, ds, i * n);
      for (int j = 0; j < n; j++) {
        ds[i * n + j] = Vanishing.flushed(p[row + j] * (ds[i * n + j] - inner));
      }
    }
  }
}
