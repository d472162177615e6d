package dev.timestep.autograd;

import static dev.timestep.kernel.Vanishing.flushed;

import dev.timestep.kernel.Kernels;
import java.util.Locale;

/**
 * Elementwise functions y = f(x). Backward: dx += dy·f′(x), expressed in y where that is cheaper,
 * and flushed (see {@link dev.timestep.kernel.Vanishing}).
 */
enum Unary implements Elementwise {
  /** 1 / (1 + e^−x); f′ = y(1−y). */
  SIGMOID {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      kernels.activations().sigmoid(n, x, xOff, y, yOff);
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
      kernels.activations().sigmoidBackward(n, y, yOff, dy, dyOff, dx, dxOff);
    }
  },
  /** tanh x; f′ = 1−y². */
  TANH {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      kernels.activations().tanh(n, x, xOff, y, yOff);
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
      kernels.activations().tanhBackward(n, y, yOff, dy, dyOff, dx, dxOff);
    }
  },
  /** max(x, 0); f′ = 1 where y &gt; 0. */
  RELU {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      kernels.activations().relu(n, x, xOff, y, yOff);
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
      kernels.activations().reluBackward(n, y, yOff, dy, dyOff, dx, dxOff);
    }
  },
  /** e^x; f′ = y. */
  EXP {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      kernels.exponentials().exp(n, x, xOff, y, yOff);
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
      kernels.elementwise().multiplyAdd(n, dy, dyOff, y, yOff, dx, dxOff);
    }
  },
  /** ln x; f′ = 1/x. */
  LOG {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
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
        dx[dxOff + at] = flushed(dx[dxOff + at] + dy[dyOff + at] / x[xOff + at]);
      }
    }
  },
  /** x²; f′ = 2x. */
  SQUARE {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
      kernels.elementwise().multiply(n, x, xOff, x, xOff, y, yOff);
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
        dx[dxOff + at] = flushed(dx[dxOff + at] + 2f * dy[dyOff + at] * x[xOff + at]);
      }
    }
  },
  /** √x; f′ = 1/(2y). */
  SQRT {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
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
        dx[dxOff + at] = flushed(dx[dxOff + at] + dy[dyOff + at] / (2f * y[yOff + at]));
      }
    }
  },
  /** |x|; f′ = sign x. */
  ABS {
    @Override
    public void forward(Kernels kernels, int n, float[] x, int xOff, float[] y, int yOff) {
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

  @Override
  public String formula(String x) {
    return switch (this) {
      case SIGMOID -> "σ(" + x + ")";
      case LOG -> "ln(" + x + ")";
      case SQUARE -> x + "²";
      case SQRT -> "√" + x;
      case ABS -> "|" + x + "|";
      case TANH, RELU, EXP -> name().toLowerCase(Locale.ROOT) + "(" + x + ")";
    };
  }

  @Override
  public boolean readsInput() {
    return this == LOG || this == SQUARE || this == ABS;
  }

  @Override
  public void backward(
      Kernels kernels,
      int n,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] dy,
      int dyOff,
      float[] dx,
      int dxOff,
      float[] scratch) {
    backward(kernels, n, x, xOff, y, yOff, dy, dyOff, dx, dxOff);
  }

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
}
