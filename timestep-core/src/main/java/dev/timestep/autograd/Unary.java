package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Elementwise functions y = f(x). Backward: dx += dy·f′(x), expressed in y where that is cheaper.
 */
enum Unary {
  /** 1 / (1 + e^−x); f′ = y(1−y). */
  SIGMOID {
    @Override
    void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      kernels.sigmoid(n, x, xOff, y, yOff);
    }

    @Override
    void backward(
        Kernels kernels,
        int n,
        float[] x,
        int xOff,
        float[] y,
        int yOff,
        float[] dy,
        int dyOff,
        float[] dx,
        int dxOff) {
      kernels.sigmoidBackward(n, y, yOff, dy, dyOff, dx, dxOff);
    }
  },
  /** tanh x; f′ = 1−y². */
  TANH {
    @Override
    void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      kernels.tanh(n, x, xOff, y, yOff);
    }

    @Override
    void backward(
        Kernels kernels,
        int n,
        float[] x,
        int xOff,
        float[] y,
        int yOff,
        float[] dy,
        int dyOff,
        float[] dx,
        int dxOff) {
      kernels.tanhBackward(n, y, yOff, dy, dyOff, dx, dxOff);
    }
  },
  /** max(x, 0); f′ = 1 where y &gt; 0. */
  RELU {
    @Override
    void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      kernels.relu(n, x, xOff, y, yOff);
    }

    @Override
    void backward(
        Kernels kernels,
        int n,
        float[] x,
        int xOff,
        float[] y,
        int yOff,
        float[] dy,
        int dyOff,
        float[] dx,
        int dxOff) {
      kernels.reluBackward(n, y, yOff, dy, dyOff, dx, dxOff);
    }
  },
  /** e^x; f′ = y. */
  EXP {
    @Override
    void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      kernels.exp(n, x, xOff, y, yOff);
    }

    @Override
    void backward(
        Kernels kernels,
        int n,
        float[] x,
        int xOff,
        float[] y,
        int yOff,
        float[] dy,
        int dyOff,
        float[] dx,
        int dxOff) {
      kernels.multiplyAdd(n, dy, dyOff, y, yOff, dx, dxOff);
    }
  },
  /** ln x; f′ = 1/x. */
  LOG {
    @Override
    void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      for (int at = 0; at < n; at++) {
        y[yOff + at] = (float) Math.log(x[xOff + at]);
      }
    }

    @Override
    void backward(
        Kernels kernels,
        int n,
        float[] x,
        int xOff,
        float[] y,
        int yOff,
        float[] dy,
        int dyOff,
        float[] dx,
        int dxOff) {
      for (int at = 0; at < n; at++) {
        dx[dxOff + at] += dy[dyOff + at] / x[xOff + at];
      }
    }
  },
  /** x²; f′ = 2x. */
  SQUARE {
    @Override
    void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      kernels.multiply(n, x, xOff, x, xOff, y, yOff);
    }

    @Override
    void backward(
        Kernels kernels,
        int n,
        float[] x,
        int xOff,
        float[] y,
        int yOff,
        float[] dy,
        int dyOff,
        float[] dx,
        int dxOff) {
      for (int at = 0; at < n; at++) {
        dx[dxOff + at] += 2f * dy[dyOff + at] * x[xOff + at];
      }
    }
  },
  /** √x; f′ = 1/(2y). */
  SQRT {
    @Override
    void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      for (int at = 0; at < n; at++) {
        y[yOff + at] = (float) Math.sqrt(x[xOff + at]);
      }
    }

    @Override
    void backward(
        Kernels kernels,
        int n,
        float[] x,
        int xOff,
        float[] y,
        int yOff,
        float[] dy,
        int dyOff,
        float[] dx,
        int dxOff) {
      for (int at = 0; at < n; at++) {
        dx[dxOff + at] += dy[dyOff + at] / (2f * y[yOff + at]);
      }
    }
  },
  /** |x|; f′ = sign x. */
  ABS {
    @Override
    void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      for (int at = 0; at < n; at++) {
        y[yOff + at] = Math.abs(x[xOff + at]);
      }
    }

    @Override
    void backward(
        Kernels kernels,
        int n,
        float[] x,
        int xOff,
        float[] y,
        int yOff,
        float[] dy,
        int dyOff,
        float[] dx,
        int dxOff) {
      for (int at = 0; at < n; at++) {
        dx[dxOff + at] += dy[dyOff + at] * Math.signum(x[xOff + at]);
      }
    }
  };

  abstract void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff);

  abstract void backward(
      Kernels kernels,
      int n,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] dy,
      int dyOff,
      float[] dx,
      int dxOff);

  /** Whether backward reads x rather than y. */
  private boolean readsInput() {
    return this == LOG || this == SQUARE || this == ABS;
  }

  Variable apply(Variable x) {
    Tape tape = x.tape();
    if (tape.kept() instanceof Applied op && op.f == this && op.x == x) {
      tape.repeat(op);
      return op.y;
    }
    Applied op = new Applied(this, x);
    tape.run(op, op.y);
    return op.y;
  }

  private static final class Applied implements RowWise, RowKernel {
    private final Unary f;
    private final Variable x;
    private final Variable y;

    Applied(Unary f, Variable x) {
      this.f = f;
      this.x = x;
      this.y = x.tape().output(x.shape(), x);
    }

    @Override
    public void forward() {
      f.forward(x.tape().kernels(), x.size(), x.data(), 0, y.data(), 0);
    }

    @Override
    public void backward() {
      Kernels kernels = x.tape().kernels();
      f.backward(kernels, x.size(), x.data(), 0, y.data(), 0, y.gradient(), 0, x.gradient(), 0);
    }

    @Override
    public Variable[] inputs() {
      return new Variable[] {x};
    }

    @Override
    public Variable output() {
      return y;
    }

    @Override
    public RowKernel rowKernel() {
      return this;
    }

    @Override
    public void forward(Kernels kernels, int rows, Rows[] in, Rows out) {
      Rows from = in[0];
      f.forward(kernels, rows * out.width(), from.data(), from.at(), out.data(), out.at());
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
      if (dx != null) {
        f.backward(
            kernels,
            rows * out.width(),
            in[0].data(),
            in[0].at(),
            out.data(),
            out.at(),
            dOut.data(),
            dOut.at(),
            dx.data(),
            dx.at());
      }
    }

    @Override
    public boolean readsInputs() {
      return f.readsInput();
    }

    @Override
    public boolean readsOutput() {
      return !f.readsInput();
    }
  }
}
