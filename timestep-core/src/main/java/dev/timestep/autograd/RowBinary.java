package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import dev.timestep.kernel.Vanishing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * z = x ∘ y on rows, where either may be one row for all of them, or have a single column that is
 * repeated.
 */
record RowBinary(Binary f) implements RowKernel {
  @Override
  public void forward(Kernels kernels, int rows, Rows[] in, Rows out) {
    Rows x = in[0];
    Rows y = in[1];
    int width = out.width();
    if (isPlain(x, width) && isPlain(y, width)) {
      run(kernels, rows * width, x, x.at(), y, y.at(), out, out.at());
      return;
    }
    for (int row = 0; row < rows; row++) {
      run(kernels, width, x, x.at(row), y, y.at(row), out, out.at(row));
    }
  }

  private static boolean isPlain(Rows rows, int width) {
    return rows.isDense() && rows.width() == width;
  }

  private void run(Kernels kernels, int n, Rows x, int xAt, Rows y, int yAt, Rows out, int to) {
    float[] xs = x.data();
    float[] ys = y.data();
    float[] zs = out.data();
    if (out.width() > 1 && (x.width() == 1 || y.width() == 1)) {
      int stepX = step(x, out);
      int stepY = step(y, out);
      for (int at = 0; at < n; at++) {
        zs[to + at] = f.value(xs[xAt + at * stepX], ys[yAt + at * stepY]);
      }
      return;
    }
    switch (f) {
      case ADD -> kernels.elementwise().add(n, xs, xAt, ys, yAt, zs, to);
      case MULTIPLY -> kernels.elementwise().multiply(n, xs, xAt, ys, yAt, zs, to);
      case SUBTRACT -> kernels.elementwise().subtract(n, xs, xAt, ys, yAt, zs, to);
      case DIVIDE -> kernels.elementwise().divide(n, xs, xAt, ys, yAt, zs, to);
      case MAXIMUM -> kernels.elementwise().maximum(n, xs, xAt, ys, yAt, zs, to);
      case MINIMUM -> kernels.elementwise().minimum(n, xs, xAt, ys, yAt, zs, to);
    }
  }

  /** From one number of an operand to the next: 0 for a single column. */
  private static int step(Rows operand, Rows out) {
    return operand.width() == 1 && out.width() > 1 ? 0 : 1;
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
    Rows y = in[1];
    Rows dx = dIn[0];
    Rows dy = dIn[1];
    int width = out.width();
    boolean plain =
        f != Binary.DIVIDE
            && isPlain(x, width)
            && isPlain(y, width)
            && (dx == null || dx.isDense())
            && (dy == null || dy.isDense());
    int runs = plain ? Math.min(1, rows) : rows;
    int n = plain ? rows * width : width;
    for (int run = 0; run < runs; run++) {
      int from = dOut.at(run);
      if (dx != null) {
        add(kernels, n, dOut, from, x, x.at(run), y, y.at(run), dx, dx.at(run), true, scratch);
      }
      if (dy != null) {
        add(kernels, n, dOut, from, x, x.at(run), y, y.at(run), dy, dy.at(run), false, scratch);
      }
    }
  }

  /** d += dz·∂z/∂x, or ∂y; summed where the operand is a single column. */
  private void add(
      Kernels kernels,
      int n,
      Rows dOut,
      int from,
      Rows x,
      int xAt,
      Rows y,
      int yAt,
      Rows target,
      int to,
      boolean first,
      float[] scratch) {
    float[] dz = dOut.data();
    float[] d = target.data();
    Rows other = first ? y : x;
    int otherAt = first ? yAt : xAt;
    if (step(x, dOut) == 1 && step(y, dOut) == 1) {
      float[] xs = x.data();
      float[] ys = y.data();
      switch (f) {
        case ADD -> kernels.elementwise().axpy(n, 1f, dz, from, d, to);
        case SUBTRACT -> kernels.elementwise().axpy(n, first ? 1f : -1f, dz, from, d, to);
        case MULTIPLY ->
            kernels.elementwise().multiplyAdd(n, dz, from, other.data(), otherAt, d, to);
        case DIVIDE -> {
          kernels.elementwise().divide(n, dz, from, ys, yAt, scratch, 0);
          if (!first) {
            kernels.elementwise().multiply(n, scratch, 0, xs, xAt, scratch, 0);
            kernels.elementwise().divide(n, scratch, 0, ys, yAt, scratch, 0);
          }
          kernels.elementwise().axpy(n, first ? 1f : -1f, scratch, 0, d, to);
        }
        // The gradient goes to one of the two, to x where they are equal.
        case MAXIMUM -> kernels.elementwise().addWhere(n, first, xs, xAt, ys, yAt, dz, from, d, to);
        case MINIMUM -> kernels.elementwise().addWhere(n, first, ys, yAt, xs, xAt, dz, from, d, to);
      }
      return;
    }
    int stepX = step(x, dOut);
    int stepY = step(y, dOut);
    int stepD = first ? stepX : stepY;
    for (int at = 0; at < n; at++) {
      float xv = x.data()[xAt + at * stepX];
      float yv = y.data()[yAt + at * stepY];
      int place = to + at * stepD;
      float slope = first ? f.slopeX(xv, yv) : f.slopeY(xv, yv);
      d[place] = Vanishing.flushed(d[place] + dz[from + at] * slope);
    }
  }

  @Override
  public String formula(List<String> in, int width) {
    String x = in.get(0);
    String y = in.get(1);
    return switch (f) {
      case ADD -> x + " + " + y;
      case SUBTRACT -> x + " − " + y;
      case MULTIPLY -> x + " ⊙ " + y;
      case DIVIDE -> x + " / " + y;
      case MAXIMUM -> "max(" + x + ", " + y + ")";
      case MINIMUM -> "min(" + x + ", " + y + ")";
    };
  }

  @Override
  public boolean readsInputs() {
    return f != Binary.ADD && f != Binary.SUBTRACT;
  }

  @Override
  public boolean readsOutput() {
    return false;
  }

  @Override
  public boolean isSum() {
    return f == Binary.ADD;
  }

  @Override
  public boolean passesGradient(int input) {
    return f == Binary.ADD || (f == Binary.SUBTRACT && input == 0);
  }
}
