package dev.timestep.autograd.attention;

import dev.timestep.autograd.Variable;

/**
 * s_ij = scale · q_i·k_j, each head on its part of the width.
 *
 * <p>Backward: dq_i += scale · Σ_j ds_ij k_j, dk_j += scale · Σ_i ds_ij q_i.
 */
final class DotScores implements Scores {
  private final Variable queries;
  private final Variable keys;
  private final float scale;

  /** Width of a head. */
  private final int width;

  /** Floats from a step to the next. */
  private final int stride;

  DotScores(AttentionInputs in, AttentionSettings settings) {
    this.queries = in.queries();
    this.keys = in.keys();
    this.scale = settings.scale();
    this.width = in.width() / settings.heads();
    this.stride = in.batch() * in.width();
  }

  private int query(Block at) {
    return at.firstQuery * stride + (at.sequence * keys.shape().last() + at.head * width);
  }

  private int key(Block at) {
    return at.firstKey * stride + (at.sequence * keys.shape().last() + at.head * width);
  }

  @Override
  public void forward(Block at, float[] out, int to, int ld) {
    float[] q = queries.data();
    float[] k = keys.data();
    Products.timesTransposed(
        at, width, scale, q, query(at), stride, k, key(at), stride, out, to, ld);
  }

  @Override
  public void startBackward() {
    if (queries.requiresGradient()) {
      queries.gradient();
    }
    if (keys.requiresGradient()) {
      keys.gradient();
    }
  }

  @Override
  public void backward(Block at) {
    float[] ds = at.gradient;
    int n = at.keys;
    if (scale != 1) {
      at.kernels.elementwise().scale(at.queries * n, scale, ds, 0);
    }
    if (queries.requiresGradient()) {
      float[] dq = queries.gradient();
      float[] k = keys.data();
      Products.times(at, width, ds, 0, n, k, key(at), stride, dq, query(at), stride, true);
    }
    if (keys.requiresGradient()) {
      float[] dk = keys.gradient();
      float[] q = queries.data();
      Products.addTransposedTimes(at, width, ds, 0, n, q, query(at), stride, dk, key(at), stride);
    }
  }

  @Override
  public void endBackward() {}

  @Override
  public int cost() {
    return width;
  }
}
