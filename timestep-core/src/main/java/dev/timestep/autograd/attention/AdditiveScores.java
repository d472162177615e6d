package dev.timestep.autograd.attention;

import dev.timestep.autograd.Variable;
import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Vanishing;
import org.jspecify.annotations.Nullable;

/**
 * s_ij = scale · Σ_u v_u tanh(q_iu + k_ju) (Bahdanau, Cho and Bengio 2015), q and k being
 * projections already.
 *
 * <p>Backward, with a = tanh(q_i + k_j) computed again, since all of them would be Tq·Tk·U numbers
 * a sequence: dv += ds_ij a, and v ds_ij (1 − a²) to both dq_i and dk_j.
 */
final class AdditiveScores implements Scores {
  /** What a tanh costs, in multiply-adds. */
  private static final int TANH_COST = 10;

  private final Variable queries;
  private final Variable keys;
  private final Variable v;
  private final float scale;
  private final int units;
  private final int batch;

  /** A share of v's gradient for each sequence, [B, U]: each is summed by one thread. */
  private float[] shares = {};

  private float @Nullable [] dQueries;
  private float @Nullable [] dKeys;

  AdditiveScores(AttentionInputs in, Variable v, AttentionSettings settings) {
    this.queries = in.queries();
    this.keys = in.keys();
    this.v = v;
    this.scale = settings.scale();
    this.units = in.width();
    this.batch = in.batch();
  }

  Variable v() {
    return v;
  }

  private int row(int step, int sequence) {
    return (step * batch + sequence) * units;
  }

  /** tanh(q_i + k_j) of one query and all keys of the block, into {@link Block#rows}. */
  private void activate(Block at, int query) {
    int q = row(at.firstQuery + query, at.sequence);
    for (int j = 0; j < at.keys; j++) {
      int k = row(at.firstKey + j, at.sequence);
      at.kernels.elementwise().add(units, queries.data(), q, keys.data(), k, at.rows, j * units);
    }
    at.kernels.activations().tanh(at.keys * units, at.rows, 0, at.rows, 0);
  }

  @Override
  public void forward(Block at, float[] out, int to, int ld) {
    for (int i = 0; i < at.queries; i++) {
      activate(at, i);
      for (int j = 0; j < at.keys; j++) {
        out[to + i * ld + j] =
            scale * at.kernels.reductions().dot(units, at.rows, j * units, v.data(), 0);
      }
    }
  }

  @Override
  public void startBackward() {
    shares = v.tape().zeros(batch * units);
    dQueries = queries.requiresGradient() ? queries.gradient() : null;
    dKeys = keys.requiresGradient() ? keys.gradient() : null;
  }

  @Override
  public void backward(Block at) {
    for (int i = 0; i < at.queries; i++) {
      activate(at, i);
      int q = row(at.firstQuery + i, at.sequence);
      for (int j = 0; j < at.keys; j++) {
        float ds = scale * at.gradient[i * at.keys + j];
        if (ds != 0) {
          int k = row(at.firstKey + j, at.sequence);
          at.kernels.elementwise().axpy(units, ds, at.rows, j * units, shares, at.sequence * units);
          addGradient(at, ds, j * units, q, k);
        }
      }
    }
  }

  private void addGradient(Block at, float ds, int row, int q, int k) {
    Kernels kernels = at.kernels;
    float[] a = at.rows;
    float[] weights = v.data();
    for (int u = 0; u < units; u++) {
      float active = a[row + u];
      a[row + u] = Vanishing.flushed(ds * weights[u] * Math.fma(-active, active, 1f));
    }
    if (dQueries != null) {
      kernels.elementwise().axpy(units, 1f, a, row, dQueries, q);
    }
    if (dKeys != null) {
      kernels.elementwise().axpy(units, 1f, a, row, dKeys, k);
    }
  }

  @Override
  public void endBackward() {
    if (v.requiresGradient()) {
      v.tape().kernels().rows().addColumnSums(batch, units, shares, 0, units, v.gradient(), 0);
    }
  }

  @Override
  public int cost() {
    return units * TANH_COST;
  }
}
