package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns [from, from + width of the output) of a row; all of them for a plain copy. Backward: the
 * gradient goes back to those columns.
 *
 * @param from first column
 */
public record RowCopy(int from) implements RowKernel {
  @Override
  public void forward(Kernels kernels, int rows, Rows[] in, Rows out) {
    Rows x = in[0];
    if (x.width() == out.width() && x.isDense()) {
      System.arraycopy(x.data(), x.at(), out.data(), out.at(), rows * out.width());
      return;
    }
    for (int row = 0; row < rows; row++) {
      System.arraycopy(x.data(), x.at(row) + from, out.data(), out.at(row), out.width());
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
    if (dx == null) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      kernels
          .elementwise()
          .axpy(dOut.width(), 1f, dOut.data(), dOut.at(row), dx.data(), dx.at(row) + from);
    }
  }

  @Override
  public String formula(List<String> in, int width) {
    return in.getFirst() + "[" + from + ":" + (from + width) + "]";
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
