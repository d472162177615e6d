package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows side by side. Backward: each input gets the gradient of its columns. */
record RowJoin() implements RowKernel {
  @Override
  public void forward(Kernels kernels, int rows, Rows[] in, Rows out) {
    int column = 0;
    for (Rows part : in) {
      for (int row = 0; row < rows; row++) {
        int to = out.at(row) + column;
        System.arraycopy(part.data(), part.at(row), out.data(), to, part.width());
      }
      column += part.width();
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
    int column = 0;
    for (int part = 0; part < in.length; part++) {
      int width = in[part].width();
      Rows dx = dIn[part];
      for (int row = 0; dx != null && row < rows; row++) {
        int from = dOut.at(row) + column;
        kernels.elementwise().axpy(width, 1f, dOut.data(), from, dx.data(), dx.at(row));
      }
      column += width;
    }
  }

  @Override
  public String formula(List<String> in, int width) {
    return "[" + String.join(", ", in) + "]";
  }

  @Override
  public boolean readsInputs() {
    return false;
  }

  @Override
  public boolean readsOutput() {
    return false;
  }
}
