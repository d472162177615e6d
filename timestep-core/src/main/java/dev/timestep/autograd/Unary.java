package dev.timestep.autograd;

import dev.timestep.kernel.Kernels;

/**
 * Elementwise functions y = f(x). Backward: dx += dy·f′(x), expressed in y where that is cheaper.
 */
enum Unary {
  /** 1 / (1 + e^−x); f′ = y(1−y). */
  SIGMOID {
    @Override
    void forward(Kernels kernels, int n, float[] x, float[] y) {
      kernels.sigmoid(n, x, 0, y, 0);
    }

    @Override
    void backward(Kernels kernels, int n, float[] x, float[] y, float[] dy, float[] dx) {
      kernels.sigmoidBackward(n, y, 0, dy, 0, dx, 0);
    }
  },
  /** tanh x; f′ = 1−y². */
  TANH {
    @Override
    void forward(Kernels kernels, int n, float[] x, float[] y) {
      kernels.tanh(n, x, 0, y, 0);
    }

    @Override
    void backward(Kernels kernels, int n, float[] x, float[] y, float[] dy, float[] dx) {
      kernels.tanhBackward(n, y, 0, dy, 0, dx, 0);
    }
  },
  /** max(x, 0); f′ = 1 where y &gt; 0. */
  RELU {
    @Override
    void forward(Kernels kernels, int n, float[] x, float[] y) {
      kernels.relu(n, x, 0, y, 0);
    }

    @Override
    void backward(Kernels kernels, int n, float[] x, float[] y, float[] dy, float[] dx) {
      kernels.reluBackward(n, y, 0, dy, 0, dx, 0);
    }
  },
  /** e^x; f′ = y. */
  EXP {
    @Override
    void forward(Kernels kernels, int n, float[] x, float[] y) {
      kernels.exp(n, x, 0, y, 0);
    }

    @Override
    void backward(Kernels kernels, int n, float[] x, float[] y, float[] dy, float[] dx) {
      kernels.multiplyAdd(n, dy, 0, y, 0, dx, 0);
    }
  },
  /** ln x; f′ = 1/x. */
  LOG {
    @Override
    void forward(Kernels kernels, int n, float[] x, float[] y) {
      for (int at = 0; at < n; at++) {
        y[at] = (float) Math.log(x[at]);
      }
    }

    @Override
    void backward(Kernels kernels, int n, float[] x, float[] y, float[] dy, float[] dx) {
      for (int at = 0; at < n; at++) {
        dx[at] += dy[at] / x[at];
      }
    }
  },
  /** x²; f′ = 2x. */
  SQUARE {
    @Override
    void forward(Kernels kernels, int n, float[] x, float[] y) {
      kernels.multiply(n, x, 0, x, 0, y, 0);
    }

    @Override
    void backward(Kernels kernels, int n, float[] x, float[] y, float[] dy, float[] dx) {
      for (int at = 0; at < n; at++) {
        dx[at] += 2f * dy[at] * x[at];
      }
    }
  },
  /** √x; f′ = 1/(2y). */
  SQRT {
    @Override
    void forward(Kernels kernels, int n, float[] x, float[] y) {
      for (int at = 0; at < n; at++) {
        y[at] = (float) Math.sqrt(x[at]);
      }
    }

    @Override
    void backward(Kernels kernels, int n, float[] x, float[] y, float[] dy, float[] dx) {
      for (int at = 0; at < n; at++) {
        dx[at] += dy[at] / (2f * y[at]);
      }
    }
  },
  /** |x|; f′ = sign x. */
  ABS {
    @Override
    void forward(Kernels kernels, int n, float[] x, float[] y) {
      for (int at = 0; at < n; at++) {
        y[at] = Math.abs(x[at]);
      }
    }

    @Override
    void backward(Kernels kernels, int n, float[] x, float[] y, float[] dy, float[] dx) {
      for (int at = 0; at < n; at++) {
        dx[at] += dy[at] * Math.signum(x[at]);
      }
    }
  };

  abstract void forward(Kernels kernels, int n, float[] x, float[] y);

  abstract void backward(Kernels kernels, int n, float[] x, float[] y, float[] dy, float[] dx);

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

  private static final class Applied implements Op {
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
      f.forward(x.tape().kernels(), x.size(), x.data(), y.data());
    }

    @Override
    public void backward() {
      Kernels kernels = x.tape().kernels();
      f.backward(kernels, x.size(), x.data(), y.data(), y.gradient(), x.gradient());
    }
  }
}
