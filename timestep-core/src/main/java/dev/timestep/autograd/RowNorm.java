package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Layer normalisation of rows, as in {@link LayerNormOp}: y = γ ⊙ x̂ + β. Inputs x, γ, β; the
 * statistics are computed again for backward.
 */
final class RowNorm implements RowKernel {
  private final float epsilon;

  /** To add a number to each of a row: there is a kernel for multiples of rows only. */
  private final float[] ones;

  /**
   * Of rows of {@code width} numbers.
   *
   * @param epsilon added to the variance
   */
  RowNorm(float epsilon, int width) {
    this.epsilon = epsilon;
    this.ones = new float[width];
    Arrays.fill(ones, 1f);
  }

  @Override
  public void forward(Kernels kernels, int rows, Rows[] in, Rows out) {
    int n = out.width();
    float[] to = out.data();
    for (int row = 0; row < rows; row++) {
      int at = out.at(row);
      kernels.scale(n, center(kernels, n, in[0], row, to, at), to, at);
      kernels.multiply(n, to, at, in[1].data(), in[1].at(row), to, at);
      kernels.add(n, to, at, in[2].data(), in[2].at(row), to, at);
    }
  }

  /** Writes x − mean and returns 1 / √(variance + ε). */
  private float center(Kernels kernels, int n, Rows x, int row, float[] to, int at) {
    float mean = kernels.sum(n, x.data(), x.at(row)) / n;
    System.arraycopy(x.data(), x.at(row), to, at, n);
    kernels.axpy(n, -mean, ones, 0, to, at);
    return (float) (1 / Math.sqrt(kernels.dot(n, to, at, to, at) / n + epsilon));
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
    Rows gain = dIn[1];
    Rows offset = dIn[2];
    int n = out.width();
    float[] dy = dOut.data();
    for (int row = 0; row < rows; row++) {
      int from = dOut.at(row);
      // x̂ and, behind it, u.
      float inverse = center(kernels, n, in[0], row, scratch, 0);
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
  private void inputGradient(
      Kernels kernels, int n, float inverse, float[] scratch, float[] dx, int to) {
    float meanU = kernels.sum(n, scratch, n) / n;
    float meanUx = kernels.dot(n, scratch, n, scratch, 0) / n;
    // All but the factor comes together first: summed into dx, what cancels would leave more error.
    kernels.axpy(n, -meanUx, scratch, 0, scratch, n);
    kernels.axpy(n, -meanU, ones, 0, scratch, n);
    kernels.axpy(n, inverse, scratch, n, dx, to);
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
