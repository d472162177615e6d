package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
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
    return !rows.isShared() && rows.width() == width;
  }

  private void run(Kernels kernels, int n, Rows x, int xAt, Rows y, int yAt, Rows out, int to) {
    float[] xs = x.data();
    float[] ys = y.data();
    float[] zs = out.data();
    boolean columns = out.width() > 1 && (x.width() == 1 || y.width() == 1);
    if (f == Binary.ADD && !columns) {
      kernels.add(n, xs, xAt, ys, yAt, zs, to);
    } else if (f == Binary.MULTIPLY && !columns) {
      kernels.multiply(n, xs, xAt, ys, yAt, zs, to);
    } else {
      int stepX = step(x, out);
      int stepY = step(y, out);
      switch (f) {
        case ADD -> {
          for (int at = 0; at < n; at++) {
            zs[to + at] = xs[xAt + at * stepX] + ys[yAt + at * stepY];
          }
        }
        case SUBTRACT -> {
          for (int at = 0; at < n; at++) {
            zs[to + at] = xs[xAt + at * stepX] - ys[yAt + at * stepY];
          }
        }
        case MULTIPLY -> {
          for (int at = 0; at < n; at++) {
            zs[to + at] = xs[xAt + at * stepX] * ys[yAt + at * stepY];
          }
        }
        case DIVIDE -> {
          for (int at = 0; at < n; at++) {
            zs[to + at] = xs[xAt + at * stepX] / ys[yAt + at * stepY];
          }
        }
        case MAXIMUM -> {
          for (int at = 0; at < n; at++) {
            zs[to + at] = Math.max(xs[xAt + at * stepX], ys[yAt + at * stepY]);
          }
        }
        case MINIMUM -> {
          for (int at = 0; at < n; at++) {
            zs[to + at] = Math.min(xs[xAt + at * stepX], ys[yAt + at * stepY]);
          }
        }
      }
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
    boolean plain = isPlain(x, width) && isPlain(y, width);
    int runs = plain ? 1 : rows;
    int n = plain ? rows * width : width;
    for (int run = 0; run < runs; run++) {
      int from = dOut.at(run);
      if (dx != null) {
        add(kernels, n, dOut, from, x, x.at(run), y, y.at(run), dx, dx.at(run), true);
      }
      if (dy != null) {
        add(kernels, n, dOut, from, x, x.at(run), y, y.at(run), dy, dy.at(run), false);
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
      boolean first) {
    float[] dz = dOut.data();
    float[] d = target.data();
    Rows other = first ? y : x;
    int otherAt = first ? yAt : xAt;
    boolean whole =
        step(first ? x : y, dOut) == 1 && (f != Binary.MULTIPLY || step(other, dOut) == 1);
    if (whole && f == Binary.MULTIPLY) {
      kernels.multiplyAdd(n, dz, from, other.data(), otherAt, d, to);
    } else if (whole && (f == Binary.ADD || f == Binary.SUBTRACT)) {
      kernels.axpy(n, f == Binary.SUBTRACT && !first ? -1f : 1f, dz, from, d, to);
    } else {
      int stepX = step(x, dOut);
      int stepY = step(y, dOut);
      int stepD = first ? stepX : stepY;
      for (int at = 0; at < n; at++) {
        float xv = x.data()[xAt + at * stepX];
        float yv = y.data()[yAt + at * stepY];
        d[to + at * stepD] += dz[from + at] * (first ? f.slopeX(xv, yv) : f.slopeY(xv, yv));
      }
    }
  }

  @Override
  public boolean readsInputs() {
    return f != Binary.ADD && f != Binary.SUBTRACT;
  }

  @Override
  public boolean readsOutput() {
    return false;
  }
}
