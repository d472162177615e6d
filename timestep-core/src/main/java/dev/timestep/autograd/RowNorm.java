package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import java.util.List;
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
    Rows gain = in[1];
    Rows offset = in[2];
    for (int row = 0; row < rows; row++) {
      kernels
          .rows()
          .normalize(
              out.width(),
              epsilon,
              x.data(),
              x.at(row),
              gain.data(),
              gain.at(row),
              offset.data(),
              offset.at(row),
              out.data(),
              out.at(row));
    }
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
    Rows dx = dIn[0];
    Rows dGain = dIn[1];
    Rows dOffset = dIn[2];
    int n = out.width();
    for (int row = 0; row < rows; row++) {
      int from = dOut.at(row);
      // x̂ comes first in the scratch; after it unused values.
      kernels
          .rows()
          .normalizeBackward(
              n,
              epsilon,
              in[0].data(),
              in[0].at(row),
              in[1].data(),
              in[1].at(row),
              dOut.data(),
              from,
              scratch,
              0,
              dx == null ? scratch : dx.data(),
              dx == null ? n : dx.at(row));
      if (dOffset != null) {
        kernels.elementwise().axpy(n, 1f, dOut.data(), from, dOffset.data(), dOffset.at(row));
      }
      if (dGain != null) {
        kernels
            .elementwise()
            .multiplyAdd(n, dOut.data(), from, scratch, 0, dGain.data(), dGain.at(row));
      }
    }
  }

  @Override
  public String formula(List<String> in, int width) {
    return "norm(%s; ε = %s) ⊙ %s + %s".formatted(in.get(0), epsilon, in.get(1), in.get(2));
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
