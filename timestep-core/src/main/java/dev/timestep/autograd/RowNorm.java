package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Layer normalisation of rows, as in {@link LayerNormOp}: y = γ ⊙ x̂ + β. Inputs x, γ, β; the
 * statistics are computed again for backward.
 *
 * @param epsilon added to the variance
 */
record RowNorm(float epsilon) implements RowKernel {
  @Override
  public void forward(Kernels kernels, int rows, Rows[] in, Rows out) {
    Rows x = in[0];
    int n = out.width();
    float[] to = out.data();
    for (int row = 0; row < rows; row++) {
      int at = out.at(row);
      float mean = mean(kernels, n, x, row);
      center(n, mean, x, row, to, at);
      kernels.scale(n, inverse(kernels, n, to, at), to, at);
      kernels.multiply(n, to, at, in[1].data(), in[1].at(row), to, at);
      kernels.add(n, to, at, in[2].data(), in[2].at(row), to, at);
    }
  }

  private static float mean(Kernels kernels, int n, Rows x, int row) {
    return kernels.sum(n, x.data(), x.at(row)) / n;
  }

  private static void center(int n, float mean, Rows x, int row, float[] to, int at) {
    float[] xs = x.data();
    int from = x.at(row);
    for (int j = 0; j < n; j++) {
      to[at + j] = xs[from + j] - mean;
    }
  }

  /** 1 / √(variance + ε) of a row whose mean is 0. */
  private float inverse(Kernels kernels, int n, float[] centered, int at) {
    return (float) (1 / Math.sqrt(kernels.sumOfSquares(n, centered, at) / n + epsilon));
  }

  @Override
  public void backward(
      Kernels kernels,
      int rows,
      Rows[] in,
      Rows out,
      Rows dOut,
      @Nullable Rows[] dIn,
      float[] scratch) {
    Rows x = in[0];
    Rows gain = dIn[1];
    Rows offset = dIn[2];
    int n = out.width();
    float[] dy = dOut.data();
    for (int row = 0; row < rows; row++) {
      int from = dOut.at(row);
      // x̂ and, behind it, u.
      center(n, mean(kernels, n, x, row), x, row, scratch, 0);
      float inverse = inverse(kernels, n, scratch, 0);
      kernels.scale(n, inverse, scratch, 0);
      if (offset != null) {
        kernels.axpy(n, 1f, dy, from, offset.data(), offset.at(row));
      }
      if (gain != null) {
        kernels.multiplyAdd(n, dy, from, scratch, 0, gain.data(), gain.at(row));
      }
      Rows dx = dIn[0];
      if (dx != null) {
        kernels.multiply(n, dy, from, in[1].data(), in[1].at(row), scratch, n);
        inputGradient(kernels, n, inverse, scratch, dx.data(), dx.at(row));
      }
    }
  }

  /** dx += (u − mean(u) − x̂ ⊙ mean(u ⊙ x̂)) / √(variance + ε) with u = dy ⊙ γ. */
  private static void inputGradient(
      Kernels kernels, int n, float inverse, float[] scratch, float[] dx, int to) {
    float meanU = kernels.sum(n, scratch, n) / n;
    float meanUx = kernels.dot(n, scratch, n, scratch, 0) / n;
    for (int j = 0; j < n; j++) {
      dx[to + j] += (scratch[n + j] - meanU - scratch[j] * meanUx) * inverse;
    }
  }

  @Override
  public boolean readsInputs() {
    return true;
  }

  @Override
  public boolean readsOutput() {
    return false;
  }
}
